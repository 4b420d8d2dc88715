"""PDF: whole paragraphs in reading order, nothing lost, and a place on the page for every word."""

from __future__ import annotations

import io
from dataclasses import replace
from random import Random

import pikepdf
import pypdfium2
import pytest
from reportlab.pdfgen.canvas import Canvas

from scanner.errors import Damaged, Encrypted, ScanError
from scanner.model import Document, Unread
from scanner.read.limits import DEFAULT_LIMITS
from scanner.read.ocr import eyes
from scanner.read.pdf import read_pdf
from scanner.read.pdf_boxes import find_boxes
from tests.read.pdf_maker import (
    clauses,
    columns,
    drawn,
    flowed,
    lines_pdf,
    nameless_pdf,
    picture_pdf,
    saved,
    shown,
    table_pdf,
    two_columns,
)

GAG = "The Employee shall not disclose to any person the facts that led to the Complaint."


def read(data: bytes) -> Document:
    return read_pdf(data, "paper.pdf", DEFAULT_LIMITS)


def folded(text: str) -> str:
    return " ".join(text.split())


def blocks(document: Document, part: str = "body") -> list[str]:
    return [folded(document.text[b.start : b.end]) for b in document.blocks if b.part == part]


# --- paragraphs ----------------------------------------------------------------------------------


@pytest.mark.parametrize("justify", [True, False])
@pytest.mark.parametrize(("space", "indent", "size"), [(6, 0, 9), (6, 24, 11), (2, 24, 14), (0, 24, 11), (4, 0, 14)])
def test_each_paragraph_is_one_block_even_over_pages(justify: bool, space: float, indent: float, size: float) -> None:
    paragraphs = clauses(10)
    document = read(
        flowed(
            paragraphs,
            justify=justify,
            space=space,
            indent=indent,
            size=size,
            header="Marigold Press: settlement",
            footer="Page {page}",
        )
    )
    assert document.page_count > 2
    assert blocks(document) == [folded(paragraph) for paragraph in paragraphs]
    assert blocks(document, "header") == ["Marigold Press: settlement"] * document.page_count
    assert blocks(document, "footer") == [f"Page {number + 1}" for number in range(document.page_count)]


def test_a_sentence_in_small_print_under_every_page_is_one_block() -> None:
    def draw(canvas: Canvas) -> None:
        for paragraph in clauses(2)[1:4]:
            canvas.drawString(72, 720, paragraph[:80])
            canvas.drawString(72, 52, "Whoever reads this paper shall not speak of it to")
            canvas.drawString(72, 40, "any other per-")
            canvas.drawString(72, 28, "son at any time.")
            canvas.showPage()

    data = drawn(draw)
    document = read(data)
    assert (
        blocks(document, "footer")
        == ["Whoever reads this paper shall not speak of it to any other per- son at any time."] * 3
    )
    spans = [(b.start, b.end) for b in document.blocks]
    assert all(find_boxes(data, document, spans))


def test_blocks_cover_the_text_and_pages_know_their_words() -> None:
    document = read(flowed(clauses(8), footer="- {page} -"))
    end = 0
    for block in document.blocks:
        assert not document.text[end : block.start].strip()
        end = block.end
    assert end == len(document.text.rstrip())
    for page in document.pages:
        assert (page.width, page.height) == (612, 792)
        inside = [b for b in document.blocks if page.start <= b.start < page.end and b.part == "body"]
        assert document.text[page.start : page.end].strip()
        assert all(block.page == page.number for block in inside)


def test_all_words_of_the_file_are_in_the_text() -> None:
    data = flowed(clauses(8), header="Confidential", footer="{page} of many")
    with pypdfium2.PdfDocument(data) as pdf:
        there = " ".join(page.get_textpage().get_text_range() for page in pdf).split()
    assert sorted(read(data).text.split()) == sorted(there)


@pytest.mark.parametrize(
    ("lines", "expected"),
    [
        (["She shall not dispar-", "age the Company."], "She shall not disparage the Company."),
        (["She signs a non-", "compete clause."], "She signs a non-compete clause."),
        (["Any third-", "party claim. A third person, a party."], "Any third-party claim. A third person, a party."),
        (["Call the X-", "Ray office"], "Call the X-Ray office"),
    ],
)
def test_hyphens_at_line_ends(lines: list[str], expected: str) -> None:
    assert folded(read(lines_pdf([lines])).text) == expected


def test_a_word_broken_over_a_page_end() -> None:
    pages = [["The parties keep all terms of this Agreement confi-"], ["dential for ever."]]
    assert blocks(read(lines_pdf(pages))) == ["The parties keep all terms of this Agreement confidential for ever."]


