"""Odd PDF files, one oddity each, such as the makers of PDF programs collect to test them: all hold the same sentence.

Most say all that they should in a way that few files do; some are broken in a way that costs words.
"""

from __future__ import annotations

import io
import re
import zlib
from collections.abc import Callable, Mapping

import pikepdf
from pikepdf import Array, Dictionary, Encryption, Name, Pdf, Stream

from tests.read.pdf_maker import saved
from tests.read.pdf_traps import AT, GAG, Prepare, page_of, text

PLAIN = page_of(text())
_HELVETICA = b"<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>"


def readable() -> Mapping[str, bytes]:
    """Files of which every word can be read."""
    return {
        **_locked(),
        **_written_oddly(),
        **_trees(),
        **_pages(),
        **_drawn_oddly(),
        **_packed(),
        **_with_much_beside(),
    }


def _changed(change: Prepare) -> bytes:
    """The plain page changed when it is whole, and packed no further."""
    with pikepdf.open(io.BytesIO(PLAIN)) as pdf:
        change(pdf, pdf.pages[0].obj)
        return saved(pdf, compress_streams=False, stream_decode_level=pikepdf.StreamDecodeLevel.none)


def _locked() -> dict[str, bytes]:
    """What anybody may read and only the owner may change."""
    kinds = {
        "RC4 40": Encryption(owner="owner", R=2, aes=False, metadata=False),
        "RC4 128": Encryption(owner="owner", R=3, aes=False, metadata=False),
        "AES 128": Encryption(owner="owner", R=4),
        "AES 256": Encryption(owner="owner", R=6),
    }
    with pikepdf.open(io.BytesIO(PLAIN)) as pdf:
        return {f"locked for its owner, {name}": saved(pdf, encryption=kind) for name, kind in kinds.items()}


def _written_oddly() -> dict[str, bytes]:
    """The same objects in other bytes."""
    content = f"{text('This paper is between the two of them.', y=730)} {text()} {text('They parted in June.', y=670)}"
    objects = [
        b"<< /Type /Catalog /Pages 2 0 R >>",
        b"<< /Type /Pages /Kids [3 0 R] /Count 1 >>",
        b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 612 792] /Contents 4 0 R"
        b" /Resources << /Font << /F 5 0 R >> >> >>",
        b"<< /Length %d >> stream\n%s\nendstream" % (len(content), content.encode()),
        _HELVETICA,
    ]
    whole = written(objects)
    return {
        "by hand": whole,
        "no space behind obj": whole.replace(b" obj\n", b" obj"),
        "no endobj": whole.replace(b"endobj\n", b""),
        "lines that end as on old machines": written(objects, end=b"\r"),
        "lines that end as in mail": written(objects, end=b"\r\n"),
        "wrong lengths of streams": whole.replace(b"/Length %d" % len(content), b"/Length 7"),
        "no lengths of streams": whole.replace(b"/Length %d" % len(content), b""),
        "entries of the table off by some bytes": re.sub(rb"(\d{9})\d (\d{5} n)", rb"\g<1>9 \2", whole),
        "a pointer to nowhere": re.sub(rb"startxref\s+\d+", b"startxref\n99999999", whole),
        "a version from the future": whole.replace(b"%PDF-1.4", b"%PDF-7.3"),
        "no version": whole.replace(b"%PDF-1.4", b"%PDF-"),
        "notes between the objects": whole.replace(b"endobj\n", b"endobj\n% a note (with a bracket\n"),
        "names written as numbers": whole.replace(b"/Contents", b"/Con#74ents").replace(b"/Pages", b"/P#61ges"),
        "more behind the end": whole + b"\0" * 3000,
        "letters in front": b"From: the office\n\n" + whole,
        "changed later": whole + _added(whole, 5, _HELVETICA),
    }


def written(objects: list[bytes], end: bytes = b"\n") -> bytes:
    """A file of these objects, the first of which is its catalog."""
    out = b"%PDF-1.4" + end
    places = []
    for number, each in enumerate(objects, 1):
        places.append(len(out))
        out += b"%d 0 obj%s%s%sendobj%s" % (number, end, each.replace(b"stream\n", b"stream\r\n", 1), end, end)
    start = len(out)
    out += b"xref%s0 %d%s0000000000 65535 f \n" % (end, len(objects) + 1, end)
    out += b"".join(b"%010d 00000 n \n" % place for place in places)
    out += b"trailer%s<< /Size %d /Root 1 0 R >>%s" % (end, len(objects) + 1, end)
    return out + b"startxref%s%d%s%%%%EOF%s" % (end, start, end, end)


