"""Places of a Word file beside its text: other stories, data, other files inside."""

from __future__ import annotations

from collections.abc import Callable

from tests.read.docx_maker import (
    GAG,
    XMLNS,
    Maker,
    cell,
    docx,
    p,
    plain,
    r,
    row,
    shape,
    table,
)
from tests.read.traps.trap import Trap, made

_VT = "http://schemas.openxmlformats.org/officeDocument/2006/docPropsVTypes"


def beside_traps() -> list[Trap]:
    """All of them."""
    return [*_stories(), *_inside(), *_within(), *_beside()]


def _stories() -> list[Trap]:
    def story(name: str, root: str, kind: str, inner: str, reference: str) -> Callable[[Maker], str]:
        def build(maker: Maker) -> str:
            tie = maker.story(name, root, inner, kind)
            return reference.format(tie)

        return build

    def note(kind: str) -> str:
        return f'<w:{kind} w:id="2">{plain(GAG)}</w:{kind}>'

    section = '<w:sectPr><w:{}Reference w:type="{}" r:id="{{}}"/></w:sectPr>'
    mark = "<w:r><w:{} w:id='2'/></w:r>"
    return [
        made("header", story("header1", "hdr", "header", plain(GAG), section.format("header", "default")), "header"),
        made(
            "first header", story("header2", "hdr", "header", plain(GAG), section.format("header", "first")), "header"
        ),
        made("footer", story("footer1", "ftr", "footer", plain(GAG), section.format("footer", "even")), "footer"),
        made(
            "table in a header",
            story("header1", "hdr", "header", table(row(cell(plain(GAG)))), section.format("header", "default")),
            "header",
        ),
        made(
            "text box in a footer",
            story("footer1", "ftr", "footer", p(shape(plain(GAG))), section.format("footer", "default")),
            "footer",
        ),
        made(
            "footnote",
            story("footnotes", "footnotes", "footnotes", note("footnote"), p(mark.format("footnoteReference"))),
            "footnote",
        ),
        made(
            "endnote",
            story("endnotes", "endnotes", "endnotes", note("endnote"), p(mark.format("endnoteReference"))),
            "endnote",
        ),
        made(
            "comment",
            story("comments", "comments", "comments", note("comment"), p(mark.format("commentReference"))),
            "comment",
        ),
        made("property", _property, "properties"),
        made("property of its own", _own_property, "properties"),
        made("building block", _building_block, "building_block", "hidden"),
        made("stored data", _stored, "stored_data", "hidden"),
        made("part that nothing is tied to", _loose, "loose_part", "hidden"),
    ]


def _property(maker: Maker) -> str:
    uri = "http://schemas.openxmlformats.org/package/2006/metadata/core-properties"
    inner = f'<dc:description xmlns:dc="http://purl.org/dc/elements/1.1/">{GAG}</dc:description>'
    xml = f'<cp:coreProperties xmlns:cp="{uri}">{inner}</cp:coreProperties>'
    maker.part("docProps/core.xml", xml, f"{uri.replace('/metadata', '/relationships/metadata')}", source="")
    return ""


def _own_property(maker: Maker) -> str:
    uri = "http://schemas.openxmlformats.org/officeDocument/2006/"
    xml = (
        f'<Properties xmlns="{uri}custom-properties" xmlns:vt="{uri}docPropsVTypes">'
        f'<property pid="2" name="x"><vt:lpwstr>{GAG}</vt:lpwstr></property></Properties>'
    )
    maker.part("docProps/custom.xml", xml, "custom-properties", source="")
    return ""


def _building_block(maker: Maker) -> str:
    block = "<w:docPart><w:docPartPr>{}</w:docPartPr><w:docPartBody>{}</w:docPartBody></w:docPart>"
    placeholder = block.format(
        '<w:types><w:type w:val="bbPlcHdr"/></w:types>', plain("Click or tap here to enter text.")
    )
    inner = f"<w:docParts>{placeholder}{block.format('', plain(GAG))}</w:docParts>"
    maker.story("glossary/document", "glossaryDocument", inner, "glossaryDocument")
    return ""