def test_page_numbers_amid_a_page_do_not_cut_the_sentence() -> None:
    lines = ["The parties have agreed upon all of these terms after long talks with their"] * 9
    for last in ("lawyers.", "Marigold Press, and as the Company sees fit to say of them at any other time."):
        document = read(lines_pdf([[*lines, "", "3", "", last]]))
        assert blocks(document, "footer") == ["3"]
        assert blocks(document)[-1].endswith(f"with their {last}")


def test_headings_where_line_ends_mean_little() -> None:
    """A paper that was broken into lines twice has many that end early amid a sentence."""
    broken = [
        "The parties have agreed upon all of these terms after very long talks",
        "with lawyers",
        "whom they trust.",
    ]
    lines = [line for number in range(1, 6) for line in (f"{number}.1 Sole Remedy", *broken)]
    assert blocks(read(lines_pdf([lines]))) == [
        each for number in range(1, 6) for each in (f"{number}.1 Sole Remedy", " ".join(broken))
    ]


def test_lists_whose_spaces_do_not_break() -> None:
    lines = [
        "She pays for all of what follows (a)\u00a0what she has said of them or has written,",
        "(b)\u00a0what others have said of them, and (c)\u00a0nothing else.",
    ]
    assert len(blocks(read(lines_pdf([lines])))) == 1


# --- order on the page ------------------------------------------------------------------------------


@pytest.mark.parametrize("turn", [0, 90, 180, 270])
@pytest.mark.parametrize("rotate", [0, 90, 180, 270])
def test_turned_pages(rotate: int, turn: int) -> None:
    lines = [
        "This Agreement binds the Employee",
        "for ever and the Employee shall not disparage",
        "anybody at any time.",
    ]
    document = read(shown(lines_pdf([lines], turn=turn), rotate=rotate))
    assert folded(document.text) == " ".join(lines)


@pytest.mark.parametrize("by_row", [True, False])
def test_two_columns(by_row: bool) -> None:
    left = [f"left line {n:02d} of the agreement goes on and on" for n in range(20)]
    right = [f"right line {n:02d} of the agreement goes on too" for n in range(20)]
    document = read(two_columns(left, right, title="MEDIATION AGREEMENT", by_row=by_row))
    assert folded(document.text) == " ".join(["MEDIATION AGREEMENT", *left, *right])


@pytest.mark.parametrize("by_row", [True, False])
@pytest.mark.parametrize(("count", "rows"), [(2, 40), (3, 40), (3, 33), (4, 40)])
def test_sentences_go_on_from_column_to_column_and_over_pages(count: int, rows: int, by_row: bool) -> None:
    paragraphs = clauses(12)
    data = columns(paragraphs, count, by_row=by_row, rows=rows)
    document = read(data)
    assert document.page_count > 3
    assert blocks(document) == [folded(paragraph) for paragraph in paragraphs]
    assert len(blocks(document, "footer")) == 3 * document.page_count
    spans = [(b.start, b.end) for b in document.blocks]
    for (start, end), boxes in zip(spans, find_boxes(data, document, spans), strict=True):
        assert words_under(data, boxes) == folded(document.text[start:end])


def test_a_list_of_names_and_sums_is_not_torn_apart() -> None:
    rows = [(f"Payment {n}", f"${n}00 due in month {n}") for n in range(1, 15)]
    document = read(two_columns([a for a, _ in rows], [b for _, b in rows], title="PAYMENTS"))
    assert folded(document.text) == " ".join(["PAYMENTS", *(f"{a} {b}" for a, b in rows)])


def test_ruled_tables_are_read_cell_by_cell() -> None:
    rows = [
        ["Term", "What it means for both of the parties"],
        ["Silence", "The Employee shall not speak about the events to anyone at any time"],
        ["Sum", "$5,000 for each breach"],
    ]
    document = read(table_pdf(rows, before="The parties agree to this table:", after="It binds them."))
    assert blocks(document, "table") == [cell for row in rows for cell in row]
    assert blocks(document) == ["The parties agree to this table:", "It binds them."]


def test_a_table_without_rules_keeps_its_rows_apart() -> None:
    rows = [
        ["Silence", "The Employee shall not speak about the events to anyone at all"],
        ["Sum", "$5,000 for each breach of this paper by her"],
        ["Home", "The garden goes to the other of them."],
    ]
    document = read(table_pdf(rows, before="The parties agree to this table:", after="It binds them.", ruled=False))
    assert blocks(document)[1:-1] == [cell for row in rows for cell in row]


