"""From spots to lines: skew, slant, columns, tables, and what engines take for something else."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import replace
from typing import Any

import numpy as np
import pytest
from PIL import Image, ImageDraw, ImageFont

from scanner.read.ocr.level import frame_of, level
from scanner.read.ocr.merge import merge
from scanner.read.ocr.rows import lines
from scanner.read.ocr.spaces import with_spaces
from scanner.read.ocr.spot import Spot, sureness
from scanner.read.ocr.tidy import tidy
from scanner.read.pdf_objects import Rect
from scanner.read.pdf_text import Line, Seen

PAGE = Image.new("L", (1700, 2200), 255)


def spot(words: str, x: float, y: float, width: float, *, skew: float = 0.0, height: float = 30) -> Spot:
    """Words at a place on a page that is turned by `skew` degrees."""
    turn = math.radians(skew)

    def at(x: float, y: float) -> tuple[float, float]:
        return x * math.cos(turn) - y * math.sin(turn), x * math.sin(turn) + y * math.cos(turn)

    corners = at(x, y), at(x + width, y), at(x + width, y + height), at(x, y + height)
    return Spot(words, 0.9, corners)


def box(each: Spot) -> Rect:
    xs, ys = zip(*each.corners, strict=True)
    return min(xs), min(ys), max(xs), max(ys)


def words(spots: Sequence[Spot], picture: Image.Image = PAGE) -> list[str]:
    return [line.words for line in lines(spots, picture, 0.36, box)]


@pytest.mark.parametrize("skew", [-3.0, -1.0, 0.0, 1.0, 3.0])
def test_the_halves_of_skewed_lines_stay_together(skew: float) -> None:
    halves = [spot(f"left {n}", 200, 300 + 45 * n, 620, skew=skew) for n in range(20)]
    halves += [spot(f"right {n}", 835, 300 + 45 * n, 600, skew=skew) for n in range(20)]
    assert words(halves[::-1]) == [f"left {n} right {n}" for n in range(20)]


def test_lines_that_draw_together_to_one_side() -> None:
    """A photo from the left: lines above the middle fall, those below it rise."""
    spots = []
    for n in range(21):
        slope, y = (10 - n) * 0.006, 300 + 60 * n
        for word, x in (("left", 200), ("right", 815)):
            top = y + slope * (x - 850)
            end = top + slope * 600
            spots.append(Spot(f"{word} {n}", 0.9, ((x, top), (x + 600, end), (x + 600, end + 30), (x, top + 30))))
    assert words(spots) == [f"left {n} right {n}" for n in range(21)]
    flat = level(spots, frame_of(spots))
    assert max(abs(a.y - b.y) for a, b in zip(flat[::2], flat[1::2], strict=True)) < 10


def test_two_columns_are_read_one_after_the_other() -> None:
    left = [f"the left side goes on and on in line {n} of the" for n in range(15)]
    right = [f"the right side goes on and on in line {n} of the" for n in range(15)]
    spots = [spot("TITLE OF ALL", 500, 200, 700)]
    spots += [spot(text, 150, 300 + 40 * n, 650) for n, text in enumerate(left)]
    spots += [spot(text, 900, 300 + 40 * n, 650) for n, text in enumerate(right)]
    assert words(spots) == ["TITLE OF ALL", *left, *right]


def ruled(across: Sequence[int], upright: Sequence[int]) -> Image.Image:
    picture = PAGE.copy()
    draw = ImageDraw.Draw(picture)
    for y in across:
        draw.line((upright[0], y, upright[-1], y + 4), fill=60, width=3)  # not quite level
    for x in upright:
        draw.line((x, across[0], x, across[-1]), fill=60, width=3)
    return picture


def test_cells_of_a_ruled_table_are_read_one_by_one() -> None:
    spots = [
        spot("The terms are these:", 200, 300, 500),
        *(spot("Privacy of", 220, 420, 180), spot("Both students keep private", 620, 420, 500)),
        *(spot("the process", 220, 460, 180), spot("what was said.", 620, 460, 300)),
        *(spot("Effect", 220, 520, 100), spot("The complaint is withdrawn.", 620, 520, 500)),
        spot("Signed by all.", 200, 700, 400),
    ]
    found = lines(spots, ruled((400, 510, 570), (200, 600, 1300)), 0.36, box)
    assert [line.words for line in found] == [
        *("The terms are these:", "Privacy of", "the process", "Both students keep private", "what was said."),
        *("Effect", "The complaint is withdrawn.", "Signed by all."),
    ]
    assert [line.cell for line in found] == [None, 0, 0, 1, 1, 2, 3, None]


def from_aside(picture: Image.Image, spots: Sequence[Spot]) -> tuple[Image.Image, list[Spot]]:
    """A page whose left side is nearer to the eye than its right, and whose foot is nearer than its head."""
    ends = np.array([(0, 0), (1700, 0), (1700, 2200), (0, 2200)], float)
    seen = np.array([(60, 20), (1640, 90), (1690, 2120), (10, 2190)], float)

    def view(come: Any, go: Any) -> Any:
        rows = [[x, y, 1, 0, 0, 0, -u * x, -u * y] for (x, y), (u, _) in zip(come, go, strict=True)]
        rows += [[0, 0, 0, x, y, 1, -v * x, -v * y] for (x, y), (_, v) in zip(come, go, strict=True)]
        return np.append(np.linalg.solve(np.array(rows), go.T.ravel()), 1).reshape(3, 3)

    there = view(ends, seen)

    def moved(point: tuple[float, float]) -> tuple[float, float]:
        x, y, w = there @ (*point, 1)
        return x / w, y / w

    turned = picture.transform(
        picture.size, Image.Transform.PERSPECTIVE, view(seen, ends).ravel()[:8].tolist(), fillcolor=255
    )
    a, b, c, d = zip(*(map(moved, each.corners) for each in spots), strict=True)
    corners = zip(a, b, c, d, strict=True)
    return turned, [replace(each, corners=four) for each, four in zip(spots, corners, strict=True)]


def test_columns_of_a_page_that_is_seen_from_aside() -> None:
    left = [f"the left side goes on and on in line {n} of the" for n in range(30)]
    right = [f"the right side goes on and on in line {n} of the" for n in range(30)]
    spots = [spot(text, 150, 300 + 40 * n, 670) for n, text in enumerate(left)]
    spots += [spot(text, 865, 300 + 40 * n, 670) for n, text in enumerate(right)]
    picture, seen = from_aside(PAGE, spots)
    assert words(seen, picture) == [*left, *right]


def test_a_table_of_a_page_that_is_seen_from_aside() -> None:
    rules = range(400, 1601, 100)
    spots = [spot("The terms are these:", 200, 300, 500)]
    for n, y in enumerate(rules[:-1]):
        spots += [spot(f"duty {n}", 220, y + 8, 180), spot(f"words of {n}", 620, y + 8, 600)]
        spots += [spot(f"and more of {n}", 620, y + 60, 300)]
    picture, seen = from_aside(ruled(rules, (200, 600, 1300)), spots)
    wanted = [line for n in range(12) for line in (f"duty {n}", f"words of {n}", f"and more of {n}")]
    assert words(seen, picture) == ["The terms are these:", *wanted]


def test_the_edge_of_the_paper_is_no_rule() -> None:
    picture = Image.new("L", PAGE.size, 60)
    picture.paste(230, (100, 100, 1600, 2100))
    lined = [spot(f"this is line {n} of the paper", 250, 300 + 60 * n, 900) for n in range(12)]
    assert {line.cell for line in lines(lined, picture, 0.36, box)} == {None}


def test_an_underlined_heading_is_no_table() -> None:
    picture = PAGE.copy()
    ImageDraw.Draw(picture).line((200, 335, 900, 335), fill=0, width=4)
    assert words([spot("HEADING", 200, 300, 700), spot("The words.", 200, 360, 500)], picture) == [
        "HEADING",
        "The words.",
    ]


def test_a_hyphen_at_the_line_end_is_set_apart() -> None:
    [line] = lines([spot("with the Conser-", 200, 300, 500)], PAGE, 0.36, box)
    assert line.words == "with the Conser" and line.hyphen


@pytest.mark.parametrize(
    ("slip", "meant"),
    [
        ("(the ““Agreement’’)", "(the “Agreement”)"),
        ("(ili) the terms", "(iii) the terms"),
        ("(11) the terms", "(11) the terms"),
        ("° You may not speak.", "• You may not speak."),
        ("Page | of 5", "Page 1 of 5"),
        ("| shall not speak", "I shall not speak"),
        ("one | two | three", "one | two | three"),
        ("4.2Claimant shall", "4.2 Claimant shall"),
        ("all costs,including fees", "all costs, including fees"),
        ("a fine of $1,000.00 each", "a fine of $1,000.00 each"),
        ("Acme, Inc. at www.acme.com", "Acme, Inc. at www.acme.com"),
        ("Wil she pay if they shal not?", "Will she pay if they shall not?"),
        ("e.g. the police", "e.g. the police"),
    ],
)
def test_slips(slip: str, meant: str) -> None:
    assert tidy(slip) == meant


def test_sureness_counts_letters() -> None:
    assert sureness([]) == 0
    spots = [Spot("a", 0.0, ((0, 0),) * 4), Spot("abc", 1.0, ((0, 0),) * 4)]
    assert sureness(spots) == 0.75


# --- what is seen, and what the file says ------------------------------------------------------------


def written(words: str, row: int) -> Line:
    return Line(0, len(words), words, False, 72, 100 + 14 * row, 500, 112 + 14 * row)


def seen(words: str, row: float, confidence: float = 0.95) -> Line:
    place = 72, 100 + 14 * row, 500, 112 + 14 * row
    return Line(0, 0, words, False, *place, seen=Seen(confidence, place))


TEXT = [written("The parties have agreed upon this.", 0), written("All of it stays in force.", 4)]
SAME = [seen("The parties have agreed upon this", 0), seen("AII of it stays in force", 4)]


def merged(new: Sequence[Line], *, trusted: bool = True) -> list[str]:
    lines, changed = merge(TEXT, new, trusted=trusted)
    assert changed == any(line.seen for line in lines)
    return [line.words for line in lines]


def test_what_is_only_seen_comes_where_it_stands() -> None:
    gag = seen("You shall never speak of it.", 2)
    assert merged([SAME[0], gag, SAME[1]]) == [TEXT[0].words, gag.words, TEXT[1].words]
    assert merged([seen("CONFIDENTIAL PAPER", -2), *SAME]) == ["CONFIDENTIAL PAPER", *(line.words for line in TEXT)]


def test_a_clause_of_words_that_stand_elsewhere_is_new() -> None:
    gag = seen("All parties have stays; force this upon agreed.", 2)
    assert merged([SAME[0], gag, SAME[1]]) == [TEXT[0].words, gag.words, TEXT[1].words]


def test_what_is_not_sure_does_not_change_the_text() -> None:
    assert merged([*SAME, seen("smudge blot stain", 2, 0.4)]) == [line.words for line in TEXT]


def test_letters_under_a_scan_count_if_they_say_the_same() -> None:
    assert merged(SAME, trusted=False) == [line.words for line in TEXT]
    other = [seen("You shall never speak of it.", 0), seen("You shall pay for all of it.", 1)]
    assert merged(other, trusted=False) == [line.words for line in other]


def test_nothing_seen_changes_nothing() -> None:
    assert merged([], trusted=False) == [line.words for line in TEXT]


# --- spaces ------------------------------------------------------------------------------------------


def set_in_type(words: str) -> tuple[list[tuple[float, float, float, float]], Image.Image]:
    """Words in print, and the box of each letter."""
    font = ImageFont.load_default(40)
    picture = Image.new("L", (2000, 60), 255)
    ImageDraw.Draw(picture).text((10, 5), words, 0, font)
    boxes = []
    for number, letter in enumerate(words):
        if letter != " ":
            x0, x1 = (10 + font.getlength(words[:end]) for end in (number, number + 1))
            boxes.append((x0, 5.0, x1, 55.0))
    return boxes, picture


@pytest.mark.parametrize(
    "words",
    [
        "I understand that I shall not speak of the matter with anybody at all",
        "Acme will fill all of its illicit bills until it falls ill",
        "a fine of $1,000.00 (one thousand dollars) for each “breach”",
    ],
)
def test_spaces_that_were_dropped(words: str) -> None:
    letters, picture = set_in_type(words)
    grey = np.asarray(picture)
    assert with_spaces(words, letters, grey) == words
    run_together = words.replace("that I", "thatI").replace(" of ", "of ").replace("(one thousand", "(onethousand")
    assert run_together != words
    assert with_spaces(run_together, letters, grey) == words
    assert with_spaces(words.replace(" ", ""), letters, grey).count(" ") >= words.count(" ") - 2
    assert with_spaces(words, letters[1:], grey) == words
