"""Who is who in a paper: the parties, what the paper calls them, and which side each is on.

The signer is the person who was handed the paper; the other side is everybody with power in it.  Roles come from
the words of the paper ("Employee", "Releasee", "Acme Inc.", "you"), and from what the reader says of themselves.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from scanner.model import Party, Role

PREAMBLE = 8_000  # parties are defined at the beginning; defined terms further on are things
SHORT = 1_500  # characters: a message, or a single clause
# Words that name a side even where another name is defined for it.
ALWAYS_NAMED = frozenset(("releasor", "releasors", "releasee", "releasees", "released parties", "undersigned", "company", "employer"))
MANY = 3  # so often must "you" or "I" stand before a paper is taken for a letter or a form

_DEFINED = re.compile(r'\(([^()"]{0,60})"([^"()]{1,50}?)[,.]?"([^()]{0,120})\)')
_ALIAS = re.compile(r'"([^"()]{1,50}?)[,.]?"')
_CALLED = re.compile(r'(?:hereinafter|hereafter|herein|referred to as|called|known as)[ ,:]*(?:the )?"([^"]{1,40}?)[,.]?"', re.I)
_CAPITALS = re.compile(r"(?:[A-Z][\w.'&-]*|of|the|and|de|van|von|&)(?:[ ,]+(?:[A-Z][\w.'&-]*|(?:of|the|de|van|von|&|and)(?!\w)))*")
_LEAD_IN = re.compile(r"\b(?:by and between|by and among|between|among|by|from|to|and)\s+(?=[A-Z\[_])")
_TITLES = frozenset(("mr", "mrs", "ms", "miss", "dr", "prof", "rev", "pastor", "mx"))


@dataclass(frozen=True, slots=True)
class Lexicon:
    """Word lists that give a name a side; all in lower case, single words unless said otherwise."""

    signer: frozenset[str]
    weak_signer: frozenset[str]  # where nobody else is the signer
    other: frozenset[str]
    mediator: frozenset[str]
    both: tuple[str, ...]  # phrases
    entity: frozenset[str]  # Inc, LLC, Bank, University ...
    not_a_party: frozenset[str]  # last words of defined terms that are things: Agreement, Date, Claims ...


@dataclass(frozen=True, slots=True)
class Sides:
    """The parties, and for every side the phrases (lower case) that name it in this paper."""

    parties: tuple[Party, ...]
    phrases: Mapping[str, tuple[str, ...]]  # signer, other, both -> phrases
    other_is_person: bool  # a "she" may then be either


@dataclass(frozen=True, slots=True)
class _Named:
    alias: str
    name: str


def find_sides(text: str, lexicon: Lexicon, signer: str | None = None) -> Sides:
    """The parties of a paper.  `text` is normalised; `signer` is the reader's own name or title, if given."""
    named = _defined(text[:PREAMBLE], lexicon)
    roles = [_role(item, lexicon) for item in named]
    address = _address(text)
    roles = _infer(named, roles, lexicon, spoken_to=address == "you")
    if signer:
        roles = _told(named, roles, signer)
    phrases = _phrases(text, named, roles, lexicon, signer, address)
    parties = tuple(
        Party(item.name or item.alias, (item.alias,) if item.name and item.alias != item.name else (), role)
        for item, role in zip(named, roles, strict=True)
    )
    person = any(r == "other" and not _is_entity(i, lexicon) and not _says_entity(i.alias) for i, r in zip(named, roles, strict=True))
    return Sides(_or_spoken_to(parties, phrases), phrases, person)


