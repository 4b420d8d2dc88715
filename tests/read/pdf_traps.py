"""Every way of hiding a sentence in a PDF: one file each, the same sentence in all of them; and what only looks so."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass

import pikepdf
from pikepdf import Array, Dictionary, Name, Pdf, Stream

from tests.read.pdf_maker import HEIGHT, WIDTH, saved

GAG = "Employee shall not disclose to any person the events that gave rise to the Complaint."
BEFORE = "This paper is between the two of them."
AFTER = "They parted in June."
AT = 700  # the height of the sentence; its letters are 10 points and it is about 390 points wide
Prepare = Callable[[Pdf, Dictionary], None]  # gets the document and its page


@dataclass(frozen=True)
class Trap:
    """A file, where its sentence should turn up, and how it should be marked."""

    name: str
    data: bytes
    part: str = "body"
    hidden: str | None = None


def page_of(content: str, *prepare: Prepare, before: str = BEFORE, after: str = AFTER) -> bytes:
    """A page with `content` drawn between two sentences; `prepare` adds what it needs."""
    with pikepdf.new() as pdf:
        pdf.add_blank_page(page_size=(WIDTH, HEIGHT))
        page = pdf.pages[0].obj
        font = Dictionary(Type=Name.Font, Subtype=Name.Type1, BaseFont=Name.Helvetica)
        page.Resources = Dictionary(Font=Dictionary(F=pdf.make_indirect(font)), XObject=Dictionary())
        for each in prepare:
            each(pdf, page)
        drawn = f"{text(before, y=730)}\n{content}\n{text(after, y=670)}"
        page.Contents = pdf.make_stream(drawn.encode())
        return saved(pdf)


def text(words: str = GAG, *, set_up: str = "/F 10 Tf", x: float = 72, y: float = AT) -> str:
    """Words at a place."""
    return f"BT {set_up} 1 0 0 1 {x} {y} Tm ({words}) Tj ET"


def bar(colour: str = "0 g", x: float = 60, width: float = 480) -> str:
    """A filled rectangle where the sentence stands."""
    return f"q {colour} {x} {AT - 6} {width} 20 re f Q"


def every_trap() -> list[Trap]:
    """All of them."""
    return [*_pale(), *_small(), *_away(), *_unseen(), *_under(), *_clipped(), *_layers(), *_claimed(), *_beside()]


def _drawn(name: str, hidden: str, content: str, *prepare: Prepare) -> Trap:
    return Trap(name, page_of(content, *prepare), hidden=hidden)


def _pale() -> list[Trap]:
    return [
        _drawn("white", "white", f"q 1 g {text()} Q"),
        _drawn("white in RGB", "white", f"q 1 1 1 rg {text()} Q"),
        _drawn("white in CMYK", "white", f"q 0 0 0 0 k {text()} Q"),
        _drawn("nearly white", "white", f"q .97 g {text()} Q"),
        _drawn("white outlines", "white", f"q 1 G {text(set_up='/F 10 Tf 1 Tr')} Q"),
        _drawn("white on a white box", "white", f"{bar('1 g')} q 1 g {text()} Q"),
        _drawn(
            "white amid a line",
            "white",
            f"BT /F 10 Tf 1 0 0 1 72 {AT} Tm (Now ) Tj 1 g ({GAG}) Tj 0 g ( it ends.) Tj ET",
        ),
        _drawn("black on black", "same_colour", f"{bar()} {text()}"),
        _drawn("blue on blue", "same_colour", f"{bar('0 0 .5 rg')} q 0 0 .5 rg {text()} Q"),
        _drawn("white in a form", "white", "q 1 g /X Do Q", _form(text())),
    ]


def _small() -> list[Trap]:
    return [
        _drawn("1 point", "tiny", text(set_up="/F 1 Tf")),
        _drawn("size 0", "tiny", text(set_up="/F 0 Tf")),
        _drawn("scaled down by the text matrix", "tiny", f"BT /F 10 Tf .05 0 0 .05 72 {AT} Tm ({GAG}) Tj ET"),
        _drawn("scaled to nothing by the text matrix", "tiny", f"BT /F 10 Tf 0 0 0 0 72 {AT} Tm ({GAG}) Tj ET"),
        _drawn("scaled down with all that is drawn", "tiny", f"q .05 0 0 .05 72 {AT} cm {text(x=0, y=0)} Q"),
        _drawn("scaled down in a form", "tiny", f"q .05 0 0 .05 72 {AT} cm /X Do Q", _form(text(x=0, y=0))),
        _drawn("narrowed to nothing", "tiny", text(set_up="/F 10 Tf .01 Tz") + " BT 100 Tz ET"),
        _drawn("very narrow", "tiny", text(set_up="/F 10 Tf 10 Tz") + " BT 100 Tz ET"),
        _drawn("flat", "tiny", f"BT /F 10 Tf 1 0 0 .01 72 {AT} Tm ({GAG}) Tj ET"),
    ]


def _away() -> list[Trap]:
    return [
        _drawn("below the page", "off_page", text(y=-200)),
        _drawn("right of the page", "off_page", text(x=1000)),
        _drawn("left of the page", "off_page", text(x=-900)),
        _drawn("outside the crop box", "off_page", text(y=40), _crop(0, 100, WIDTH, HEIGHT)),
        _drawn("outside the crop box of a turned page", "off_page", text(y=40), _crop(0, 100, WIDTH, HEIGHT), _turned),
    ]


def _unseen() -> list[Trap]:
    clear = _state(ca=0, CA=0)
    return [
        _drawn("render mode 3", "invisible", text(set_up="/F 10 Tf 3 Tr") + " BT 0 Tr ET"),
        _drawn("render mode 7", "invisible", f"q {text(set_up='/F 10 Tf 7 Tr')} Q"),
        _drawn("see-through", "transparent", f"q /S gs {text()} Q", clear),
        _drawn("nearly see-through", "transparent", f"q /S gs {text()} Q", _state(ca=0.02, CA=0.02)),
        _drawn("see-through form", "transparent", "q /S gs /X Do Q", clear, _form(text())),
        _drawn("see-through group", "transparent", "q /S gs /X Do Q", clear, _form(text(), Group=_GROUP)),
        _drawn("soft mask", "transparent", f"q /S gs {text()} Q", _masked),
    ]


def _under() -> list[Trap]:
    half = f"{text('Signed:')} {text(x=110)} {text('the end', x=520)} {bar(x=108, width=405)}"
    return [
        _drawn("under a white box", "covered", f"{text()} {bar('1 g')}"),
        _drawn("under a grey box", "covered", f"{text()} {bar('.8 g')}"),
        _drawn("blacked out", "redacted", f"{text()} {bar()}"),
        _drawn("blacked out amid a line", "redacted", half),
        _drawn("blacked out with a thick line", "redacted", f"{text()} q 20 w 60 {AT + 4} m 540 {AT + 4} l S Q"),
        _drawn("blacked out by an annotation", "redacted", text(), _black_note),
        _drawn("under a picture", "covered", f"{text()} q 480 0 0 20 60 {AT - 6} cm /I Do Q", _picture),
        _drawn(
            "under a picture in a form",
            "covered",
            text() + " /X Do",
            _form(f"q 480 0 0 20 60 {AT - 6} cm /I Do Q"),
            _picture,
        ),
        _drawn("under a shading", "covered", f"{text()} q 60 {AT - 6} 480 20 re W n /H sh Q", _shading),
        _drawn(
            "under many thin boxes",
            "covered",
            text() + "".join(f" q 1 g 60 {AT - 6 + n} 480 1.05 re f Q" for n in range(20)),
        ),
    ]


def _clipped() -> list[Trap]:
    return [
        _drawn("clipped", "clipped", f"q 0 0 10 10 re W n {text()} Q"),
        _drawn("clipped to nothing", "clipped", f"q 0 0 0 0 re W n {text()} Q"),
        _drawn("clipped by a form's box", "clipped", "/X Do", _form(text(), BBox=[0, 0, 10, 10])),
        _drawn("clipped form", "clipped", "q 0 0 10 10 re W n /X Do Q", _form(text())),
    ]


def _layers() -> list[Trap]:
    marked = f"/OC /L BDC {text()} EMC"
    return [
        _drawn("switched-off layer", "layer", marked, _layer),
        _drawn("form in a switched-off layer", "layer", "/OC /L BDC /X Do EMC", _layer, _form(text())),
        _drawn("form that is a switched-off layer", "layer", "/X Do", _layer, _form_as_layer),
        _drawn("layer that is off by default", "layer", marked, _base_state_off),
    ]


def _claimed() -> list[Trap]:
    return [
        _drawn(
            "other words behind the shown ones",
            "actual_text",
            f"/Span <</ActualText ({GAG})>> BDC {text('All is well.')} EMC",
        ),
        _drawn("words behind a dot", "actual_text", f"/Span <</ActualText ({GAG})>> BDC {text('.')} EMC"),
        Trap("kind words behind the sentence", page_of(f"/Span <</ActualText (All is well today.)>> BDC {text()} EMC")),
    ]


def _beside() -> list[Trap]:
    def note(**more: object) -> Prepare:
        def prepare(pdf: Pdf, page: Dictionary) -> None:
            _annotate(pdf, page, Rect=[500, 500, 520, 520], **more)

        return prepare

    def field(**more: object) -> Prepare:
        def prepare(pdf: Pdf, page: Dictionary) -> None:
            entry = _annotate(pdf, page, Subtype=Name.Widget, FT=Name.Tx, T="f", Rect=[72, 500, 400, 520], **more)
            pdf.Root.AcroForm = Dictionary(Fields=[entry])

        return prepare

    def made(name: str, part: str, *prepare: Prepare, hidden: str | None = None) -> Trap:
        return Trap(name, page_of("", *prepare), part, hidden)

    return [
        made("note", "annotation", note(Subtype=Name.Text, Contents=GAG)),
        made("free text", "annotation", note(Subtype=Name.FreeText, Contents=GAG)),
        made("highlight with a comment", "annotation", note(Subtype=Name.Highlight, Contents=GAG)),
        made("stamp", "annotation", note(Subtype=Name.Stamp, Contents=GAG)),
        made("rich text of a note", "annotation", note(Subtype=Name.Text, RC=f"<body><p>{GAG}</p></body>")),
        made("hidden note", "annotation", note(Subtype=Name.Text, Contents=GAG, F=2), hidden="invisible"),
        made("value of a field", "form", field(V=GAG)),
        made("tool tip of a field", "form", field(TU=GAG)),
        made("value from the field above", "form", _inherited),
        made(
            "field on no page",
            "form",
            lambda pdf, page: _set(pdf, "AcroForm", Dictionary(Fields=[Dictionary(FT=Name.Tx, T="f", V=GAG)])),
        ),
        made("choice in a list", "form", field(V=Array([pikepdf.String(GAG)]))),
        made("bookmark", "outline", _bookmarked),
        made("title", "properties", lambda pdf, page: pdf.docinfo.__setitem__("/Title", GAG)),
        made("subject", "properties", lambda pdf, page: pdf.docinfo.__setitem__("/Subject", GAG)),
        made("keywords", "properties", lambda pdf, page: pdf.docinfo.__setitem__("/Keywords", GAG)),
        made("attached text", "attachment", _attach(GAG.encode(), "rider.txt")),
        made("attached PDF", "attachment", _attach(page_of(text()), "rider.pdf")),
        made(
            "attached PDF with white words",
            "attachment",
            _attach(page_of(f"1 g {text()} 0 g"), "r.pdf"),
            hidden="white",
        ),
        made("attached to a note", "attachment", _attached_note),
    ]


def innocent() -> list[Trap]:
    """Files in which the sentence can be seen."""
    tagged = f"/P <</MCID 0 /ActualText ({GAG})>> BDC {text()} EMC"
    table = "".join(f"q {'.9' if n % 2 else '1'} g 60 {AT - 6 - 20 * n} 480 20 re f Q " for n in range(4))

    def seen(name: str, content: str, *prepare: Prepare) -> Trap:
        return Trap(name, page_of(content, *prepare, after="" if "end" in name else AFTER))

    return [
        seen("plain", text()),
        seen("white on a dark bar", f"{bar()} q 1 g {text()} Q"),
        seen("white on a dark picture", f"q 480 0 0 20 60 {AT - 6} cm /I Do Q q 1 g {text()} Q", _dark_picture),
        seen("black on a picture", f"q 480 0 0 20 60 {AT - 6} cm /I Do Q {text()}", _picture),
        seen("small light grey print", f"q .6 g {text(set_up='/F 6 Tf')} Q"),
        seen("in a form", "/X Do", _form(text())),
        seen("in a layer that is on", f"/OC /L BDC {text()} EMC", _layer_on),
        seen("half see-through", f"q /S gs {text()} Q", _state(ca=0.5)),
        seen("rows of a table in two greys", f"{table} {text()}"),
        seen("tagged with its own words", tagged),
        seen("underlined", f"{text()} q 72 {AT - 2} 400 .7 re f Q"),
        seen("highlighted", text(), lambda pdf, page: _highlight(pdf, page)),
        seen("clipped to its column", f"q 60 {AT - 10} 480 30 re W n {text()} Q"),
        seen("a light watermark across it", f"{text()} q .9 g BT /F 70 Tf .7 .7 -.7 .7 90 400 Tm (DRAFT) Tj ET Q"),
        seen("a rule of dashes below", text() + text("-" * 60, y=AT - 12)),
        seen("narrow letters", text(set_up="/F 10 Tf 70 Tz") + " BT 100 Tz ET"),
        seen("turned page", text(), _turned),
        seen(
            "text layer of a scan, at the end", "q 612 0 0 792 0 0 cm /I Do Q " + text(set_up="/F 10 Tf 3 Tr"), _picture
        ),
    ]


# --- what the traps need ----------------------------------------------------------------------------

_GROUP = Dictionary(S=Name.Transparency)


def _annotate(pdf: Pdf, page: Dictionary, **entries: object) -> pikepdf.Object:
    note = pdf.make_indirect(Dictionary({"/Type": Name.Annot, **_named(entries)}))
    page.Annots = Array([note])
    return note


def _named(entries: Mapping[str, object]) -> dict[str, object]:
    return {f"/{key}": value for key, value in entries.items()}


def _set(pdf: Pdf, key: str, value: pikepdf.Object) -> None:
    pdf.Root[f"/{key}"] = value


def _form(content: str, **entries: object) -> Prepare:
    def prepare(pdf: Pdf, page: Dictionary) -> None:
        form = Stream(pdf, content.encode())
        form.Type, form.Subtype = Name.XObject, Name.Form
        form.BBox, form.Resources = Array([0, 0, WIDTH, HEIGHT]), page.Resources
        for key, value in entries.items():
            form[f"/{key}"] = value
        page.Resources.XObject.X = pdf.make_indirect(form)

    return prepare


def _form_as_layer(pdf: Pdf, page: Dictionary) -> None:
    _form(text(), OC=page.Resources.Properties.L)(pdf, page)


def _state(**entries: float) -> Prepare:
    def prepare(pdf: Pdf, page: Dictionary) -> None:
        page.Resources.ExtGState = Dictionary(S=Dictionary(_named(entries)))

    return prepare


def _masked(pdf: Pdf, page: Dictionary) -> None:
    """Everything is drawn through a mask that is black all over."""
    mask = Stream(pdf, f"0 g 0 0 {WIDTH} {HEIGHT} re f".encode())
    mask.Type, mask.Subtype, mask.BBox = Name.XObject, Name.Form, Array([0, 0, WIDTH, HEIGHT])
    mask.Group = Dictionary(S=Name.Transparency, CS=Name.DeviceGray)
    soft = Dictionary(Type=Name.Mask, S=Name.Luminosity, G=pdf.make_indirect(mask))
    page.Resources.ExtGState = Dictionary(S=Dictionary(SMask=soft))


def _crop(*box: float) -> Prepare:
    return lambda pdf, page: page.__setitem__("/CropBox", Array(box))


def _turned(pdf: Pdf, page: Dictionary) -> None:
    page.Rotate = 90


def _image(pdf: Pdf, page: Dictionary, pixels: bytes) -> None:
    image = Stream(pdf, pixels)
    image.Type, image.Subtype, image.ColorSpace = Name.XObject, Name.Image, Name.DeviceGray
    image.Width, image.Height, image.BitsPerComponent = 4, len(pixels) // 4, 8
    page.Resources.XObject.I = pdf.make_indirect(image)


def _picture(pdf: Pdf, page: Dictionary) -> None:
    _image(pdf, page, bytes(range(180, 212)))


def _dark_picture(pdf: Pdf, page: Dictionary) -> None:
    _image(pdf, page, bytes(range(20, 52)))


def _shading(pdf: Pdf, page: Dictionary) -> None:
    grey = Dictionary(FunctionType=2, Domain=[0, 1], C0=[0.7], C1=[0.9], N=1)
    shading = Dictionary(
        ShadingType=2, ColorSpace=Name.DeviceGray, Coords=[60, 0, 540, 0], Function=grey, Extend=[True, True]
    )
    page.Resources.Shading = Dictionary(H=shading)


def _black_note(pdf: Pdf, page: Dictionary) -> None:
    look = Stream(pdf, b"0 g 0 0 480 20 re f")
    look.Type, look.Subtype, look.BBox = Name.XObject, Name.Form, Array([0, 0, 480, 20])
    rect = [60, AT - 6, 540, AT + 14]
    _annotate(pdf, page, Subtype=Name.Square, Rect=rect, IC=[0, 0, 0], AP=Dictionary(N=pdf.make_indirect(look)), F=4)


def _highlight(pdf: Pdf, page: Dictionary) -> None:
    corners = [60, AT + 14, 540, AT + 14, 60, AT - 6, 540, AT - 6]
    _annotate(pdf, page, Subtype=Name.Highlight, Rect=[60, AT - 6, 540, AT + 14], QuadPoints=corners, C=[1, 1, 0])


def _layered(pdf: Pdf, page: Dictionary, **state: object) -> None:
    layer = pdf.make_indirect(Dictionary(Type=Name.OCG, Name="L"))
    page.Resources.Properties = Dictionary(L=layer)
    pdf.Root.OCProperties = Dictionary(OCGs=[layer], D=Dictionary({"/Order": [layer], **_named(state)}))


def _layer(pdf: Pdf, page: Dictionary) -> None:
    _layered(pdf, page)
    pdf.Root.OCProperties.D.OFF = Array([page.Resources.Properties.L])


def _layer_on(pdf: Pdf, page: Dictionary) -> None:
    _layered(pdf, page)


def _base_state_off(pdf: Pdf, page: Dictionary) -> None:
    _layered(pdf, page, BaseState=Name.OFF)


def _inherited(pdf: Pdf, page: Dictionary) -> None:
    above = pdf.make_indirect(Dictionary(FT=Name.Tx, T="above", V=GAG))
    below = _annotate(pdf, page, Subtype=Name.Widget, Parent=above, Rect=[72, 500, 400, 520])
    above.Kids = Array([below])
    pdf.Root.AcroForm = Dictionary(Fields=[above])


def _bookmarked(pdf: Pdf, page: Dictionary) -> None:
    with pdf.open_outline() as outline:
        outline.root.append(pikepdf.OutlineItem(BEFORE, 0))
        outline.root[0].children.append(pikepdf.OutlineItem(GAG, 0))


def _attach(data: bytes, name: str) -> Prepare:
    return lambda pdf, page: pdf.attachments.__setitem__(name, data)


def _attached_note(pdf: Pdf, page: Dictionary) -> None:
    file = Dictionary(Type=Name.Filespec, UF="rider.txt", EF=Dictionary(F=pdf.make_stream(GAG.encode())))
    _annotate(pdf, page, Subtype=Name.FileAttachment, Rect=[500, 500, 520, 520], FS=pdf.make_indirect(file))
