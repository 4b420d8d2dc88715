"""Who is who in a paper: the parties, what the paper calls them, and which side each is on.

The signer is the person who was handed the paper; the other side is everybody with power in it.  Roles come from
the words of the paper ("Employee", "Releasee", "Acme Inc.", "you"), and from what the reader says of themselves.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from scanner.language.actors import actors, by_name
from scanner.language.leaning import leads
from scanner.language.names import LETTERED, Lexicon, Named, addressee, named, person_forms, words
from scanner.model import Party, Role

# Those for whom "we" answer, where they are the subject.
OUR_PEOPLE = ("our staff", "our team", "our officers", "our employees", "our volunteers", "our managers", "our lawyers")
MANY = 3  # so often must "you" or "I" stand before a paper is taken for a letter or a form
SHORT = 1_500  # characters: a message, or a single clause
# Words that name a side even where another name is defined for it.
ALWAYS_NAMED = frozenset(
    (
        "releasor",
        "releasors",
        "releasee",
        "releasees",
        "released parties",
        "undersigned",
        "company",
        "employer",
        "respondent",
    )
)
_WORD = re.compile("[A-Za-z]+")
# A letter that holds a text to sign: "I, the undersigned, ... will not".
_PLEDGE = re.compile(
    r"\bI, [A-Z_\[t]"
    r"|\bI (?:hereby |also |further )?(?:agree|promise|undertake|acknowledge|accept|release|confirm|retract)\b"
)
_WORD = re.compile(r"\w+")
_MUTUAL = re.compile(
    r"\b(?:the|both|each|either|neither|no|any) (?:part(?:y|ies)|of us)\b|\bI ?/ ?we\b|\bmutual(?:ly)?\b"
    r"|\beach other\b|\bone another\b|\bneither\b[^.]{1,60} nor\b",
    re.I,
)
# An undertaking of several: "We, the parents of the student, agree".
_WE = re.compile(
    r"\bWe, the\b|\bWe (?:hereby |also |further |jointly )?(?:agree|undertake|promise|acknowledge|shall not)\b"
)
_CLIENT = re.compile(r"\b(?:[Oo]ur|[Mm]y) [Cc]lients?\b")  # for whom a lawyer writes
_UNDERSIGNED = re.compile(r"(?<![Ww]e, )\b[Tt]he undersigned\b(?! part)")
_THE = re.compile(
    r"(?:\b(?:[Tt]he|[Aa]ny|[Bb]y|[Tt]o|[Oo]f|[Ff]rom|[Aa]gainst|[Aa]nd) |^|[.;:] )([A-Z][a-z]+)\b(?! [A-Z])"
)
# "Jane Roe, Jr.", but not "Mill Lane, Hull HU1".
_OF_A_PERSON = re.compile(
    r"[^,\d]{2,}(?:,\s*(?:jr|sr|ii|iii|iv|m\.?d|ph\.?d|esq|cpa|r\.?n|j\.?d|mba|d\.?d\.?s|dvm|p\.?e|cfa)\b\.?)?", re.I
)
_INITIALS = re.compile(r"(?:[a-z]\.)+[a-z]")
LONG_NAME = 60  # characters; longer is no name


@dataclass(frozen=True, slots=True)
class Sides:
    """The parties, and for every side the phrases (lower case) that name it in this paper."""

    parties: tuple[Party, ...]
    phrases: Mapping[str, tuple[str, ...]]  # signer, other, both, unclear -> phrases
    other_is_person: bool  # a "she" may then be either
    one_sided: bool  # it speaks to one side only: what names nobody is asked of the one who reads it


def find_sides(text: str, lexicon: Lexicon, signer: str | None = None) -> Sides:
    """The parties of a paper.  `text` is normalised; `signer` is the reader's own name or title, if given."""
    found = named(text, lexicon)
    words_of_text = Counter(_WORD.findall(text))
    address = _address(text, words_of_text)
    greeted = addressee(text) if address == "you" else ""
    if greeted and not any("you" in map(str.lower, item.aliases) for item in found):
        found.append(Named("you", greeted))
    mediators = [item for item in found if _role(item, lexicon) == "mediator"]
    unnamed = [] if len(mediators) < len(found) or address else _unnamed(text, words_of_text, lexicon)
    found += unnamed
    facing = len(unnamed) == 1 or (unnamed and _used(text, words_of_text, lexicon.other))
    roles = _roles(found, lexicon, address)
    if facing:
        roles[len(mediators) :] = ["signer"] * len(unnamed)
    if "signer" not in roles and not address:
        roles = _told_by_acts(text, found, roles)
    if signer:
        roles = _told(found, roles, signer)
    phrases = _phrases(text, words_of_text, found, roles, lexicon, signer, address)
    person = any(role == "other" and not item.entity for item, role in zip(found, roles, strict=True))
    one_sided = bool(address or (phrases["signer"] and len(text) >= SHORT)) and not _MUTUAL.search(text)
    return Sides(_parties(found, roles, phrases), phrases, person, one_sided)


