"""The parties that a paper names: in brackets, behind a label, or by addressing them."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

PREAMBLE = 8_000  # characters: parties are defined at the beginning; defined terms further on are things
OPENING = 1_500  # from the first "between" on, so far anybody given a short name is a party
FIRST = 300  # characters: so far it is a party where a paper says "between" nowhere
HEAD = 3_000  # where a letter names its addressee, and a form or a table its parties

_BRACKET = re.compile(r'\(([^()"]{0,60})"([^"()]{1,50}?)[,.]?"([^()]{0,120})\)')
_QUOTED = re.compile(r'"([^"()]{1,50}?)[,.]?"')
_CALLED = re.compile(
    r'(?:hereinafter|hereafter|herein|referred to as|called|known as)[ ,:]*(?:the )?"([^"]{1,40}?)[,.]?"', re.I
)
# Short names without quotes: Acme Ltd (Acme), Sam (volunteer), and you (server); hereinafter called the FIRST PARTY.
_PLAIN_BRACKET = re.compile(r"(?<=[\w.]) \((?:the )?([A-Za-z]+(?: [A-Z][A-Za-z]+| party){0,2})\)")
_PLAIN_CALLED = re.compile(
    r"(?i:herein(?:after)?|hereafter)(?i:[ ,]+(?:referred to as|called|known as|styled))+[ ,:]*(?i:the )?"
    r"([A-Z][A-Za-z]*(?: (?:[A-Z]\b|PARTY|[A-Z][a-z]+))?)"
)
_UPPER = "A-ZÀ-ÖØ-ÞĀ-ſ"
_CAPITAL = rf"[{_UPPER}][\w.'&\u0300-\u036f-]*"  # an accent may be a character of its own
_SMALL = (
    r"(?:of|the|and|&|de|del|della|di|da|dos|du|la|las|los|le|van|von|der|den|ter|al|el|bin|ibn)(?![\w\u0300-\u036f])"
)
_CAPITALS = re.compile(rf"(?:{_CAPITAL}|{_SMALL})(?:[ ,]+(?:{_CAPITAL}|{_SMALL}))*")
_LEAD_IN = re.compile(
    rf"(?i:\b(?:by and between|by and among|between|among|by|from|to|and)(?::\s*|\s+))(?=[{_UPPER}\[_])"
    rf"|\b[A-Z]{{5,}}[.:]\s+(?=[{_UPPER}])"  # a heading
)
_BETWEEN = re.compile(r"\b(?:between|among|parties|(?:is|made|given|entered into) by)\b", re.I)
_CELL = re.compile(r"[|;:]")  # between the cells of a table, or the parties of a list
_ARTICLE = re.compile(r"^(?:the|each,? an?|an?) ", re.I)
_UNDERSIGNED = re.compile(r"\b(?:undersigned|named (?:at the foot|below))[ ,]*$", re.I)
# What follows a name in capitals, but belongs to the next line: another label, or the first word of a sentence.
_NEXT = r"(?!\w+(?: \w| ?\([^)]{1,20}\))?:|(?:By|The|This|With|And|For|In|Of|On|It|Date|Signed|Case)\b)"
_TITLE = r"(?:(?:Mr|Ms|Mrs|Miss|Mx|Dr|Prof|Rev|Pastor|Brother|Sister)\.? )?"
_NAME = rf"{_TITLE}{_NEXT}[A-Z](?:[\w'-]+|\.)(?:(?<![a-z]{{3}}\.) {_NEXT}[A-Z][\w.'-]*){{0,3}}"
# "Board: Jane Roe resigns" is the heading of a sentence.
_NO_SENTENCE = r"(?![\w.'-]| (?!resides|lives|is\b)(?:will|shall|must|may|can|has|[a-z]{3,}s)\b)"
_LABEL = re.compile(
    rf"(?:^|[.;|]|\s)([A-Z][A-Za-z]+(?<=Party) [A-Z\d]|[A-Z][A-Za-z]+)(?: ?\([^)]{{1,20}}\))?: "
    rf"((?>{_NAME})){_NO_SENTENCE}"
)
_DEAR = re.compile(rf"\bDear ({_TITLE}[A-Z][\w'-]+(?: [A-Z][\w.'-]*){{0,3}})[,:]")
_TITLES = frozenset(("mr", "mrs", "ms", "miss", "mx", "dr", "prof", "rev", "pastor", "brother", "sister"))
LETTERED = re.compile(r"(?:(?:First|Second|Third) Party|Party [A-Z0-9])$", re.I)
# Words that open a paper or a date and are taken for a name because of their capitals.
_NO_NAME = frozenset(
    """
    now whereas witnesseth recitals recital background agreement agreed further each every any this that these general
    release severance settlement non-disclosure confidential notice january february march april june july august
    september october november december received
    """.split()  # noqa: SIM905 - a list of words is read as words
)
_PRONOUNS = frozenset(("you", "we", "us", "i", "me"))


@dataclass(frozen=True, slots=True)
class Lexicon:
    """Word lists that give a name a side; all in lower case, single words and short names."""

    signer: frozenset[str]
    weak_signer: frozenset[str]  # where nobody else is the signer
    other: frozenset[str]
    mediator: frozenset[str]
    both: tuple[str, ...]  # phrases
    entity: frozenset[str]  # Inc, LLC, Bank, University ...
    not_a_party: frozenset[str]  # first or last words of defined terms that are things: Agreement, Date ...

    @property
    def roles(self) -> frozenset[str]:
        """Every word that gives a side."""
        return self.signer | self.weak_signer | self.other | self.mediator


@dataclass(frozen=True, slots=True)
class Named:
    """A party: the short name that the paper uses, the full name if one stands with it, and if it is no person.

    `others` are further short names of the same bracket: ("Physician" or "Dr. Roe").
    """

    alias: str
    name: str = ""
    entity: bool = False
    others: tuple[str, ...] = ()

    @property
    def aliases(self) -> tuple[str, ...]:
        """Every short name."""
        return (self.alias, *self.others)


def words(text: str) -> list[str]:
    """The words of a name in lower case."""
    return re.findall(r"[a-z']+", text.lower())


def named(text: str, lexicon: Lexicon) -> list[Named]:
    """The parties of a normalised text, in the order in which it brings them in."""
    out: dict[str, Named] = {}
    head = text[:PREAMBLE]
    for item in (*_bracketed(head, lexicon), *_labelled(text[:HEAD], lexicon), *_unquoted(head, lexicon)):
        if not any(item.alias.lower() in map(str.lower, known.aliases) for known in out.values()):
            out[item.alias.lower()] = item
    return list(out.values())


def addressee(text: str) -> str:
    """The full name of the person whom a letter greets, or an empty text."""
    match = _DEAR.search(text[:HEAD])
    if not match:
        return ""
    last = without_title(match.group(1)).split(" ")[-1]
    full = re.search(rf"\b([A-Z][a-z]+(?: [A-Z][a-z.]*)?) {re.escape(last)}\b", text[: match.start()])
    return without_title(full.group(0) if full else match.group(1))


def without_title(name: str) -> str:
    """Ms. Jane Roe -> Jane Roe."""
    return " ".join(word for word in name.split() if word.lower().strip(".") not in _TITLES)


def person_forms(name: str) -> list[str]:
    """How a paper may call a person in lower case: the full name, and titles with the last name."""
    bare = without_title(name.lower().replace(",", " "))
    if not bare:
        return []
    last = bare.split()[-1].strip(".")
    titles = ("mr", "ms", "mrs", "dr") if " " in bare else ()
    return [bare, *(f"{title}{dot} {last}" for title in titles for dot in (".", ""))]


def _bracketed(text: str, lexicon: Lexicon) -> list[Named]:
    """Names that the paper gives a short form: Jane Roe ("Claimant"); and forms given without a bracket."""
    between = _BETWEEN.search(text)
    opening = range(between.start(), between.start() + OPENING) if between else range(FIRST)
    out: list[Named] = []
    floor = 0
    for match in _BRACKET.finditer(text):
        before = text[max(floor, match.start() - 250) : match.start()]
        aliases = [_ARTICLE.sub("", quoted).strip(" ,.") for quoted in _QUOTED.findall(match.group(0))]
        kept: list[Named] = []
        for alias in aliases:
            name, rest = _name_before(before, alias)
            if (name.endswith("'s") and not set(words(alias)) <= set(words(name))) or set(
                words(name)[-1:]
            ) & lexicon.not_a_party:
                name = ""
            if any(name and set(words(name)) <= set(words(f"{n.name} {' '.join(n.aliases)}")) for n in out):
                name = ""  # the same name again: a group around it, such as its "Releasees"
            if _may_be_party(alias, name, lexicon, match.start() in opening):
                kept.append(Named(alias, name, bool(lexicon.entity & set(words(f"{rest} {alias}")))))
        out += _as_one(kept)
        floor = match.end()
    for match in _CALLED.finditer(text):
        alias = match.group(1)
        if _may_be_party(alias, "", lexicon, False):
            name, rest = _name_before(text[max(0, match.start() - 200) : match.start()], alias)
            out.append(Named(alias, name, bool(lexicon.entity & set(words(f"{rest} {alias}")))))
    return out


def _unquoted(text: str, lexicon: Lexicon) -> Iterator[Named]:
    """Parties whose short name stands without quotes: a part of the full name, its initials, or a role."""
    for match in (*_PLAIN_BRACKET.finditer(text[:HEAD]), *_PLAIN_CALLED.finditer(text)):
        alias, bracket = match.group(1), match.re is _PLAIN_BRACKET
        name, rest = _name_before(_CELL.split(text[max(0, match.start() - 200) : match.start()])[-1], alias)
        if not name or (bracket and not text[: match.start()].endswith(rest.strip())):
            continue
        found = set(words(alias))
        known = (
            bool((found | {alias.lower()}) & lexicon.roles)
            or (bracket and _shortens(alias, words(name)))
            or LETTERED.match(alias)
        )
        if lexicon.not_a_party & found or not known or (alias.islower() and name.isupper() and name.isalpha()):
            continue
        firm = bool(lexicon.entity & set(words(f"{rest} {alias}")))
        yield Named(alias, name, firm) if alias[0].isupper() else Named(name, name, firm, (alias,))


def _shortens(alias: str, name: list[str]) -> bool:
    """True for "Swim SA" or "SSA" of Swim South Australia."""
    initials = "".join(word[0] for word in name)
    parts = words(alias)
    return alias[0].isupper() and parts != name and all(p in name or (len(p) > 1 and p in initials) for p in parts)


def _as_one(found: Sequence[Named]) -> list[Named]:
    """The short names of one bracket belong to one party."""
    if not found:
        return []
    name = next((item.name for item in found if item.name), "")
    others = tuple(item.alias for item in found[1:])
    return [Named(found[0].alias, name, any(item.entity for item in found), others)]


def _labelled(text: str, lexicon: Lexicon) -> list[Named]:
    """Complainant: Jane Roe"""
    found = [(m.group(1), without_title(m.group(2))) for m in _LABEL.finditer(text)]
    return [
        Named(label, name, bool(lexicon.entity & set(words(name))))
        for label, name in found
        if name and (label.lower() in lexicon.roles or LETTERED.match(label))
    ]


def _name_before(text: str, alias: str) -> tuple[str, str]:
    """The name that a bracket explains, and all that stands from it to the bracket."""
    if _UNDERSIGNED.search(text):
        return "", ""
    wanted = set(words(alias))
    for match in _CAPITALS.finditer(text):
        if wanted <= set(words(match.group(0))):
            return _trimmed(match.group(0)), text[match.start() :]
    cut = max((m.end() for m in _LEAD_IN.finditer(text)), default=0)
    found = _CAPITALS.match(text, cut) or _CAPITALS.search(text)
    if not found or len(found.group(0)) < 3:
        return "", text[cut:]
    return _trimmed(found.group(0)), text[found.start() :]


def _trimmed(run: str) -> str:
    """A capitalised run without the small words and labels at its ends; empty if nothing else is in it."""
    parts = run.strip(" ,.").split()
    opening = max((i for i, part in enumerate(parts) if part.lower().strip(".,:") in _NO_NAME), default=-1)
    del parts[: opening + 1]
    while parts and (not parts[0][:1].isupper() or parts[0].lower().strip(":,") in ("and", "between", "the")):
        del parts[0]
    while parts and not parts[-1][:1].isupper():
        del parts[-1]
    return without_title(" ".join(parts))


def _may_be_party(alias: str, name: str, lexicon: Lexicon, opening: bool) -> bool:
    found = words(alias)
    if not found or found == ["party"] or alias.lower() in lexicon.both:
        return False
    if alias.lower() in _PRONOUNS:
        return bool(name)
    if LETTERED.match(alias):
        return True
    if not alias[0].isupper() or lexicon.not_a_party & {found[0], found[-1]}:
        return False
    if set(found) & lexicon.roles or alias.lower() in lexicon.roles:
        return True
    return bool(name) and (opening or bool(set(found) & set(words(name))))
