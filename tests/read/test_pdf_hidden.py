"""Hidden words of a PDF: behind the paragraph, with their place, in the report and in its findings."""

from __future__ import annotations

import io

import pikepdf

from scanner import scan
from scanner.assess.coverage import hidden, texts
from scanner.model import Block, Document, Report
from scanner.read.limits import DEFAULT_LIMITS
from scanner.read.pdf import read_pdf
from scanner.read.pdf_boxes import find_boxes
from tests.read.docx_maker import GAG as DOCX_GAG
from tests.read.pdf_maker import lines_pdf, saved
from tests.read.pdf_traps import AT, GAG, bar, every_trap, innocent, page_of, text
from tests.read.traps.word import word_traps as docx_traps

TRAPS = {trap.name: trap for trap in every_trap()}


def read(data: bytes) -> Document:
    return read_pdf(data, "paper.pdf", DEFAULT_LIMITS)


def report_of(data: bytes) -> Report:
    return scan(data, name="paper.pdf")


def lines(*more: str) -> bytes:
    """A sentence of two lines, with something between them."""
    first, second = "The parties agree that all of these terms were read by", "both of them."
    sentence = f"{text(first, y=AT + 12)} {text(second, y=AT - 12)}"
    return page_of(" ".join((sentence, *more)))


def test_a_sentence_stays_whole_around_hidden_words() -> None:
    document = read(lines(f"q 1 g {text()} Q"))
    blocks = [(b.hidden, " ".join(document.text[b.start : b.end].split())) for b in document.blocks]
    whole = "The parties agree that all of these terms were read by both of them."
    assert (None, whole) in blocks
    assert blocks.index(("white", GAG)) == blocks.index((None, whole)) + 1


def test_a_sentence_stays_whole_around_words_hidden_in_its_line() -> None:
    words = f"BT /F 10 Tf 1 0 0 1 72 {AT} Tm (Employee ) Tj 1 g (shall never ) Tj 0 g (Jane Roe may speak.) Tj ET"
    document = read(page_of(words))
    blocks = [(b.hidden, " ".join(document.text[b.start : b.end].split())) for b in document.blocks]
    assert blocks[0][1].endswith("Employee Jane Roe may speak.")
    assert blocks[1] == ("white", "shall never")


def test_hidden_lines_are_one_block() -> None:
    half = GAG.index(" to any")
    document = read(page_of(f"q 1 g {text(GAG[:half])} {text(GAG[half + 1 :], y=AT - 12)} Q"))
    [block] = [b for b in document.blocks if b.hidden]
    assert document.text[block.start : block.end].replace("\n", " ") == GAG


def test_few_letters_are_not_called_hidden() -> None:
    document = read(page_of(f"q 1 g {text('ab')} {text('----------', y=600)} Q"))
    assert not [b for b in document.blocks if b.hidden]


def test_hidden_words_have_boxes() -> None:
    for name in ("white", "render mode 3", "blacked out amid a line", "switched-off layer"):
        document = read(TRAPS[name].data)
        [block] = [b for b in document.blocks if b.hidden]
        [[box]] = find_boxes(TRAPS[name].data, document, [(block.start, block.end)])
        assert box[0] == 1
        assert 60 < box[1] < 115 and box[2] < 792 - AT < box[4] and 370 < box[3] - box[1] < 390


def test_boxes_of_seen_words_pass_by_the_hidden_ones() -> None:
    data = lines(f"q 1 g {text()} Q")
    document = read(data)
    start = document.text.index("both of them")
    [[box]] = find_boxes(data, document, [(start, start + 4)])
    assert box[2] < 792 - (AT - 12) < box[4]


def test_every_page_of_a_longer_paper_keeps_its_hidden_words() -> None:
    with pikepdf.new() as pdf:
        for data in (lines_pdf([["This sentence goes on and"]]), TRAPS["white"].data, lines_pdf([["on to the end."]])):
            with pikepdf.open(io.BytesIO(data)) as part:
                pdf.pages.extend(part.pages)
        whole = saved(pdf)
    document = read(whole)
    [block] = [b for b in document.blocks if b.hidden]
    assert block.page == 2


# --- what the report says ------------------------------------------------------------------------------


def gags(report: Report) -> list[tuple[str, str]]:
    return [(f.severity, f.plain) for f in report.findings if f.category == "gag_facts"]


def test_every_trap_is_listed_and_its_finding_says_so() -> None:
    steps = {"high": "critical", "critical": "critical"}
    [(severity, plain)] = gags(report_of(page_of(text())))
    for trap in TRAPS.values():
        report = report_of(trap.data)
        if trap.hidden is not None:
            assert [item.quote for item in report.coverage.hidden if item.kind == trap.hidden], trap.name
            assert gags(report) == [(steps[severity], f"{texts().kinds[trap.hidden]} {plain}")], trap.name
        elif trap.part in texts().parts:
            assert gags(report) == [(severity, f"{texts().parts[trap.part]} {plain}")], trap.name


def test_comments_are_listed() -> None:
    [item] = report_of(TRAPS["note"].data).coverage.hidden
    assert (item.kind, item.quote, item.location.page, item.location.part) == ("annotation", GAG, 1, "annotation")


def test_nothing_is_listed_of_a_paper_that_hides_nothing() -> None:
    listed = {trap.name: report_of(trap.data).coverage.hidden for trap in innocent()}
    assert {name: items for name, items in listed.items() if items} == {}


def test_the_same_in_word_files() -> None:
    hiding = [trap for trap in docx_traps() if trap.hidden is not None]
    assert hiding
    for trap in hiding:
        report = scan(trap.data, name="paper.docx")
        assert DOCX_GAG in " ".join(" ".join(i.quote.split()) for i in report.coverage.hidden if i.kind == trap.hidden)


def test_words_of_two_alphabets_are_listed_once() -> None:
    words = "She shаll not speak and shаll not write. Nоne."
    listed = hidden(Document("", "txt", "", words, (Block(0, len(words)),)))
    assert [(item.kind, item.quote) for item in listed] == [
        ("look_alike_letters", "shаll"),
        ("look_alike_letters", "Nоne"),
    ]


def test_kinds_that_readers_give_have_a_sentence() -> None:
    kinds = {trap.hidden for trap in TRAPS.values()} | {trap.hidden for trap in docx_traps()}
    assert kinds - {None} <= set(texts().kinds)


def test_a_bar_beside_the_words_hides_nothing() -> None:
    document = read(page_of(f"{text()} {bar(x=470, width=60)}"))
    assert not [b for b in document.blocks if b.hidden]