# --- roles ------------------------------------------------------------------------------------------------


def _roles(found: Sequence[Named], lexicon: Lexicon, address: str) -> list[Role]:
    roles = [_role(item, lexicon) for item in found]
    mine = [i for i, role in enumerate(roles) if role == "signer"]
    people = [i for i in mine if not found[i].entity]
    if len(mine) > 1 and people and len(people) < len(mine):
        return ["other" if i in mine and i not in people else _faced(role) for i, role in enumerate(roles)]
    if len(mine) > 1 and not people:
        return ["unclear" if role == "signer" else role for role in roles]  # two firms
    if mine or address == "you":
        return [_faced(role) for role in roles]
    return _inferred(found, roles, lexicon)


def _role(item: Named, lexicon: Lexicon) -> Role:
    whole = set(map(str.lower, item.aliases))
    alias = {*words(" ".join(item.aliases)), *whole}
    alias |= {word.removesuffix("s") for word in alias}
    if alias & lexicon.mediator:
        return "mediator"
    if whole & lexicon.other and not whole & lexicon.signer:
        return "other"  # "Responding Member", though a member alone would be a signer
    if alias & (lexicon.signer | {"you", "i"}):
        return "signer"
    if alias & (lexicon.other | {"we", "us"}) or item.entity:
        return "other"
    return "unclear"


def _faced(role: Role) -> Role:
    """Whoever faces a known signer is the other side."""
    return "other" if role == "unclear" else role


def _inferred(found: Sequence[Named], roles: list[Role], lexicon: Lexicon) -> list[Role]:
    """Nobody is called a signer: a single person who faces an organisation is one."""
    weak = [
        i
        for i, item in enumerate(found)
        if {part.removesuffix("s") for part in words(" ".join(item.aliases))} & lexicon.weak_signer
    ]
    if len(weak) > 1 and "other" in roles:
        return ["signer" if i in weak else _faced(role) for i, role in enumerate(roles)]
    people = weak or [i for i, role in enumerate(roles) if role == "unclear" and _may_be_a_person(found[i])]
    if len(people) == 1 and ("other" in roles or weak):
        return ["signer" if i == people[0] else _faced(role) for i, role in enumerate(roles)]
    if roles.count("other") > 1:
        return ["unclear" if role == "other" else role for role in roles]  # firms: any of them may be the reader
    return roles


def _told_by_acts(text: str, found: Sequence[Named], roles: list[Role]) -> list[Role]:
    """Nothing in their names tells the parties apart: the one that gives things up is the signer."""
    unknown = [i for i, role in enumerate(roles) if role == "unclear" and not found[i].entity]
    giving = leads(text, [[form for form in _forms(found[i]) if form] for i in unknown])
    if giving is None:
        return roles
    return ["signer" if i == unknown[giving] else _faced(role) for i, role in enumerate(roles)]


def _may_be_a_person(item: Named) -> bool:
    return not item.entity and bool(LETTERED.match(item.alias) or _OF_A_PERSON.fullmatch(item.name or item.alias))


def _unnamed(text: str, words_of_text: Counter[str], lexicon: Lexicon) -> list[Named]:
    """Who promises things under a name that the paper never explains, where nobody is known as the signer.

    People without power come first ("the Dancer"); failing those, the one name that no list holds.
    """
    if _used(text, words_of_text, lexicon.signer):
        return []
    acting = [
        name for name in actors(text, lexicon) if not {name.lower(), *words(name)} & (lexicon.other | lexicon.mediator)
    ]
    people = [name for name in acting if set(words(name)) & lexicon.weak_signer]
    if not people and not acting:
        people = list(dict.fromkeys(name for name in _THE.findall(text) if name.lower() in lexicon.weak_signer))
    if people or len(acting) == 1:
        return [Named(name) for name in people or acting if not set(words(name)) & lexicon.entity]
    return [Named(name) for name in by_name(text) if not set(words(name)) & (lexicon.entity | lexicon.not_a_party)]


def is_named(name: str, text: str) -> bool:
    """True if every word of a name stands somewhere in a normalised text."""
    return set(_WORD.findall(name.lower())) <= set(_WORD.findall(text.lower()))


def _told(found: Sequence[Named], roles: list[Role], signer: str) -> list[Role]:
    """The reader said who they are: that party is the signer, and every other is not."""
    wanted = set(words(signer))
    mine = [bool(wanted) and wanted <= set(words(" ".join((item.name, *item.aliases)))) for item in found]
    if not any(mine):
        return roles
    return [
        "signer" if own else "other" if role in ("signer", "unclear") else role
        for own, role in zip(mine, roles, strict=True)
    ]