def _defined(text: str, lexicon: Lexicon) -> list[_Named]:
    """Names that the paper gives a short form: Jane Roe ("Claimant")."""
    out: dict[str, _Named] = {}
    floor = 0
    for match in _DEFINED.finditer(text):
        before = text[max(floor, match.start() - 250) : match.start()]
        name = _name_before(before)
        for alias in _ALIAS.findall(match.group(0)):
            name = _run_with(before, alias) or name
            if _words(name) and set(_words(name)) <= set(_words(" ".join(n.name + " " + n.alias for n in out.values()))):
                name = ""  # the same name again: a group around it, such as its "Releasees"
            alias = re.sub(r"^(?:the|each,? an?|an?) ", "", alias, flags=re.I).strip(" ,.")
            if _may_be_party(alias, name, lexicon):
                out.setdefault(alias.lower(), _Named(alias, name))
        floor = match.end()
    for match in _CALLED.finditer(text):
        alias = match.group(1)
        if alias.lower() not in out and _may_be_party(alias, "", lexicon):
            out[alias.lower()] = _Named(alias, _name_before(text[max(0, match.start() - 200) : match.start()]))
    return list(out.values())


def _name_before(text: str) -> str:
    """The run of capitalised words that a bracket explains: the first one behind the last "between", "and", ..."""
    cut = max((m.end() for m in _LEAD_IN.finditer(text)), default=0)
    tail = text[cut:]
    match = _CAPITALS.match(tail) or _CAPITALS.search(text)
    name = match.group(0).strip(" ,.") if match else ""
    return _trimmed(name) if len(name) > 2 else ""


def _run_with(text: str, alias: str) -> str:
    """The capitalised run that holds the words of the alias: FINE GOODS CORPORATION, its owners ... ("Fine Goods")."""
    wanted = set(_words(alias))
    runs = (match.group(0) for match in _CAPITALS.finditer(text))
    return next((_trimmed(run) for run in runs if wanted <= set(_words(run))), "")


def _trimmed(run: str) -> str:
    """A capitalised run without the small words at its ends; empty if nothing else is in it."""
    words = run.strip(" ,.").split()
    while words and not words[0][:1].isupper():
        del words[0]
    while words and not words[-1][:1].isupper():
        del words[-1]
    return " ".join(words)


def _words(text: str) -> list[str]:
    return re.findall(r"[a-z']+", text.lower())


def _may_be_party(alias: str, name: str, lexicon: Lexicon) -> bool:
    words = _words(alias)
    if not words or not alias[0].isupper() or alias.lower() in lexicon.both:
        return False
    if lexicon.not_a_party & {words[0], words[-1]}:
        return False
    if set(words) & (lexicon.signer | lexicon.weak_signer | lexicon.other | lexicon.mediator):
        return True
    return bool(name) and (bool(set(words) & set(_words(name))) or bool(set(_words(name)) & lexicon.entity))


def _role(item: _Named, lexicon: Lexicon) -> Role:
    words = set(_words(item.alias))
    if words & lexicon.mediator:
        return "mediator"
    if words & lexicon.signer:
        return "signer"
    if words & lexicon.other or _is_entity(item, lexicon):
        return "other"
    return "unclear"


def _is_entity(item: _Named, lexicon: Lexicon) -> bool:
    return bool(set(_words(f"{item.name} {item.alias}")) & lexicon.entity)


def _says_entity(alias: str) -> bool:
    return alias.lower() in ("company", "employer", "bank", "organization", "organisation", "corporation", "released parties")


def _infer(named: Sequence[_Named], roles: list[Role], lexicon: Lexicon, spoken_to: bool) -> list[Role]:
    """A person facing an organisation is the signer; whoever faces a known signer is the other side."""
    if "signer" in roles or spoken_to:
        return ["other" if r == "unclear" else r for r in roles]
    weak = [i for i, item in enumerate(named) if set(_words(item.alias)) & lexicon.weak_signer]
    people = weak or [i for i, r in enumerate(roles) if r == "unclear" and not _is_entity(named[i], lexicon)]
    if len(people) == 1 and ("other" in roles or weak):
        return ["signer" if i == people[0] else "other" if r == "unclear" else r for i, r in enumerate(roles)]
    return roles


