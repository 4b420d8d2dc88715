"""What the shape of a line says: does it begin an item, end a sentence, or go on from the line before?

Used wherever a format gives lines and no paragraphs.  All functions take lines without white space at the ends.
"""

from __future__ import annotations

import re
from collections.abc import Iterable

# A line that can only be the beginning of an item.
_BULLET = re.compile(r"[•‣◦▪●○■□➢✓☐☑·*–—-]\s+\S")
_LABEL = re.compile(
    r"(\(([a-z]{1,2}|[ivxl]{1,8}|[A-Z]|\d{1,2})\)|([a-z]|[ivx]{1,5}|[A-Z]|\d{1,2})\))\.?(?=[\s\"“A-Z]|$)"
    r"|[a-z]\.(?=\s+[\"“A-Z])"
)
_NUMBER = re.compile(r"(\d{1,3}\.|\d{1,2}(\.\d{1,3})+\.?)(\s+(?P<next>\S)|$)")
# A line that begins an item if the line before is finished: "A. Smith" and "Section 3 hereof" go on from it.
_LETTER = re.compile(r"([A-Z]|[IVX]{1,5})\.(\s|$)")
_NAMED = re.compile(r"(section|article|clause|schedule|exhibit|annex|appendix)\s+[\dIVX]+\b[.:\s–—-]", re.IGNORECASE)
# A reference that is cut by the line end: what follows is its number, not an item.
_REFERRING = re.compile(
    r"(\b(sections?|paragraphs?|articles?|clauses?|subsections?|subparagraphs?|exhibits?|schedules?|items?|parts?|nos?\.)"
    r"|§)(\s*[\d.]+)?(\([a-z\d]+\))*(,|\s+(and|or|through|to))?$",
    re.IGNORECASE,
)
_PAGE_NUMBER = re.compile(
    r"(<page>|[-–—~\[(]?\s*\d{1,3}\s*[-–—~\])]?|\d{1,3}\s{2,}\d{1,3}|page\s*[-–—]?\s*\d{1,3}(\s*(of|/)\s*\d{1,3})?|\d{1,3}\s*(of|/)\s*\d{1,3})",
    re.IGNORECASE,
)
_CLOCK = re.compile(
    r"((today|yesterday|mon|tues?|wed|wednes|thurs?|fri|sat|satur|sun)(day)?,?\s*)?(at\s)?\d{1,2}[:.]\d\d(\s*[ap]\.?m\.?)?.{0,4}",
    re.IGNORECASE,
)  # the last signs are what was read for the ticks beside it
# What stands before each message of a chat that was saved: "[14/03/2026, 20:58:01] Lou: ", "3/14/26, 8:58 PM - Lou: ".
_SPOKEN = re.compile(
    r"\[?\d{1,4}[./-]\d{1,2}[./-]\d{2,4},?\s\d{1,2}:\d\d(:\d\d)?(\s[AP]M)?(\]|\s-)\s[^:\n]{1,40}:", re.IGNORECASE
)
_LONGEST_CLOCK = 28  # characters
# Last words that end in a full stop although their sentence goes on.
_ABBREVIATIONS = """
    inc. corp. co. ltd. llc. l.l.c. l.p. n.a. no. nos. mr. mrs. ms. dr. v. vs. al. e.g. i.e. u.s. sec. art. para. st.
"""
# A heading of few words, each but the small ones with a capital.
_TITLE = re.compile(r"[\d.]*\s*([A-Z][\w/&’'-]*,?\s+|(and|of|or|to|by|for|the|in|on|with|a)\s+){0,7}[A-Z][\w/&’'-]*")
# A number in words, whose figure follows in brackets and is no label: "sixty (60) days".
_FIGURE = re.compile(r"\(\d")
_SPELLED = re.compile(
    r"\b(one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|\w+teen|\w+ty([- ]\w+)?|hundred)$",
    re.IGNORECASE,
)
# Last words after which no paragraph ends.  ("and" and "or" may end the item of a list.)
_OPEN_WORDS = """
    the a an of to in on at by for from with under between into upon this that such any its their his her our your my
    shall will may must not be been is are has have as than which who whose each every all no if unless whether upon
    against within without either neither nor including
"""
# Those of them that end the words of a cell or a heading, if space follows.
_LAST_WORDS = "all any each her his no not such that this is are been has have"
_ABBREVIATED, _OPEN = frozenset(_ABBREVIATIONS.split()), frozenset(_OPEN_WORDS.split())
_OPEN_OVER_GAP = _OPEN - frozenset(_LAST_WORDS.split())
_INSIDE = ("(", "&", ",", ";")  # nothing begins with these but an item
_ENDINGS = ".:;!?"
_CLOSING = "\"'”’)]»"
REACH = 2000  # characters of the text before that are looked at
_LONGEST_WORD = 40  # characters
_FREE_AFTER_SENTENCE = 0.03  # part of the line left empty that shows a chosen line end, after a full stop
_FREE_ANYWHERE = 0.25  # the same, where no sentence ends
_FREE_IN_CAPITALS = 0.5  # the same, where a capital letter says nothing
_FREE_AFTER_COMMA = 0.75  # the same, as in addresses
_RAGGED_LINES, _RAGGED_SHARE = 3, 0.05