# --- the words that name each side ------------------------------------------------------------------------


def _phrases(
    text: str,
    words_of_text: Counter[str],
    found: Sequence[Named],
    roles: Sequence[Role],
    lexicon: Lexicon,
    signer: str | None,
    address: str,
) -> dict[str, tuple[str, ...]]:
    out: dict[str, dict[str, None]] = {"signer": {}, "other": {}, "both": dict.fromkeys(lexicon.both), "unclear": {}}
    for item, role in zip(found, roles, strict=True):
        if role in out:
            forms = _forms(item)
            out[role].update(dict.fromkeys(forms))
            out[role].update(dict.fromkeys(f"{form}s" for form in forms if f"{form}s".title() in words_of_text))
    if signer:
        out["signer"].update(dict.fromkeys(person_forms(signer)))
    taken = {phrase for phrases in out.values() for phrase in phrases}
    for side, generic in (("signer", lexicon.signer), ("other", lexicon.other)):
        known = side in roles or "unclear" in roles or (side == "signer" and address == "you")
        used = _used(text, words_of_text, generic & ALWAYS_NAMED if known else generic)
        out[side].update(dict.fromkeys(word for word in used if word not in taken))
    for side, pronouns in _pronouns(address, text).items():
        out[side].update(dict.fromkeys(pronouns))
    out["other"].update(dict.fromkeys(map(str.lower, _CLIENT.findall(text))))
    return {side: tuple(phrases) for side, phrases in out.items()}


def _forms(item: Named) -> list[str]:
    forms = [alias.lower() for alias in item.aliases]
    if item.name and len(item.name) < LONG_NAME:
        forms.append(item.name.lower())
        if not item.entity and len(item.name.split()) <= 4:
            forms.extend(person_forms(item.name))
    forms += [f"{form}." for form in forms if _INITIALS.fullmatch(form)]
    return [form for form in forms if len(form) > 1]


def _used(text: str, found: Counter[str], generic: frozenset[str]) -> list[str]:
    """Role words that this paper really uses as a name: with a capital, or again and again with "the".

    "Pastor Lyle" and "Student Handbook" are other names.  In a text of a few lines one "the" is enough.
    """
    lower, often = text.lower(), 1 if len(text) < SHORT else 2
    return sorted(
        phrase
        for phrase in generic
        if (_has(phrase.title(), found, text) and re.search(rf"\b{phrase.title()}\b(?! [A-Z][a-z])", text))
        or _has(phrase.upper(), found, text)
        or (phrase in found and lower.count(f"the {phrase} ") >= often)
    )


def _has(phrase: str, found: Counter[str], text: str) -> bool:
    return phrase in found or (" " in phrase and phrase in text)


def _address(text: str, found: Counter[str]) -> str:
    """How a paper speaks: to "you" (a letter), as "I" or "we" (a form), or "" (of third persons)."""
    you = sum(found[word] for word in ("you", "your", "yours", "You", "Your", "YOU", "YOUR", "u", "ur", "yourself"))
    me = found["I"] + found["my"] + (len(_UNDERSIGNED.findall(text)) if found["undersigned"] else 0)
    floor = 1 if len(text) < SHORT else MANY
    if max(you, me) < floor:
        several = not you and len(_WE.findall(text)) >= MANY
        return "we" if several else "you" if addressee(text) else ""
    return "you" if you >= me else "I"


def _pronouns(address: str, text: str) -> dict[str, tuple[str, ...]]:
    """In a letter to "you", "we" is the other side; in a form that says "I", "you" may be; some letters hold a form."""
    if address == "you":
        mine = ("you", "u", "i") if _PLEDGE.search(text) else ("you", "u")
        return {"signer": mine, "other": (*OUR_PEOPLE, "we", "us") if "i" in mine else (*OUR_PEOPLE, "we", "i", "us")}
    if address == "we":
        return {"signer": ("we", "we , the undersigned", "us")}
    if address == "I":
        theirs = () if re.search(r"\bI ?/ ?[Ww]e\b", text) else ("we", "you")
        return {"signer": ("i", "i/we", "the undersigned", "undersigned"), "other": theirs}
    return {}


def _parties(
    found: Sequence[Named], roles: Sequence[Role], phrases: Mapping[str, tuple[str, ...]]
) -> tuple[Party, ...]:
    """The parties for the report; a paper that names no signer but says "you" or "I" speaks to one."""
    parties = tuple(
        Party(item.name or item.alias, tuple(a for a in item.aliases if a != (item.name or item.alias)), role)
        for item, role in zip(found, roles, strict=True)
    )
    if any(party.role == "signer" for party in parties):
        return parties
    spoken = [phrase for phrase in phrases["signer"] if phrase in ("you", "i", "we", "the undersigned")]
    return (*parties, Party(spoken[0], (), "signer")) if spoken else parties
