"""Headings, told by their shape: short, in capitals or Title Case, and saying nothing.

All text here is folded (`normal.fold`).
"""

from __future__ import annotations

import re

from scanner.model import Span

MAX_HEADING = 120  # characters

_SMALL = r"(?:of|and|or|the|a|an|to|for|in|on|by|with|from|at|as|not|no|nor|under|&|/|-|vs?\.?|its|than|against)"
_TITLE_WORD = r"[\"'(]?[A-Z0-9][\w'/&-]*[\"')]?"
_TITLE = rf"{_TITLE_WORD}(?:[,;]?\s+(?:{_TITLE_WORD}|{_SMALL})){{0,11}}"
_ALONE = re.compile(rf"{_TITLE}\Z")
_RUN_IN = re.compile(rf"(?P<words>{_TITLE})(?P<mark>\.\)?|:|\s-{{1,2}}(?=\s))[\"']?\s+(?=[\"'(\[]?\w)")
_SENTENCE_CASE = re.compile(r"(?P<words>[A-Z][\w'-]*(?:,?\s+[\w'/-]+){0,4})(?P<mark>[.:])\s+(?=[\"'(]?[A-Z])")
_DOES = re.compile(
    r"\b(?:shall|will|must|may|can|cannot|is|are|was|were|be|been|has|have|had|does|do|did|agrees?|waives?|"
    r"acknowledges?|understands?|i|you|he|she|we|they|it)\b",
    re.IGNORECASE,
)
_DONE = re.compile(r"\b(?:not|never|\w+ed)\b")
_MARKDOWN = re.compile(
    r"(?:#{1,6}[ ]+(?P<line>[^\n]+?)[ #]*(?:\n|\Z)|(?P<mark>\*\*|__)(?P<bold>[^\s*_][^*_\n]*)(?P=mark)[.:]?)\s*"
)
_SHORTENED = re.compile(r"\b(?:Inc|Ltd|Corp|Co|LLC|Mr|Mrs|Ms|Dr|No|St|Jr|Sr|Esq|Art|Sec|[A-Z])\Z")
_BLANK_NUMBER = re.compile(r"\A_+[.)]\s+")  # of a form: "____. NO ADMISSION"
_MAX_WORDS = 14
_MUTE_WORDS = 8
_LOWER = re.compile(r"[a-z]")
_LETTERS = re.compile(r"[A-Za-z]{3}")


def is_heading(text: str, start: int, end: int, *, said: bool, numbered: bool) -> bool:
    """True if all of `text[start:end]` is a heading by its shape; `said` if the format itself calls it one.

    A whole sentence is no heading whatever the format says: style must not hide what a paper does.
    """
    if end - start > MAX_HEADING:
        return False
    words = _BLANK_NUMBER.sub("", text[start:end].rstrip())
    if not _LETTERS.search(words) or "__" in words or len(words.split()) > _MAX_WORDS or _DOES.search(words):
        return False
    if words[-1] in ".;,":
        stopped, words = words[-1] == ".", words[:-1].rstrip()
        if not words or words[-1] in ".;," or not (stopped or said):
            return False
        return said or not _LOWER.search(words) or (numbered and bool(_ALONE.match(words)))
    if said or not _LOWER.search(words):
        return True
    return words[-1] != ":" and bool(_ALONE.match(words))


def is_mute(text: str, span: Span) -> bool:
    """True if a heading is too short to say anything: a longer one is read like a sentence too."""
    return len(text[slice(*span)].split()) <= _MUTE_WORDS


def run_in_heading(text: str, start: int, end: int, *, numbered: bool) -> int:
    """Where a heading at the head of a paragraph ends ("Confidentiality. The parties agree"); `start` if none does."""
    part = text[start : min(end, start + MAX_HEADING + 20)]
    match = _RUN_IN.match(part)
    if not match and numbered:
        match = _SENTENCE_CASE.match(part)
        if match and _DONE.search(match["words"]):
            return start
    if not match or _DOES.search(match["words"]):
        return start
    mark = match["mark"][0]
    if mark == " " and not numbered:
        return start
    return start if mark == "." and _SHORTENED.search(match["words"]) else start + match.end()


def markdown_heading(text: str, start: int, end: int) -> tuple[Span, int] | None:
    """A heading in Markdown at `start` ("## Silence", "**Silence.** The"): its words, and where the text goes on."""
    if text[start : start + 1] not in ("#", "*", "_"):
        return None
    match = _MARKDOWN.match(text, start, end)
    if not match:
        return None
    words = match.span("line") if match["line"] else match.span("bold")
    if words[1] - words[0] > MAX_HEADING or _DOES.search(text, *words):
        return None
    return words, match.end()