def _added(whole: bytes, number: int, body: bytes) -> bytes:
    """An object in a new version, as programs append it when a file is saved again."""
    before = int(re.findall(rb"startxref\s+(\d+)", whole)[-1])
    added = b"%d 0 obj\n%s\nendobj\n" % (number, body)
    table = b"xref\n%d 1\n%010d 00000 n \n" % (number, len(whole))
    trailer = b"trailer\n<< /Size 6 /Root 1 0 R /Prev %d >>\nstartxref\n%d\n%%%%EOF\n" % (
        before,
        len(whole) + len(added),
    )
    return added + table + trailer


def _trees() -> dict[str, bytes]:
    """Where the pages hang."""

    def deep(pdf: Pdf, page: Dictionary, levels: int = 60) -> None:
        for _ in range(levels):
            top = pdf.Root.Pages
            over = pdf.make_indirect(Dictionary(Type=Name.Pages, Count=1, Kids=[top]))
            top.Parent = over
            pdf.Root.Pages = over

    def inherited(pdf: Pdf, page: Dictionary) -> None:
        for key in ("/Resources", "/MediaBox"):
            pdf.Root.Pages[key] = page[key]
            del page[key]

    def counted(number: int) -> Prepare:
        return lambda pdf, page: pdf.Root.Pages.__setitem__("/Count", number)

    def hole(pdf: Pdf, page: Dictionary) -> None:
        pdf.Root.Pages.Kids = Array([page, pdf.make_indirect(Dictionary(Type=Name.Page, Parent=pdf.Root.Pages))])
        pdf.Root.Pages.Count = 2

    return {
        "a deep tree of pages": page_of(text(), deep),
        "what pages share stands above them": page_of(text(), inherited),
        "a page with nothing on it": page_of(text(), hole),
    }


def _pages() -> dict[str, bytes]:
    """The size and the turn of the page."""

    def box(*numbers: float, crop: bool = False) -> Prepare:
        return lambda pdf, page: page.__setitem__("/CropBox" if crop else "/MediaBox", Array(numbers))

    def key(name: str, value: object) -> Prepare:
        return lambda pdf, page: page.__setitem__(name, value)

    return {
        "a page as large as a field": page_of(text(), box(0, 0, 200000, 200000)),
        "a box from corner to corner the other way": page_of(text(), box(612, 792, 0, 0)),
        "a box around the zero": page_of(text(), box(-3000, -3000, 612, 792)),
        "a box without size": page_of(text(), box(0, 0, 0, 0)),
        "a crop box larger than the page": page_of(text(), box(-100, -100, 900, 900, crop=True)),
        "another unit": page_of(text(), key("/UserUnit", 4)),
        "turned backwards": page_of(text(), key("/Rotate", -90)),
        "turned more than once": page_of(text(), key("/Rotate", 810)),
        "turned by a little": page_of(text(), key("/Rotate", 45)),
    }


