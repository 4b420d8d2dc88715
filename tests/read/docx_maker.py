"""Makes Word files out of raw XML, so that a test can say exactly what stands in which part."""

from __future__ import annotations

import io
import zipfile
from dataclasses import dataclass, field

GAG = "The Guest shall never tell a living soul what took place at the lake house."
PLAIN = "The parties met at the lake house in May."

OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
NAMESPACES = {
    "w": "http://schemas.openxmlformats.org/wordprocessingml/2006/main",
    "r": OFFICE,
    "a": "http://schemas.openxmlformats.org/drawingml/2006/main",
    "c": "http://schemas.openxmlformats.org/drawingml/2006/chart",
    "cx": "http://schemas.microsoft.com/office/drawing/2014/chartex",
    "dgm": "http://schemas.openxmlformats.org/drawingml/2006/diagram",
    "dsp": "http://schemas.microsoft.com/office/drawing/2008/diagram",
    "pic": "http://schemas.openxmlformats.org/drawingml/2006/picture",
    "wp": "http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing",
    "wps": "http://schemas.microsoft.com/office/word/2010/wordprocessingShape",
    "w14": "http://schemas.microsoft.com/office/word/2010/wordml",
    "m": "http://schemas.openxmlformats.org/officeDocument/2006/math",
    "mc": "http://schemas.openxmlformats.org/markup-compatibility/2006",
    "v": "urn:schemas-microsoft-com:vml",
    "o": "urn:schemas-microsoft-com:office:office",
}
XMLNS = " ".join(f'xmlns:{prefix}="{uri}"' for prefix, uri in NAMESPACES.items())
WORD_TYPE = "application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"
RELATIONS = "http://schemas.openxmlformats.org/package/2006/relationships"


def p(inner: str, properties: str = "") -> str:
    """A paragraph."""
    return f"<w:p><w:pPr>{properties}</w:pPr>{inner}</w:p>"


def r(text: str, properties: str = "") -> str:
    """A run."""
    return f'<w:r><w:rPr>{properties}</w:rPr><w:t xml:space="preserve">{text}</w:t></w:r>'


def plain(text: str = PLAIN) -> str:
    """A paragraph that hides nothing."""
    return p(r(text))


def table(*rows: str, properties: str = "") -> str:
    """A table of rows."""
    return f"<w:tbl><w:tblPr>{properties}</w:tblPr><w:tblGrid/>{''.join(rows)}</w:tbl>"


def row(*cells: str, properties: str = "") -> str:
    """A row of cells."""
    return f"<w:tr><w:trPr>{properties}</w:trPr>{''.join(cells)}</w:tr>"


def cell(inner: str, properties: str = "") -> str:
    """A cell that holds blocks."""
    return f"<w:tc><w:tcPr>{properties}</w:tcPr>{inner}</w:tc>"


def shape(inner: str, fill: str = "", anchor: str = "", docpr: str = "", cx: int = 3_000_000, cy: int = 900_000) -> str:
    """A text box of today's kind, inside a run."""
    return (
        f'<w:r><w:drawing><wp:anchor>{anchor}<wp:extent cx="{cx}" cy="{cy}"/><wp:docPr id="1" name="Box" {docpr}/>'
        f'<a:graphic><a:graphicData uri="x"><wps:wsp><wps:spPr>{fill}</wps:spPr><wps:txbx>'
        f"<w:txbxContent>{inner}</w:txbxContent></wps:txbx></wps:wsp></a:graphicData></a:graphic>"
        f"</wp:anchor></w:drawing></w:r>"
    )


def old_shape(inner: str, attributes: str = "", style: str = "width:200pt;height:60pt") -> str:
    """A text box of the old kind, inside a run."""
    return (
        f'<w:r><w:pict><v:shape id="s1" style="{style}" {attributes}><v:textbox>'
        f"<w:txbxContent>{inner}</w:txbxContent></v:textbox></v:shape></w:pict></w:r>"
    )


def code_field(code: str, result: str | None, inner_code: str = "", result_code: str = "") -> str:
    """A complex field, with a result or without."""
    mark = '<w:r><w:fldChar w:fldCharType="{}"/></w:r>'
    text = mark.format("begin") + f"<w:r><w:instrText>{code}</w:instrText></w:r>" + inner_code
    if result is not None:
        text += mark.format("separate") + r(result) + result_code
    return text + mark.format("end")


@dataclass
class Maker:
    """A Word file in the making."""

    body: str = ""
    page: str = ""
    main: str = "word/document.xml"
    main_type: str = WORD_TYPE
    parts: dict[str, bytes] = field(default_factory=dict)
    types: dict[str, str] = field(default_factory=dict)
    relations: dict[str, list[str]] = field(default_factory=dict)

    def part(self, name: str, xml: str | bytes, kind: str = "", source: str | None = None, target: str = "") -> str:
        """Add a part, tied to `source` (the main part unless given), and give the id of the tie."""
        self.parts[name] = xml if isinstance(xml, bytes) else xml.encode()
        return self.tie(kind, target or "/" + name, source) if kind else ""

    def tie(self, kind: str, target: str, source: str | None = None, external: bool = False) -> str:
        """Tie a part to a target and give the id."""
        ties = self.relations.setdefault(self.main if source is None else source, [])
        mode = ' TargetMode="External"' if external else ""
        kind = kind if "/" in kind else f"{OFFICE}/{kind}"
        ties.append(f'<Relationship Id="rId{len(ties) + 1}" Type="{kind}" Target="{target}"{mode}/>')
        return f"rId{len(ties)}"

    def story(self, name: str, root: str, inner: str, kind: str) -> str:
        """Add a story such as a header: a root element that holds blocks."""
        return self.part(f"word/{name}.xml", f"<w:{root} {XMLNS}>{inner}</w:{root}>", kind)

    def styles(self, inner: str) -> None:
        """Add the style sheet."""
        self.story("styles", "styles", inner, "styles")

    def numbering(self, inner: str) -> None:
        """Add the definitions of lists."""
        self.story("numbering", "numbering", inner, "numbering")

    def build(self, replace: dict[str, str] | None = None, compression: int = zipfile.ZIP_DEFLATED) -> bytes:
        """The file; `replace` exchanges namespaces in every part."""
        self.tie("officeDocument", "/" + self.main, source="")
        document = f"<w:document {XMLNS}>{self.page}<w:body>{self.body}</w:body></w:document>"
        members = {
            "[Content_Types].xml": (
                '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">'
                '<Default Extension="xml" ContentType="application/xml"/>'
                '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
                f'<Override PartName="/{self.main}" ContentType="{self.main_type}"/></Types>'
            ).encode(),
            self.main: document.encode(),
            **self.parts,
        }
        for source, ties in self.relations.items():
            folder, _, file = source.rpartition("/")
            name = f"{folder}/_rels/{file}.rels".lstrip("/")
            members[name] = f'<Relationships xmlns="{RELATIONS}">{"".join(ties)}</Relationships>'.encode()
        for old, new in (replace or {}).items():
            members = {name: data.replace(old.encode(), new.encode()) for name, data in members.items()}
        return packed(members, compression)


def packed(members: dict[str, bytes], compression: int = zipfile.ZIP_DEFLATED) -> bytes:
    """A zip container of these members."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", compression) as package:
        for name, data in members.items():
            package.writestr(name, data)
    return out.getvalue()


def docx(body: str) -> bytes:
    """A Word file that has nothing but a body."""
    return Maker(body).build()
