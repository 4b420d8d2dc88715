"""Names that a paper gives nobody in brackets, but makes the subject of a promise: "The Dancer shall refrain from"."""

from __future__ import annotations

import re
from collections import Counter

from scanner.language.names import Lexicon, words

_ADVERBS = "also|further|hereby|expressly|knowingly|voluntarily|therefore"
# A name with capitals, or "the" and a word, that promises, must not, or must do what only people do.
_ACTS = re.compile(
    rf"\b(?:([A-Z][a-z]+(?: [A-Z][a-z]+)?)|[Tt]he ([a-z]+)),? (?:(?:{_ADVERBS}) )*"
    r"(?:agrees|promises|undertakes|covenants|acknowledges|understands|accepts|waives|releases|forgives|withdraws"
    r"|declares|consents|confirms|gives up|has agreed|(?:shall|will|must|may|can) ?(?:not|never)"
    r"|(?:shall|will|must|may)(?: hereby| also| immediately| promptly| at all times)* (?:keep|hold|treat|refrain|pay"
    r"|repay|refund|return|deliver|surrender|indemnify|notify|inform|tell|release|withdraw|dismiss|delete|destroy"
    r"|remove|sign|give|say|speak|use|cooperate|resign|leave|vacate|maintain|respect|retract|apologi[sz]e|have no"
    r"|erase|forfeit|owe|bear|cease|stop|attend|answer|reveal|disclose|discuss|mention|post|publish|contact|sue|file"
    r"|waive|abstain|avoid|drop|hand))\b"
)
# People of whom a paper speaks by their names alone: "Sam won't", "Sister Blessing shall stand".
_BY_NAME = re.compile(
    r"\b((?:(?:Sister|Brother|Mother|Sr|Ms|Mrs|Miss|Mr|Mx|Dr)\.? )?[A-Z][a-z]+(?: [A-Z]\.?)?)"
    r" (?:won't|can't|(?:shall|will|must|may|is|does|has) (?:not |never )?[a-z]+|agrees|promises|says|wants|gives"
    r"|pays)\b"
)
_AGENT = re.compile(r"\b(?:[a-z]+ed|made|given|kept|told|held|brought|said) by (?:the |any )([A-Za-z][a-z]+)\b")
_ABSTRACT = re.compile(r"(?:tion|ment|ance|ence|ity|ness|ing|ship|sion)$")
_LEADING = frozenset("the each any every such said if when where that and but both an a upon".split())  # noqa: SIM905
_NO_NAME = frozenset(
    """
    he she it they you we who this that these those there which nothing nobody no all any each both neither either one
    such and or but if when then in on at by for from of to nor otherwise everyone anyone everybody anybody please
    section article clause paragraph parties court other third breaching defaulting prevailing losing moving judge law
    state government congress police breach failure waiver default notice
    """.split()  # noqa: SIM905 - a list of words is read as words
)


def actors(text: str, lexicon: Lexicon) -> list[str]:
    """The names that promise something in a text and are no known thing.

    Without a capital, or behind "by", only a word counts that is known for people without power.
    """
    found: list[str] = []
    for match in _ACTS.finditer(text):
        name, plain = match.groups()
        found += [_without_article(name)] if name else [plain] if plain in lexicon.weak_signer else []
    found += [name for name in _AGENT.findall(text) if name.lower() in lexicon.weak_signer]
    return [name for name in dict.fromkeys(found) if _may_be_person(words(name), lexicon)]


def by_name(text: str) -> list[str]:
    """The names of people of whom a text says at least twice what they will or may not do, and no common words."""
    found = Counter(_BY_NAME.findall(text))
    small = set(re.findall(r"\b[a-z]+\b", text))
    return [name for name, times in found.items() if times > 1 and not small & set(words(name)[-2:])]


def _without_article(name: str) -> str:
    first, _, rest = name.partition(" ")
    return rest if rest and first.lower() in _LEADING else name


def _may_be_person(parts: list[str], lexicon: Lexicon) -> bool:
    return parts != ["party"] and not (_NO_NAME | lexicon.not_a_party) & set(parts) and not _ABSTRACT.search(parts[-1])