def _drawn_oddly() -> dict[str, bytes]:
    """What stands in the content of the page."""

    def in_pieces(pdf: Pdf, page: Dictionary) -> None:
        words = page.Contents.read_bytes().split(b" ")
        page.Contents = Array([pdf.make_stream(b" ".join(words[at : at + 5])) for at in range(0, len(words), 5)])

    def no_font(pdf: Pdf, page: Dictionary) -> None:
        page.Resources = Dictionary()

    def nowhere(pdf: Pdf, page: Dictionary) -> None:
        page.Resources = Name.Nothing

    letters = ") Tj (".join(GAG)
    kerned = "[" + " ".join(f"({word}) -250" for word in GAG.split()) + "] TJ"
    start = f"BT /F 10 Tf 1 0 0 1 72 {AT} Tm"
    return {
        "a content in pieces": _changed(in_pieces),
        "a font that is missing": page_of(text(), no_font),
        "resources that are none": page_of(text(), nowhere),
        "letter by letter": page_of(f"{start} ({letters}) Tj ET"),
        "words pushed apart": page_of(f"{start} {kerned} ET"),
        "letters in hexadecimal": page_of(f"{start} <{GAG.encode().hex()}> Tj ET"),
        "letters in octal": page_of(f"{start} ({''.join(f'{chr(92)}{ord(c):03o}' for c in GAG)}) Tj ET"),
        "states that are never put back": page_of("q " * 400 + text()),
        "states put back too often": page_of("Q " * 50 + text()),
        "numbers that are none": page_of(f"1e400 --5 w 6.0.0 w {text()}"),
        "operators that nobody knows": page_of(f"(x) Zz 1 2 3 Nope {text()}"),
        "a picture in the line": page_of(f"q 9 0 0 9 500 500 cm BI /W 1 /H 1 /CS /G /BPC 8 ID x EI Q {text()}"),
        "a marked part that never ends": page_of(f"/Span << /MCID 0 >> BDC {text()}"),
        "a font of no size made large": page_of(f"BT /F 1 Tf 10 0 0 10 72 {AT} Tm ({GAG}) Tj ET"),
        "a turned page of turned words": page_of(text(), lambda pdf, page: page.__setitem__("/Rotate", 180)),
    }


def _packed() -> dict[str, bytes]:
    """The content behind filters."""

    def filtered(name: str, pack: Callable[[bytes], bytes]) -> Prepare:
        def prepare(pdf: Pdf, page: Dictionary) -> None:
            content = Stream(pdf, pack(page.Contents.read_bytes()))
            content.Filter = Array([Name(f"/{each}") for each in name.split()])
            page.Contents = pdf.make_indirect(content)

        return prepare

    def run_length(data: bytes) -> bytes:
        pieces = (data[at : at + 128] for at in range(0, len(data), 128))
        return b"".join(bytes([len(piece) - 1]) + piece for piece in pieces) + b"\x80"

    objects = {"object_stream_mode": pikepdf.ObjectStreamMode.generate}
    packings: dict[str, tuple[str, Callable[[bytes], bytes]]] = {
        "in hexadecimal": ("ASCIIHexDecode", lambda data: data.hex().encode() + b">"),
        "in runs": ("RunLengthDecode", run_length),
        "packed twice": ("FlateDecode FlateDecode", lambda data: zlib.compress(zlib.compress(data))),
        "packed and in hexadecimal": ("ASCIIHexDecode FlateDecode", lambda d: zlib.compress(d).hex().encode() + b">"),
        "packed under a short name": ("Fl", zlib.compress),
    }
    files = {name: _changed(filtered(filters, pack)) for name, (filters, pack) in packings.items()}
    with pikepdf.open(io.BytesIO(PLAIN)) as pdf:
        files["objects in streams"] = saved(pdf, **objects)
        files["made for the web"] = saved(pdf, linearize=True)
    return files


def _with_much_beside() -> dict[str, bytes]:
    def notes(pdf: Pdf, page: Dictionary) -> None:
        links = (Dictionary(Type=Name.Annot, Subtype=Name.Link, Rect=[0, 0, 9, 9]) for _ in range(4000))
        page.Annots = Array([pdf.make_indirect(link) for link in links])

    def script(pdf: Pdf, page: Dictionary) -> None:
        action = Dictionary(S=Name.JavaScript, JS="while (true) { app.alert('x'); }")
        pdf.Root.OpenAction = action
        pdf.Root.AA = Dictionary(WC=action)
        page.AA = Dictionary(O=action)

    def collection(pdf: Pdf, page: Dictionary) -> None:
        pdf.attachments["rider.pdf"] = page_of(text("The rider is short."))
        pdf.Root.Collection = Dictionary(Type=Name.Collection, View=Name.D)

    return {
        "thousands of notes": page_of(text(), notes),
        "a program inside": page_of(text(), script),
        "a collection of files": page_of(text(), collection),
    }


def drawn_by_itself() -> bytes:
    """A page with a form that draws itself."""

    def prepare(pdf: Pdf, page: Dictionary) -> None:
        form = pdf.make_stream(b"/X Do")
        form.Type, form.Subtype, form.BBox = Name.XObject, Name.Form, Array([0, 0, 612, 792])
        form.Resources = Dictionary(XObject=Dictionary(X=form))
        page.Resources.XObject.X = form

    return page_of(f"{text()} /X Do", prepare)