def is_page_number(line: str) -> bool:
    """The line could be nothing but a page number ("3", "- 3 -", "Page 3 of 6", "<PAGE>")."""
    return len(line) < 24 and _PAGE_NUMBER.fullmatch(line) is not None


def is_clock(line: str) -> bool:
    """The line is a time and nothing more, as it stands between the messages of a chat: "21:04", "Today 9:41 PM"."""
    return len(line) < _LONGEST_CLOCK and _CLOCK.fullmatch(line) is not None


def ends_sentence(line: str) -> bool:
    """The line ends with a full stop, colon or semicolon, closing quotes and brackets set aside."""
    bare = line[-REACH:].rstrip(_CLOSING)
    return bool(bare) and bare[-1] in _ENDINGS


def goes_on(before: str, after: str, *, gap: bool = False) -> bool:
    """`after` can only be the rest of a sentence that `before` began; `gap` says that there is space between them."""
    if is_clock(before) or is_clock(after) or _SPOKEN.match(after):
        return False
    small = after[:1].islower()
    if not small and _FIGURE.match(after) and _SPELLED.search(before[-_LONGEST_WORD:]):
        return True
    if _LABEL.match(after) or (not small and _BULLET.match(after)):
        return False
    if ")" in after and before.rfind("(") > before.rfind(")"):
        return True
    if small or after.startswith(_INSIDE):
        return not ends_sentence(before) or not _ABBREVIATED.isdisjoint(_last_word(before))
    open_words = _OPEN_OVER_GAP if gap else _OPEN
    return not open_words.isdisjoint(_last_word(before)) and _NUMBER.match(after) is None


def _last_word(line: str) -> list[str]:
    """The last word of a line in lower case, if it has one."""
    return line[-_LONGEST_WORD:].lower().split()[-1:]


def is_ragged(free: Iterable[float]) -> bool:
    """Lines that end early in the middle of a sentence are usual here, so that a short line ends no paragraph.

    `free` are the parts of the width left empty (see `starts_paragraph`) by lines whose sentence goes on.
    """
    parts = list(free)
    return sum(part > _FREE_ANYWHERE for part in parts) > max(_RAGGED_LINES, _RAGGED_SHARE * len(parts))


def starts_paragraph(before: str, after: str, *, free: float, ragged: bool, gap: bool, paragraph: str) -> bool:
    """Whether the line `after` begins a new paragraph.

    `free` is the part of the line's width that `before` left empty although the first word of `after` would have
    fitted in; zero or less if it would not.  `gap` says that more than the usual space stands between the lines.
    `ragged` says that line ends mean little (see `is_ragged`).  `paragraph` is what the paragraph of `before` holds so
    far, the last `REACH` characters of which are enough.
    """
    return not goes_on(before, after, gap=gap) and is_apart(
        before, after, free=free, ragged=ragged, gap=gap, paragraph=paragraph
    )


def is_apart(before: str, after: str, *, free: float, ragged: bool, gap: bool, paragraph: str) -> bool:
    """What `starts_paragraph` says of a line that may begin one: its sentence did not begin in the line before."""
    if gap or _BULLET.match(after) or is_clock(before) or is_clock(after) or _SPOKEN.match(after):
        return True
    titled = paragraph == before and _NUMBER.match(before) is not None and _TITLE.fullmatch(before) is not None
    chosen = free > _least_free(before, after, ragged and not titled)
    if _starts_item(before, after, chosen, paragraph):
        return True
    return chosen and not after[:1].islower()


def _least_free(before: str, after: str, ragged: bool) -> float:
    """The part of the width that `before` must leave empty for its end to be chosen by the writer."""
    if ends_sentence(before) or before.endswith("_"):  # the blank of a form
        return _FREE_AFTER_SENTENCE
    if ragged:
        return 1.0
    if before.endswith(","):
        return _FREE_AFTER_COMMA
    return _FREE_IN_CAPITALS if before.isupper() and after.isupper() else _FREE_ANYWHERE


def _starts_item(before: str, after: str, chosen: bool, paragraph: str) -> bool:
    if _REFERRING.search(before[-REACH:]):
        return False
    if label := _LABEL.match(after):
        return chosen or not _in_running_list(label.group().strip("()."), paragraph)
    if (number := _NUMBER.match(after)) and (number["next"] is None or not number["next"].islower()):
        return True
    heading = after.isupper() and not before.isupper()
    letter = _LETTER.match(after)
    if letter and not before.endswith(",") and paragraph.startswith(f"{_label_before(letter[1])}."):
        return True
    return ends_sentence(before) and bool(heading or number or letter or _NAMED.match(after))


def _in_running_list(label: str, paragraph: str) -> bool:
    """The label before this one stands inside a line of the paragraph: "(a) ..., (b) ..." runs on over line ends."""
    before = _label_before(label)
    return before is not None and re.search(rf"\S[^\S\n]+\(?{re.escape(before)}\)", paragraph[-REACH:]) is not None


_ROMAN = ("i", "ii", "iii", "iv", "v", "vi", "vii", "viii", "ix", "x", "xi", "xii", "xiii", "xiv", "xv")


def _label_before(label: str) -> str | None:
    if label.isdigit():
        return str(int(label) - 1)
    if label in _ROMAN[1:] and label != "v" and label != "x":
        return _ROMAN[_ROMAN.index(label) - 1]
    if len(label) == 1 and label.lower() != "a":
        return chr(ord(label) - 1)
    return None