def _stored(maker: Maker) -> str:
    maker.part("customXml/item1.xml", f"<x:terms xmlns:x='urn:x'><x:term>{GAG}</x:term></x:terms>", "customXml")
    return ""


def _begun_letter(maker: Maker) -> str:
    address = f"mailto:hr@example.org?body={GAG.replace(' ', '%20')}"
    return p(f'<w:hyperlink r:id="{maker.tie("hyperlink", address, external=True)}">{r("Agree")}</w:hyperlink>')


def _loose(maker: Maker) -> str:
    maker.story("footer9", "ftr", plain(GAG), "")
    return ""


def _inside() -> list[Trap]:
    def chunk(name: str, data: bytes) -> Callable[[Maker], str]:
        return lambda maker: f'<w:altChunk r:id="{maker.part(name, data, "aFChunk")}"/>'

    def embedded(maker: Maker) -> str:
        tie = maker.part("word/embeddings/Microsoft_Word_Document.docx", docx(plain(GAG)), "package")
        return p(f'<w:r><w:object><o:OLEObject ProgID="Word.Document.12" r:id="{tie}"/></w:object></w:r>')

    def header_inside(maker: Maker) -> str:
        inner = Maker(plain())
        inner.story("header1", "hdr", plain(GAG), "header")
        return f'<w:altChunk r:id="{maker.part("word/afchunk.docx", inner.build(), "aFChunk")}"/>'

    def sub_document(maker: Maker) -> str:
        return f'<w:subDoc r:id="{maker.part("word/sub.docx", docx(plain(GAG)), "subDocument")}"/>'

    html = f"<html><body><p>{GAG}</p></body></html>".encode()
    mail = b"MIME-Version: 1.0\r\nContent-Type: text/html\r\n\r\n" + html
    return [
        made("chunk of Word", chunk("word/afchunk.docx", docx(plain(GAG))), "inserted_file"),
        made("header in a chunk", header_inside, "inserted_file"),
        made("chunk of HTML", chunk("word/afchunk.html", html), "inserted_file"),
        made("chunk of web archive", chunk("word/afchunk.mht", mail), "inserted_file"),
        made("chunk of text", chunk("word/afchunk.txt", GAG.encode()), "inserted_file"),
        made("chunk of RTF", chunk("word/afchunk.rtf", rb"{\rtf1\ansi " + GAG.encode() + rb"\par}"), "inserted_file"),
        made("embedded document", embedded, "embedded_file"),
        made("part of a master document", sub_document, "embedded_file"),
    ]


def _within() -> list[Trap]:
    def chunk(name: str, data: bytes) -> Callable[[Maker], str]:
        return lambda maker: f'<w:altChunk r:id="{maker.part(name, data, "aFChunk")}"/>'

    def loose(maker: Maker) -> str:
        maker.parts["word/embeddings/x.docx"] = docx(plain(GAG))
        return ""

    def in_a_header(maker: Maker) -> str:
        tie = maker.part("word/a.html", f"<p hidden>{GAG}</p>".encode(), "aFChunk", "word/header1.xml")
        return maker.story("header1", "hdr", f'<w:altChunk r:id="{tie}"/>', "header") and ""

    hidden_rtf = rb"{\rtf1 {\v " + GAG.encode() + rb"}\par}"
    return [
        made(
            "hidden in a chunk of Word", chunk("word/a.docx", docx(p(r(GAG, "<w:vanish/>")))), "inserted_file", "hidden"
        ),
        made(
            "hidden in a chunk of HTML",
            chunk("word/a.html", f"<p style='display:none'>{GAG}</p>".encode()),
            "inserted_file",
            "hidden",
        ),
        made("hidden in a chunk of RTF", chunk("word/a.rtf", hidden_rtf), "inserted_file", "hidden"),
        made("chunk in a header", in_a_header, "inserted_file", "hidden"),
        made("paper that nothing is tied to", loose, "loose_part", "hidden"),
    ]