def _told(named: Sequence[_Named], roles: list[Role], signer: str) -> list[Role]:
    """The reader said who they are: that party is the signer, and every other is not."""
    wanted = set(_words(signer))
    mine = [bool(wanted) and wanted <= set(_words(f"{item.name} {item.alias}")) for item in named]
    if not any(mine):
        return roles
    return ["signer" if own else ("other" if r == "signer" or r == "unclear" else r) for own, r in zip(mine, roles, strict=True)]


def _phrases(
    text: str, named: Sequence[_Named], roles: Sequence[Role], lexicon: Lexicon, signer: str | None, address: str
) -> dict[str, tuple[str, ...]]:
    out: dict[str, dict[str, None]] = {"signer": {}, "other": {}, "both": dict.fromkeys(lexicon.both)}
    for item, role in zip(named, roles, strict=True):
        if role in out:
            out[role].update(dict.fromkeys(_forms(item, lexicon)))
    if signer:
        out["signer"].update(dict.fromkeys(_person_forms(signer)))
    taken = {p for side in ("signer", "other") for p in out[side]}
    for side, words in (("signer", lexicon.signer), ("other", lexicon.other)):
        known = side in roles or (side == "signer" and address == "you")
        generic = words & ALWAYS_NAMED if known else words
        out[side].update(dict.fromkeys(w for w in _used(text, generic) if w not in taken))
    _add_pronouns(address, text, out)
    return {side: tuple(phrases) for side, phrases in out.items()}


def _forms(item: _Named, lexicon: Lexicon) -> list[str]:
    forms = [item.alias.lower()]
    if item.name and len(item.name) < 60:
        forms.append(item.name.lower())
        if 1 < len(item.name.split()) <= 4 and not _is_entity(item, lexicon):
            forms.extend(_person_forms(item.name))
    return [f for f in forms if len(f) > 1]


def _person_forms(name: str) -> list[str]:
    """Jane A. Roe -> the full name and, with a title, the last name."""
    words = [w for w in name.lower().replace(",", " ").split() if w.strip(".") not in _TITLES]
    if not words:
        return []
    last = words[-1].strip(".")
    return [" ".join(words), *(f"{title}. {last}" for title in ("mr", "ms", "mrs", "dr"))]


def _used(text: str, words: frozenset[str]) -> list[str]:
    """Lexicon words that this paper really uses as a name: with a capital, or again and again with "the"."""
    out = []
    lower = text.lower()
    for word in words:
        if word not in lower:
            continue
        named = re.search(rf"\b(?:{word.title()}|{word.upper()})(?!\w)", text)
        if named or len(re.findall(rf"\b(?:the|said) {word}\b", lower)) >= 2:
            out.append(word)
    return sorted(out)


def _address(text: str) -> str:
    """How a paper speaks: to "you" (a letter), as "I" (a form), or "" (of third persons)."""
    you = len(re.findall(r"\byou(?:r|rs)?\b", text, re.I))
    me = len(re.findall(r"\b(?:I|my|the undersigned)\b", text))
    floor = 1 if len(text) < SHORT else MANY
    if max(you, me) < floor:
        return ""
    return "you" if you >= me else "I"


def _add_pronouns(address: str, text: str, out: dict[str, dict[str, None]]) -> None:
    """In a letter to "you", "we" is the other side; in a form that says "I", "you" may be."""
    if address == "you":
        out["signer"].update(dict.fromkeys(("you", "you both")))
        out["other"].update(dict.fromkeys(("we", "i", "us")))
    elif address == "I":
        out["signer"].update(dict.fromkeys(("i", "i/we", "the undersigned", "undersigned")))
        out["other"].update(dict.fromkeys(("we", "you") if "i/we" not in text.lower() else ()))


def _or_spoken_to(parties: tuple[Party, ...], phrases: Mapping[str, tuple[str, ...]]) -> tuple[Party, ...]:
    """A letter names nobody as the signer but says "you"; a form says "I"."""
    if any(party.role == "signer" for party in parties):
        return parties
    spoken = [p for p in phrases["signer"] if p in ("you", "i", "the undersigned")]
    return (*parties, Party(spoken[0], (), "signer")) if spoken else parties
