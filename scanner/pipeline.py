"""The way of the data: bytes -> Document -> clauses -> matches -> findings -> report."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace
from pathlib import Path
from threading import Lock

from scanner.annotated.own import without_own_notes
from scanner.assess import help as places_of_help
from scanner.assess.coverage import NOT_ENGLISH, disclosed, hidden, nameless
from scanner.assess.judgement import judge
from scanner.assess.laws import laws_as_of
from scanner.assess.occasion import Occasion, occasion
from scanner.assess.subject import clauses_of_harm, speaks_of_business, speaks_of_harm, speaks_of_talks
from scanner.assess.words import fold
from scanner.engine.findings import Paper, finding, is_about, settles
from scanner.engine.search import Search
from scanner.engine.together import settle
from scanner.language.clauses import split
from scanner.language.names import Lexicon
from scanner.language.normal import Normal, normalise
from scanner.language.parties import Sides, find_sides, is_named
from scanner.language.tongue import lacks_english, language
from scanner.model import Clause, Coverage, Document, DocumentInfo, Finding, Report, Unread
from scanner.read import boxes, read
from scanner.read.limits import DEFAULT_LIMITS, Limits
from scanner.rulebook import RuleBook, load
from scanner.second.reader import SecondReader

Progress = Callable[[int, int], None]
SCHEMA_VERSION = 1
READ = ("en", None)  # languages of pages that are read: None is too little text to tell
TALKS = ("message", "invitation")  # kinds of papers that are about talks between people, whatever their words
LETTER = 350  # words of a letter that is one step in such talks, and no agreement in the form of a letter
SENTENCE = 4  # words: a text with no clause that long says nothing that could be judged
LONG = 60_000  # characters: a paper as long as that may hold a release and still be about business
_matching = Lock()  # what finds sentences and phrases is shared between threads, and remembers


def run(
    data: bytes,
    *,
    name: str,
    place: str | None = None,
    signer: str | None = None,
    signed: bool | None = None,
    rules: Path | None = None,
    on_progress: Progress | None = None,
    include_text: bool = False,
    limits: Limits = DEFAULT_LIMITS,
) -> Report:
    """Read and judge one document; see `scanner.scan`."""
    book = load(rules)
    document = without_own_notes(read(data, name, limits=limits, on_progress=on_progress), book)
    report = assess(document, book, place=place, signer=signer, signed=signed)
    report = _with_boxes(report, data, document, limits)
    return replace(report, text=document.text, blocks=document.blocks) if include_text else report


def assess(
    document: Document,
    book: RuleBook,
    *,
    place: str | None = None,
    signer: str | None = None,
    signed: bool | None = None,
) -> Report:
    """Everything that follows reading: the same for every format, and for one thread at a time."""
    with _matching:
        return _assess(document, book, place=place, signer=signer, signed=signed)


def _assess(
    document: Document, book: RuleBook, *, place: str | None, signer: str | None, signed: bool | None
) -> Report:
    normal = normalise(document.text)
    tongue = language(normal.text)
    clauses = split(document)
    foreign = _foreign(document, tongue)
    coverage = _coverage(document, clauses, foreign)
    sides = find_sides(normal.text, lexicon(book), signer)
    sets = book.vocabulary.sets
    folded = fold(normal.text)
    harm = clauses_of_harm(normal, folded, clauses, sets)
    paper = Paper(document, clauses, harm, speaks_of_harm(normal, harm), speaks_of_business(folded, sets))
    moment = occasion(document.text, sides.parties, sets, signed=signed)
    talks = moment.kind in TALKS or _is_short_letter(moment, folded) or speaks_of_talks(folded, sets)
    found = [
        disclosed(each, document, red_flag=book[each.rule_id].kind == "red_flags")
        for each in (_findings(paper, normal, book, sides, talks=talks) if foreign != [NOT_ENGLISH] else ())
    ]
    judged = judge(found, paper, normal, folded, sides, book, coverage, moment, place=place)
    return Report(
        schema_version=SCHEMA_VERSION,
        document=DocumentInfo(
            document.name, document.format, document.sha256, document.page_count, len(document.text.split()), tongue
        ),
        coverage=replace(coverage, judged=coverage.judged or bool(judged.findings)),
        verdict=judged.verdict,
        parties=sides.parties,
        stacks=judged.stacks,
        findings=judged.findings,
        protections=judged.protections,
        freedoms=judged.freedoms,
        missing=judged.missing,
        notes=judged.notes,
        questions=judged.questions,
        resources=places_of_help.resources(place),
        rules_version=book.version,
        laws_as_of=laws_as_of(),
        mediation=judged.mediation,
        signer_found=None if signer is None else is_named(signer, normal.text),
    )


def lexicon(book: RuleBook) -> Lexicon:
    """The word lists that give a name a side."""
    sets = book.vocabulary.sets
    return Lexicon(
        signer=frozenset(sets["signer_words"]),
        weak_signer=frozenset(sets["weak_signer_words"]),
        other=frozenset(sets["other_words"]),
        mediator=frozenset(sets["mediator_words"]),
        both=sets["both_phrases"],
        entity=frozenset(sets["entity_words"]),
        not_a_party=frozenset(sets["not_a_party"]),
    )


def _findings(paper: Paper, normal: Normal, book: RuleBook, sides: Sides, *, talks: bool) -> list[Finding]:
    second = SecondReader(book, other_is_person=sides.other_is_person)
    matches = settle(Search(normal, paper.clauses, book, sides, second, in_talks=talks).matches())
    is_person = not lexicon(book).signer.isdisjoint(sides.phrases["signer"])
    clear = (match for match in matches if match.confidence != "possible")
    if is_person and len(paper.document.text) < LONG and any(settles(match) for match in clear):
        paper = replace(paper, speaks_of_business=False)
    return [finding(match, paper) for match in matches if is_about(match, paper)]


def _is_short_letter(moment: Occasion, folded: str) -> bool:
    return moment.kind == "letter" and folded.count(" ") <= LETTER


def _foreign(document: Document, tongue: str | None) -> list[Unread]:
    """The pages that are in a language without rules; `NOT_ENGLISH` if that is all of them, or the paper has no pages.

    What is English on such a page is still read: the other half of a page in two languages.
    """
    spoken = [(page.number, language(document.text[page.start : page.end])) for page in document.pages]
    pages = [Unread("language", page=number) for number, code in spoken if code not in READ]
    if spoken:
        return [NOT_ENGLISH] if len(pages) == len(spoken) else pages
    return [] if tongue in READ else [NOT_ENGLISH]


def _coverage(document: Document, clauses: Sequence[Clause], foreign: Sequence[Unread]) -> Coverage:
    unread = list(dict.fromkeys((*document.unread, *foreign, *nameless(document))))
    sentences = [clause for clause in clauses if _is_sentence(clause, document)]
    if not unread and not sentences:
        unread.append(Unread("no_sentence", part="document"))
    elif NOT_ENGLISH not in unread and lacks_english(document.text):
        unread.append(NOT_ENGLISH)
    missing = {u.page for u in unread if u.page}
    read_pages = document.page_count - len(missing) if document.page_count else 0
    abroad = {u.page for u in foreign if u.page}
    judged = NOT_ENGLISH not in unread and any(document.blocks[c.block].page not in abroad for c in sentences)
    return Coverage(not unread, read_pages, document.ocr_pages, tuple(unread), hidden(document), judged)


def _is_sentence(clause: Clause, document: Document) -> bool:
    start, end = clause.span
    return len(document.text[start:end].split()) >= SENTENCE


def _with_boxes(report: Report, data: bytes, document: Document, limits: Limits) -> Report:
    """The rectangles of every quote, for formats that have pages."""
    if not document.pages:
        return report
    every = (*report.findings, *report.protections, *report.notes)
    spans = [(f.location.start, f.location.end) for f in every if f.location]
    found = iter(boxes(data, document, spans, limits)) if spans else iter(())
    placed = [replace(f, location=replace(f.location, boxes=tuple(next(found)))) if f.location else f for f in every]
    a, b = len(report.findings), len(report.findings) + len(report.protections)
    return replace(report, findings=tuple(placed[:a]), protections=tuple(placed[a:b]), notes=tuple(placed[b:]))
