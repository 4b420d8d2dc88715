"""Small slips that engines make again and again."""

from __future__ import annotations

import re

_DOUBLED = (("‘‘", "“"), ("’’", "”"), ("““", "“"), ("””", "”"), ("“‘", "“"), ("’”", "”"), ("''", '"'))
_NUMERAL = re.compile(r"\((?=[il1|]*i)[il1|]{2,4}\)")  # a small Roman numeral, some strokes of it taken for others
_BULLET = re.compile(r"^[°¢«»*e©o] (?=[A-Z])")  # what a bullet is taken for
_PAGE = re.compile(r"(?<=[Pp]age )[|lI](?= of\b|$)")
_I = re.compile(r"^([^|]*)(?<!\w)\|(?= [a-z][^|]*$)")  # "| shall not speak"
# No space was seen: "fees,which", "payment.The".
_GLUED = re.compile(r"(?<=[a-z]{2}[,;:)”\"])(?=[A-Za-z“(]{2})|(?<=[a-z]{2}\.)(?=[A-Z][a-z])")
_SHORTENED = re.compile(r"\b([Ss]hal|[Ww]il)\b")  # the last of two thin letters was not seen
_LIST = re.compile(r"^(\d{1,2}\.(?:\d{1,2}\.?)?|\([a-z]{1,4}\))(?=[A-Z“\"])")  # "4.2The"


def tidy(words: str) -> str:
    """A line as it can only have been meant."""
    words = _BULLET.sub("• ", words)
    words = _PAGE.sub("1", words)
    words = _I.sub(r"\1I", words)
    words = _SHORTENED.sub(r"\1l", words)
    for slip, meant in _DOUBLED:
        words = words.replace(slip, meant)
    words = _NUMERAL.sub(lambda match: f"({'i' * (len(match.group()) - 2)})", words)
    return _LIST.sub(r"\1 ", _GLUED.sub(" ", words))