@pytest.mark.parametrize("rotate", [90, 180, 270])
def test_tables_and_columns_on_turned_pages(rotate: int) -> None:
    rows = [["one word", "another word"], ["third", "she shall not speak to anyone about it"]]
    for data in (table_pdf(rows, before="x", after="y"), columns(clauses(6), 2, by_row=True)):
        document, upright = read(shown(data, rotate=rotate)), read(data)
        assert (document.text, document.blocks) == (upright.text, upright.blocks)
        spans = [(b.start, b.end) for b in document.blocks]
        widths = [(page.width, page.height) for page in document.pages]
        assert widths == [(page.height, page.width)[:: 1 if rotate % 180 else -1] for page in upright.pages]
        for turned, straight in zip(
            find_boxes(shown(data, rotate=rotate), document, spans), find_boxes(data, upright, spans), strict=True
        ):
            assert [turned_box(box, rotate) for box in straight] == [pytest.approx(box, abs=0.1) for box in turned]


def turned_box(box: tuple[float, ...], rotate: int, width: float = 612, height: float = 792) -> tuple[float, ...]:
    """A box of a page in letter size after the page was turned clockwise."""
    page, x0, y0, x1, y1 = box
    if rotate == 90:
        return page, height - y1, x0, height - y0, x1
    if rotate == 180:
        return page, width - x1, height - y1, width - x0, height - y0
    return page, y0, width - x1, y1, width - x0


def test_underlines_and_a_frame_make_no_table() -> None:
    def draw(canvas: Canvas) -> None:
        canvas.rect(60, 60, 492, 680)
        for number, line in enumerate(clauses(3)):
            canvas.drawString(72, 700 - 20 * number, line[:80])
            canvas.line(72, 698 - 20 * number, 300, 698 - 20 * number)
        canvas.showPage()

    assert {block.part for block in read(drawn(draw)).blocks} == {"body"}


# --- places ----------------------------------------------------------------------------------------


def words_under(data: bytes, boxes: tuple[tuple[float, ...], ...]) -> str:
    """What stands in the rectangles, for pages that are shown as they are stored."""
    found = []
    with pypdfium2.PdfDocument(data) as pdf:
        for number, x0, y0, x1, y1 in boxes:
            page = pdf[int(number) - 1]
            height, inset = page.get_height(), (y1 - y0) / 4
            found.append(page.get_textpage().get_text_bounded(x0, height - y1 + inset, x1, height - y0 - inset))
    return folded(" ".join(found))


def test_boxes_hold_the_words_of_their_span() -> None:
    data = flowed(clauses(8), footer="Page {page}")
    document = read(data)
    spans = [(b.start, b.end) for b in document.blocks]
    for (start, end), boxes in zip(spans, find_boxes(data, document, spans), strict=True):
        assert words_under(data, boxes) == folded(document.text[start:end])
        pages = [page.number for page in document.pages if page.start < end and start < page.end]
        assert len(pages) < 2 or {int(box[0]) for box in boxes} == set(pages)


def test_boxes_of_part_of_a_line() -> None:
    data = lines_pdf([["nothing here", "she shall not speak at all", "nor here"]])
    document = read(data)
    start = document.text.index("shall not")
    [[box]] = find_boxes(data, document, [(start, start + len("shall not"))])
    assert words_under(data, (box,)) == "shall not"
    assert box[2] < 792 - (720 - 14) < box[4]  # the base line of the second line, from the top


def test_boxes_in_a_table_and_in_columns() -> None:
    rows = [["one word", "another word"], ["third", "she shall not speak to anyone about it"]]
    table = table_pdf(rows, before="x", after="y")
    parted = two_columns(["the left side of the page goes on"] * 9, ["the right side of it goes on"] * 9, title="T")
    for data in (table, parted):
        document = read(data)
        spans = [(b.start, b.end) for b in document.blocks]
        for (start, end), boxes in zip(spans, find_boxes(data, document, spans), strict=True):
            assert words_under(data, boxes) == folded(document.text[start:end])


