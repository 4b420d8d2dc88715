"""Where sentences begin and end, in the English of legal papers.

`nupunkt` finds the boundaries; what it is known to get wrong in such papers is repaired here.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache
from itertools import pairwise
from typing import TYPE_CHECKING

from scanner.model import Span

if TYPE_CHECKING:
    from nupunkt import PunktSentenceTokenizer

# A word that does a sentence's work: what has one in its first words stands alone.
VERBS = (
    "shall|will|must|may|can|cannot|would|should|might|is|are|was|were|has|have|had|does|do|did|hereby|agrees?|"
    "acknowledges?|understands?|represents?|warrants?|waives?|releases?|covenants?|certif(?:y|ies)|confirms?|affirms?|"
    "declares?|promises?|undertakes?|consents?|wish(?:es)?|desires?|intends?|means?|includes?|survives?"
)
_OPENERS = (
    "The|This|That|These|Those|Such|Each|Every|Any|All|No|None|Neither|Nor|Either|Both|Nothing|Nobody|If|In|It|I|You|He|"
    "She|We|They|Upon|Unless|Except|For|As|At|By|On|To|When|Where|While|Notwithstanding|Subject|Without|Should|Further|"
    "Furthermore|However|Accordingly|After|Before|During|Failure|Said|My|Your|His|Her|Our|Their|There"
)
_NAME = r"[A-Z][\w'-]*+(?:\s+(?:of|and|or|the|&|[A-Z][\w'-]*+)){0,5}"
_OPENER = re.compile(rf"[\"'(]*(?:{_OPENERS})\b")
_STARTER = re.compile(rf"[\"'(]*(?:(?:{_OPENERS})\b|{_NAME}\s+(?:{VERBS})\b)")

# With these a subject is certain; after a determiner it needs a verb that no relative clause takes away.
_SUBJECTS = (
    "If|When|Where|Upon|Unless|Should|Notwithstanding|Except|Subject|Nothing|Nobody|Neither|Nor|I|You|He|She|We|They|It|"
    "There"
)
_DETERMINERS = (
    "The|This|That|These|Those|Such|Each|Every|Any|All|No|None|Either|Both|In|For|At|By|On|My|Your|Our|His|Her|Their"
)
_PLAIN_VERBS = (
    "shall|will|must|may|can|cannot|would|should|is|are|was|were|has|have|had|does|do|did|hereby|agrees?|acknowledges?"
)
_SUBJECT = re.compile(
    rf"[\"'(]*(?:(?:{_SUBJECTS})\b|{_NAME}\s+(?:{VERBS})\b|(?:{_DETERMINERS})\b"
    rf"(?:\s+(?!(?:that|which|who|whom|whose|where|when)\b)[^\s;:]++){{0,8}}?\s+(?:{_PLAIN_VERBS})\b)"
)

# After these a capital does not begin a sentence ...
_NEVER_LAST = re.compile(
    r"\b(?:mr|ms|mrs|dr|prof|messrs|hon|vs?|e\.g|i\.e|cf|secs?|arts?|paras?|cl|viz|approx)\.[\"')\]]*\Z",
    re.IGNORECASE,
)
# ... after an initial only a name can follow ...
_INITIAL = re.compile(r"\b[A-Za-z]\.[\"')\]]*\Z")
# ... and after these the words that follow must tell.
_OFTEN_INSIDE = re.compile(
    r"(?:\b(?:inc|ltd|corp|co|llc|l\.l\.c|l\.p|llp|l\.l\.p|n\.a|s\.a|plc|p\.c|p\.a|esq|jr|sr|nos?|u\.s\.c|u\.s|c\.f\.r|etc|al|"
    r"ave|st|dept|rs)\.[\"')\]]*|_\s*[.!?]+)\Z",
    re.IGNORECASE,
)
_END = re.compile(r"[.!?][\"')\]]*\s")
_ABBREVIATION = re.compile(
    r"\b(?:Inc|Ltd|Corp|Co|LLC|L\.L\.C|L\.P|LLP|L\.L\.P|N\.A|S\.A|PLC|P\.C|Esq|Jr|Sr|(?:Exhibit|Schedule|Annex|Appendix|Attachment)\s[A-Z])"
    r"\.[\"')]*\s+(?=[\"'(A-Z])"
)
# "State of Iowa. Borrower shall": a whole word, and no title that a name follows.
_WHOLE_WORD = re.compile(
    r"\b(?!(?:Capt|Prof|Messrs|Pres|Supt|Bros|Assn|Univ|Dist|Corp|Dept|Sept|[Aa]pprox)\.)[A-Za-z][a-z]{3,}"
    r"\.[\"')]*\s+(?=[\"'(A-Z])"
)
_MARKER_ALONE = re.compile(
    r"\W*(?:\d{1,3}(?:\.\d{1,3})*|[A-Za-z]|[ivxlIVXL]{1,6})[.)]\Z|(?i:section|article|sec\.|§+)\s*[\dIVXL.]+\Z"
)
# In messages: "can we talk? i will bring kurt. he is fair."
_SMALL_BEGINS = re.compile(r"(?:[a-z]{2}|\d)[.?!]+[\"')]*\s+(?=[a-z])")
_CAPITAL_BEGINS = re.compile(r"[.?!][\"')]*\s+[A-Z]")
_CLOSER = re.compile(r"[a-z)\],;:]")

# A run of marks without a space makes the boundary finder quadratic; no such run holds a boundary of interest.
_MARKS = re.compile(r"[^\w\s][^\w\s_-]{40,}")
_LOOK_BACK = 24


def spans(text: str, start: int, end: int) -> list[Span]:
    """The sentences of `text[start:end]`, in order, without the white space between them.

    `text` is folded (`normal.fold`); `text[start]` is no white space.
    """
    if not _END.search(text, start, end):
        return [(start, end)] if start < end else []
    kept = [start]
    certain = {*_after(_ABBREVIATION, text, start, end), *_casual(text, start, end)}
    for cut in sorted(certain.union(_found(text, start, end), _after(_WHOLE_WORD, text, start, end))):
        if start < cut < end and (cut in certain or not _joins(text, kept[-1], cut)):
            kept.append(cut)
    kept.append(end)
    return [_trim(text, a, b) for a, b in pairwise(kept)]


def begins_sentence(text: str, start: int) -> bool:
    """True if a sentence may begin with the words at `start`: "The", "Nothing", "Employee shall"."""
    return _STARTER.match(text, start) is not None


def stands_alone(text: str, start: int) -> bool:
    """True if a subject and its verb stand at `start`: "The Employee shall", but not "Any claim that may"."""
    return _SUBJECT.match(text, start) is not None


@cache
def _tokenizer() -> PunktSentenceTokenizer:
    from nupunkt.models import load_default_model

    return load_default_model()


def _found(text: str, start: int, end: int) -> Iterator[int]:
    """The offsets where the boundary finder begins a new sentence."""
    part = _MARKS.sub(lambda run: "x" * len(run[0]), text[start:end].replace("\n", " "))
    return (start + begin for begin, _ in _tokenizer().span_tokenize(part) if begin)


def _after(last: re.Pattern[str], text: str, start: int, end: int) -> Iterator[int]:
    """Boundaries that hide behind a last word: "with Acme, Inc. Employee shall", "of Iowa. Borrower shall"."""
    for match in last.finditer(text, start, end):
        if begins_sentence(text, match.end()):
            yield match.end()


def _casual(text: str, start: int, end: int) -> Iterator[int]:
    """Boundaries before small letters, in the words of somebody who begins most sentences with one."""
    if not text[start].islower():
        return
    small = list(_SMALL_BEGINS.finditer(text, start, end))
    if len(small) < len(_CAPITAL_BEGINS.findall(text, start, end)):
        return
    for match in small:
        before = text[max(start, match.end() - _LOOK_BACK) : match.end()].rstrip()
        if not (_NEVER_LAST.search(before) or _OFTEN_INSIDE.search(before)):
            yield match.end()


def _joins(text: str, start: int, cut: int) -> bool:
    """True if what stands before and after `cut` is one sentence after all."""
    before = text[max(start, cut - _LOOK_BACK) : cut].rstrip()
    if _CLOSER.match(text, cut) or (cut - start < _LOOK_BACK and _MARKER_ALONE.fullmatch(before)):
        return True
    if _NEVER_LAST.search(before):
        return True
    if _INITIAL.search(before):
        return not _OPENER.match(text, cut)
    return bool(_OFTEN_INSIDE.search(before)) and not begins_sentence(text, cut)


def _trim(text: str, start: int, end: int) -> Span:
    while start < end and text[end - 1].isspace():
        end -= 1
    return start, end
