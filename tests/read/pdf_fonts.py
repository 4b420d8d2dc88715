"""Fonts of PDF files that say in odd ways which letters they draw, or do not say it."""

from __future__ import annotations

from collections.abc import Sequence

import pikepdf
from pikepdf import Array, Dictionary, Name, Object, Pdf

from tests.read.pdf_maker import HEIGHT, WIDTH, saved


def by_number(lines: Sequence[str], *, says: bool = True, vertical: bool = False) -> bytes:
    """A page in a font whose letters have numbers; only with `says` it tells which number is which letter."""
    letters = {letter: number for number, letter in enumerate(sorted(set("".join(lines))), 1)}
    with pikepdf.new() as pdf:
        inner = Dictionary(
            Type=Name.Font,
            Subtype=Name.CIDFontType2,
            BaseFont=Name.Odd,
            CIDSystemInfo=Dictionary(Registry=b"Adobe", Ordering=b"Identity", Supplement=0),
            DW=600,
        )
        font = Dictionary(
            Type=Name.Font,
            Subtype=Name.Type0,
            BaseFont=Name.Odd,
            Encoding=Name("/Identity-V" if vertical else "/Identity-H"),
            DescendantFonts=[pdf.make_indirect(inner)],
        )
        if says:
            font.ToUnicode = _map(pdf, letters, 4)
        shown = ["".join(f"{letters[letter]:04X}" for letter in line) for line in lines]
        return _page(pdf, font, shown, vertical)


def by_drawing(lines: Sequence[str], *, named: bool = True, says: bool = False) -> bytes:
    """A page in a font of Type 3: each letter is a drawing, with a name that tells which or one that does not."""
    letters = {letter: number for number, letter in enumerate(sorted(set("".join(lines))), 1)}
    names = {" ": "space", ".": "period", ",": "comma", "$": "dollar"}
    called = {n: names.get(letter, letter) if named else f"g{n}" for letter, n in letters.items()}
    with pikepdf.new() as pdf:
        drawing = pdf.make_stream(b"600 0 d0 0 0 500 700 re f")
        font = Dictionary(
            Type=Name.Font,
            Subtype=Name.Type3,
            FontBBox=[0, 0, 600, 700],
            FontMatrix=[0.001, 0, 0, 0.001, 0, 0],
            FirstChar=1,
            LastChar=len(letters),
            Widths=Array([600] * len(letters)),
            Encoding=Dictionary(Differences=Array([1, *(Name(f"/{name}") for name in called.values())])),
            CharProcs=Dictionary({f"/{name}": drawing for name in called.values()}),
            Resources=Dictionary(),
        )
        if says:
            font.ToUnicode = _map(pdf, letters, 2)
        return _page(pdf, font, ["".join(f"{letters[letter]:02X}" for letter in line) for line in lines], False)


def _map(pdf: Pdf, letters: dict[str, int], digits: int) -> Object:
    rows = "\n".join(f"<{n:0{digits}X}> <{letter.encode('utf-16-be').hex()}>" for letter, n in letters.items())
    space = f"1 begincodespacerange <{'00' * (digits // 2)}> <{'FF' * (digits // 2)}> endcodespacerange"
    head = "/CIDInit /ProcSet findresource begin 12 dict begin begincmap /CMapName /Odd def /CMapType 2 def"
    return pdf.make_stream(f"{head} {space} {len(letters)} beginbfchar {rows} endbfchar endcmap end end".encode())


def _page(pdf: Pdf, font: Dictionary, shown: Sequence[str], vertical: bool) -> bytes:
    pdf.add_blank_page(page_size=(WIDTH, HEIGHT))
    pdf.pages[0].Resources = Dictionary(Font=Dictionary(F=pdf.make_indirect(font)))
    places = [(540 - 14 * n, 720) if vertical else (72, 720 - 14 * n) for n in range(len(shown))]
    content = "".join(f"1 0 0 1 {x} {y} Tm <{line}> Tj " for (x, y), line in zip(places, shown, strict=True))
    pdf.pages[0].Contents = pdf.make_stream(f"BT /F 9 Tf {content} ET".encode())
    return saved(pdf)
