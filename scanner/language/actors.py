"""Names that a paper gives nobody in brackets, but makes the subject of a promise: "The Dancer shall refrain from"."""

from __future__ import annotations

import re
from collections import Counter

from scanner.language.names import Lexicon, words

_ACTS = re.compile(
    r"\b([A-Z][a-z]+(?: [A-Z][a-z]+)?),? (?:(?:also|further|hereby|expressly|knowingly|voluntarily|therefore) )*"
    r"(?:agrees|promises|undertakes|covenants|acknowledges|understands|accepts|waives|releases|forgives|withdraws"
    r"|declares|consents|confirms|gives up|has agreed|(?:shall|will|must|may|can) ?(?:not|never)"
    r"|(?:shall|will|must|may)(?: hereby| also| immediately| promptly| at all times)* (?:keep|hold|treat|refrain|pay"
    r"|repay|refund|return|deliver|surrender|indemnify|notify|inform|tell|release|withdraw|dismiss|delete|destroy"
    r"|remove|sign|give|say|speak|use|cooperate|resign|leave|vacate|maintain|respect|retract|apologi[sz]e|have no))\b"
)
_ABSTRACT = re.compile(r"(?:tion|ment|ance|ence|ity|ness|ing|ship|sion)$")
_NO_NAME = frozenset(
    """
    he she it they you we who this that these those there which nothing nobody no all any each both neither either one
    such and or but if when then in on at by for from of to nor otherwise everyone anyone everybody anybody please
    section article clause paragraph party parties court judge law state government congress police
    breach failure waiver default notice
    """.split()  # noqa: SIM905 - a list of words is read as words
)


def actors(text: str, lexicon: Lexicon) -> Counter[str]:
    """How often each capitalised name that is no known thing, party or role promises something in a text."""
    found: Counter[str] = Counter()
    for match in _ACTS.finditer(text):
        name = match.group(1)
        first, *rest = name.split(" ")
        if rest and first.lower() in _LEADING:
            name = rest[0]
        parts = words(name)
        if not (_NO_NAME | lexicon.not_a_party) & set(parts) and not _ABSTRACT.search(name):
            found[name] += 1
    return found


_LEADING = frozenset("the each any every such said if when where that and but both an a upon".split())  # noqa: SIM905