def _beside() -> list[Trap]:
    def settings(inner: str) -> Callable[[Maker], str]:
        return lambda maker: maker.story("settings", "settings", inner, "settings") and ""

    def part(name: str, xml: str, kind: str, source: str | None = None) -> Callable[[Maker], str]:
        return lambda maker: maker.part(name, xml, kind, source) and ""

    office = "http://schemas.openxmlformats.org/officeDocument/2006"
    core = "http://schemas.openxmlformats.org/package/2006/metadata/core-properties"
    core_kind = core.replace("/metadata", "/relationships/metadata")
    return [
        made(
            "variable of the document",
            settings(f'<w:docVars><w:docVar w:name="x" w:val="{GAG}"/></w:docVars>'),
            "file_data",
            "hidden",
        ),
        made(
            "attribute of stored data",
            part("customXml/item1.xml", f'<x term="{GAG}"/>', "customXml"),
            "stored_data",
            "hidden",
        ),
        made(
            "stored data that nothing is tied to",
            part("customXml/item9.xml", f"<x>{GAG}</x>", ""),
            "file_data",
            "hidden",
        ),
        made(
            "company",
            part(
                "docProps/app.xml",
                f'<Properties xmlns="{office}/extended-properties"><Company>{GAG}</Company></Properties>',
                "extended-properties",
                "",
            ),
            "properties",
        ),
        made(
            "creator",
            part(
                "docProps/core.xml",
                (
                    f'<cp:coreProperties xmlns:cp="{core}" xmlns:dc="http://purl.org/dc/elements/1.1/">'
                    f"<dc:creator>{GAG}</dc:creator></cp:coreProperties>"
                ),
                core_kind,
                "",
            ),
            "properties",
        ),
        made(
            "name of a property",
            part(
                "docProps/custom.xml",
                (
                    f'<Properties xmlns="{office}/custom-properties" xmlns:vt="{_VT}">'
                    f'<property pid="2" name="{GAG}"><vt:i4>1</vt:i4></property></Properties>'
                ),
                "custom-properties",
                "",
            ),
            "properties",
        ),
        made("letter that a link begins", _begun_letter, "file_data", "hidden"),
        made("author of a change", lambda maker: p(f'<w:ins w:author="{GAG}">{r("a")}</w:ins>'), "file_data", "hidden"),
        made(
            "name of a style",
            part(
                "word/styles.xml", f'<w:styles {XMLNS}><w:style><w:name w:val="{GAG}"/></w:style></w:styles>', "styles"
            ),
            "file_data",
            "hidden",
        ),
        made(
            "separator of footnotes",
            lambda maker: (
                maker.story(
                    "footnotes",
                    "footnotes",
                    f'<w:footnote w:type="separator" w:id="-1">{plain(GAG)}</w:footnote>',
                    "footnotes",
                )
                and ""
            ),
            "footnote",
        ),
        made(
            "list of a glossary",
            lambda maker: (
                maker.story(
                    "glossary/document",
                    "glossaryDocument",
                    (
                        f'<w:docParts><w:docPart><w:docPartPr><w:description w:val="{GAG}"/>'
                        "</w:docPartPr></w:docPart></w:docParts>"
                    ),
                    "glossaryDocument",
                )
                and ""
            ),
            "file_data",
            "hidden",
        ),
        made(
            "tip on a picture",
            lambda maker: p(
                shape(plain("a")).replace(
                    '<wp:docPr id="1" name="Box" />',
                    f'<wp:docPr id="1" name="Box"><a:hlinkClick tooltip="{GAG}"/></wp:docPr>',
                )
            ),
            "alt",
        ),
        made(
            "reply to a comment",
            lambda maker: (
                maker.story(
                    "comments",
                    "comments",
                    f'<w:comment w:id="1">{plain("a")}</w:comment><w:comment w:id="2">{plain(GAG)}</w:comment>',
                    "comments",
                )
                and ""
            ),
            "comment",
        ),
    ]
