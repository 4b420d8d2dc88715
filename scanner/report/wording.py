"""The fixed words that a person reads, so that every renderer speaks with one voice.

Calm, short, in the second person, and never a word that reassures.  Data comes in stable codes; a code that is
not known here is shown as plain words, since later versions add codes.
"""

from __future__ import annotations

from scanner.model import Coverage, Details, DocumentInfo, Finding, Location, Unread

STANDING_ADVICE = "Consult a lawyer. Don't sign."
NOT_ADVICE = "This tool gives legal information. It is not a substitute for the advice of an attorney."
LIMITS = (
    NOT_ADVICE,
    "It can miss things, and it can be wrong. No lawyer has reviewed these rules yet.",
    "Nothing was sent anywhere. Nothing was kept, apart from what you chose to save.",
)

SEVERITY = {"critical": "Critical", "high": "High", "medium": "Medium", "low": "Low"}
SEVERITY_MEANING = {
    "critical": "talk to a lawyer before any reply",
    "high": "ask to have it taken out",
    "medium": "ask to have it changed",
    "low": "common, know that it is there",
}
BINDS = {
    "signer": "This binds you.",
    "both": "This binds both sides.",
    "unclear": "It is not clear whom this binds. Ask a lawyer.",
}
ROLE = {"signer": "you", "other": "the other side", "mediator": "the mediator", "unclear": "not clear"}
# What could follow if the signer speaks, by the label of the finding.
CONSEQUENCE = {
    "penalty": "You could have to pay a set sum, give money back, or lose it.",
    "injunction": "They could ask a judge for a fast order that stops you.",
    "indemnity_fees": "You could have to pay their lawyers or their losses.",
    "forced_arbitration": "It may be decided out of the public eye, or with no jury.",
}
IF_YOU_SPEAK = "What could happen if you speak"
LAWS = "Laws that may limit such parts"
SEE_LAWS = "See the laws further down."
MORE_MISSING = "Not found either. You can ask for each of these:"
SEE_ABOVE = "Why it matters and what you can ask for: see number"
POSSIBLE = "We are less sure of this one. Read the words with care."

FAIRER = "An idea to show your lawyer, not a text to send"
LAW = "A law that may limit this"
WEAK_PROTECTION = "This one is weak. Ask a lawyer before you count on it."
STRENGTH = {
    "strong": "The paper makes an exception",
    "weak": "The paper makes an exception, and it is weak",
    "cancelled": "The paper makes an exception, and other words undo it",
}

FREEDOM = {
    "police": "talk to the police",
    "agencies": "go to a government agency",
    "court": "speak in court",
    "lawyer": "talk to your own lawyer",
    "medical": "talk to a doctor or therapist",
    "family": "talk to your family or partner",
    "advocate": "talk to a victim's advocate or support group",
    "tax": "talk to a tax adviser",
    "other_survivors": "help other people who were hurt",
    "unlawful_acts": "talk about unlawful acts at work",
    "child_safety": "warn someone so that a child is protected",
    "if_they_speak": "answer if the other side speaks first",
}
FREEDOM_STATE = {
    "kept": "The paper says you may still",
    "weak": "The paper seems to let you, but the words are weak",
    "barred": "The paper says you may not",
    "not_found": "Not found in the paper. You can ask for it",
}

PART = {"document": "the whole paper", "body": "a part of the text", "properties": "the file's own notes about itself"}
_SEND_AGAIN = "Scan it again or take a new photo, flat and in bright light. Or ask them for the file"
_HOW_TO_READ = "If no picture is read here, add the part that reads pictures: pip install 'dontsign[ocr]'"
UNREAD = {
    "image": f"it is a picture, and the words in it were not read. {_SEND_AGAIN}. {_HOW_TO_READ}",
    "ocr": f"it is a picture, and we could not make out some of its words. {_SEND_AGAIN}",
    "language": "it is in a language that our rules do not know",
    "limit": "the file is longer than we read",
    "damaged": "it is broken",
    "external": "it is not in the file, only a link to it",
    "font": f"its letters could not be made out. Paste them as text. {_HOW_TO_READ}",
    "encrypted": "it is locked with a password",
    "empty": "there are no words in it",
    "unsupported": "we cannot read this kind of part",
    "took_too_long": "reading it took too long",
    "no_sentence": "there is no whole sentence in it",
}


def spoken(code: str) -> str:
    """A code as plain words, for those that no table here knows."""
    return code.replace("_", " ")


def place(location: Location | None) -> str:
    """Where a quote stands: "Page 2, section 4.1, footnote"."""
    if location is None:
        return "The paper as a whole"
    parts = [location.file] if location.file else []
    if location.page is not None:
        parts.append(f"page {location.page}")
    if location.section:
        parts.append(f"section {location.section}")
    elif location.page is None and location.paragraph is not None:
        parts.append(f"paragraph {location.paragraph}")
    if location.part != "body":
        parts.append(spoken(location.part))
    words = ", ".join(parts) or "in the text"
    return words if location.file else words[0].upper() + words[1:]


def binds(finding: Finding) -> str:
    """Whom a red flag binds; empty where only the other side acts, as when it picks the mediator."""
    return "" if finding.binds == "other" else BINDS[finding.binds]


def figures(details: Details) -> str:
    """The sums and times that go with a finding, "$50,000 for each breach; 2 years"; empty if there are none."""
    out = []
    if details.amount:
        out.append(details.amount.quote + (f" for each {spoken(details.per)}" if details.per else ""))
    if details.duration:
        value, unit = details.duration.value, details.duration.unit
        out.append("with no end" if value is None else counted(value, unit.removesuffix("s")))
    if details.deadline_days is not None:
        out.append(counted(details.deadline_days, "day"))
    return "; ".join(out)


def cost(details: Details) -> str:
    """What the sum could come to and how it stands to the payment; empty if neither is known."""
    return " ".join(words for words in (details.example, details.share) if words)


def counted(number: float, noun: str) -> str:
    """A number and its noun: "1 page", "1,200 words"."""
    return f"{number:,g} {noun}" if number == 1 else f"{number:,g} {noun}s"


def what_was_read(document: DocumentInfo, coverage: Coverage) -> str:
    """One sentence on how much of the paper was read."""
    words = counted(document.words, "word")
    if not document.pages:
        return f"We read {words}."
    if coverage.pages_read == document.pages:
        return f"We read {counted(document.pages, 'page')}, {words}."
    return f"We read {coverage.pages_read} of {counted(document.pages, 'page')}, {words}."


def unread(item: Unread) -> str:
    """What was not read, and why: "Page 3: it is broken"."""
    pages = [f"page {item.page}"] if item.page is not None else []
    parts = [PART.get(item.part, spoken(item.part))] if item.part else []
    what = ", ".join(parts + pages) or "a part of the file"
    return f"{what[0].upper()}{what[1:]}: {UNREAD.get(item.reason, spoken(item.reason))}"