@pytest.mark.parametrize("rotate", [0, 90, 180, 270])
def test_boxes_are_where_the_page_shows_the_words(rotate: int) -> None:
    """The dark spots of a rendering are inside the boxes and nowhere else."""
    data = shown(lines_pdf([["she shall not speak", "to anyone about it"]]), rotate=rotate, crop=(36, 36, 500, 770))
    document = read(data)
    [boxes] = find_boxes(data, document, [(0, len(document.text))])
    with pypdfium2.PdfDocument(data) as pdf:
        image = pdf[0].render(scale=1).to_pil().convert("L")
    dark = [(x, y) for x in range(image.width) for y in range(image.height) if image.getpixel((x, y)) < 128]
    assert (document.pages[0].width, document.pages[0].height) == image.size
    assert dark
    assert all(any(x0 - 1 <= x <= x1 + 1 and y0 - 1 <= y <= y1 + 1 for _, x0, y0, x1, y1 in boxes) for x, y in dark)
    assert all(x1 - x0 < 130 and y1 - y0 < 130 for _, x0, y0, x1, y1 in boxes)


def test_boxes_of_another_file_are_none() -> None:
    document = read(lines_pdf([["she shall not speak"]]))
    assert find_boxes(lines_pdf([["something else"]]), document, [(0, 10)]) == [()]


# --- what cannot be read -----------------------------------------------------------------------------


@pytest.fixture
def no_eyes(monkeypatch: pytest.MonkeyPatch) -> None:
    """Nothing here can read pictures."""
    monkeypatch.setattr(eyes, "present", lambda: False)


@pytest.mark.usefixtures("no_eyes")
def test_a_picture_is_named_as_unread() -> None:
    document = read(picture_pdf(pages_before=1))
    assert document.unread == (Unread("image", page=2),)
    assert document.page_count == 2


@pytest.mark.usefixtures("no_eyes")
def test_a_stamp_over_a_scan_is_read_and_the_scan_is_named() -> None:
    document = read(picture_pdf(stamp="Received by the clerk on May 4, 2020. Case 20-1881, entered upon the record."))
    assert "Received by the clerk" in document.text
    assert document.unread == (Unread("image", page=1),)


@pytest.mark.usefixtures("no_eyes")
def test_letters_that_the_font_does_not_name_are_named_as_unread() -> None:
    assert read(nameless_pdf(GAG)).unread == (Unread("font", page=1),)


def test_an_empty_page_is_no_picture() -> None:
    assert read(lines_pdf([[GAG], []])).unread == ()


def test_pages_over_the_limit_are_named() -> None:
    limits = replace(DEFAULT_LIMITS, max_pages=2)
    document = read_pdf(lines_pdf([[f"page {n}"] for n in range(1, 5)]), "", limits)
    assert "page 2" in document.text and "page 3" not in document.text
    assert document.unread == (Unread("limit", page=3), Unread("limit", page=4))
    assert (document.page_count, len(document.pages)) == (4, 2)


def test_characters_over_the_limit_are_named() -> None:
    limits = replace(DEFAULT_LIMITS, max_chars=100)
    document = read_pdf(lines_pdf([[GAG] * 3] * 3), "", limits)
    assert document.unread == (Unread("limit", page=2), Unread("limit", page=3))


def test_a_password_is_asked_for() -> None:
    with pikepdf.open(io.BytesIO(lines_pdf([[GAG]]))) as pdf:
        locked = saved(pdf, encryption=pikepdf.Encryption(owner="owner", user="user"))
        open_to_all = saved(pdf, encryption=pikepdf.Encryption(owner="owner", user=""))
    with pytest.raises(Encrypted):
        read(locked)
    assert GAG in read(open_to_all).text


def test_no_pages_is_damage() -> None:
    with pytest.raises(Damaged):
        read(saved(pikepdf.new()))


@pytest.mark.parametrize("linearize", [False, True])
def test_truncated_files_are_damaged(linearize: bool) -> None:
    with pikepdf.open(io.BytesIO(flowed(clauses(40)))) as pdf:
        whole = saved(pdf, linearize=linearize)
    assert read(whole).page_count > 5
    for part in (0.2, 0.5, 0.8, 0.95):
        with pytest.raises(Damaged):
            read(whole[: int(len(whole) * part)])


def test_progress_is_told_page_by_page() -> None:
    told: list[tuple[int, int]] = []
    read_pdf(lines_pdf([[GAG]] * 3), "", DEFAULT_LIMITS, lambda done, of: told.append((done, of)))
    assert told == [(1, 3), (2, 3), (3, 3)]


@pytest.mark.parametrize("damage", range(40))
def test_damaged_files_raise_nothing_but_scan_errors(damage: int) -> None:
    random = Random(damage)
    data = bytearray(flowed(clauses(2), footer="{page}"))
    for _ in range(random.randint(1, 60)):
        data[random.randrange(len(data))] = random.randrange(256)
    try:
        document = read(bytes(data))
    except ScanError:
        return
    assert document.page_count > 0
