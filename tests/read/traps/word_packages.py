"""Word files that are packed in unusual ways."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Callable

from tests.read.docx_maker import (
    GAG,
    WORD_TYPE,
    XMLNS,
    Maker,
    p,
    packed,
    plain,
    r,
)
from tests.read.traps.trap import Trap

STRICT = {
    "http://schemas.openxmlformats.org/wordprocessingml/2006/main": "http://purl.oclc.org/ooxml/wordprocessingml/main",
    "http://schemas.openxmlformats.org/officeDocument/2006/relationships": "http://purl.oclc.org/ooxml/officeDocument/relationships",
    "http://schemas.openxmlformats.org/drawingml/2006/main": "http://purl.oclc.org/ooxml/drawingml/main",
}


def package_traps() -> list[Trap]:
    """All of them."""
    hidden = p(r(GAG, "<w:vanish/>"))
    data = Maker(plain() + hidden).build()
    renamed = Maker(plain() + hidden, main="odd/Text.XML").build()
    return [
        Trap(
            "parts in letters of two bytes",
            _changed(data, lambda name, part: part.decode().encode("utf-16")),
            "body",
            "hidden",
        ),
        Trap(
            "another name, in letters of two bytes",
            _changed(renamed, lambda name, part: part.decode().encode("utf-16")),
            "body",
            "hidden",
        ),
        Trap("type given for an ending", _changed(renamed, _by_default), "body", "hidden"),
        Trap("names in capitals", _changed(data, lambda name, part: part, str.upper), "body", "hidden"),
        Trap(
            "names with backslashes",
            _changed(data, lambda name, part: part, lambda name: name.replace("/", "\\")),
            "body",
            "hidden",
        ),
        Trap(
            "macro-enabled template",
            Maker(
                hidden, main="word/a.xml", main_type="application/vnd.ms-word.template.macroEnabledTemplate.main+xml"
            ).build(),
            "body",
            "hidden",
        ),
        Trap(
            "macro-enabled by another name",
            Maker(
                hidden, main="word/a.xml", main_type="application/vnd.ms-word.document.macroEnabled.main+xml"
            ).build(),
            "body",
            "hidden",
        ),
        Trap("strict, with a style", _strict(), "body", "hidden"),
        Trap("not packed", Maker(plain() + hidden).build(compression=zipfile.ZIP_STORED), "body", "hidden"),
        Trap("other names of the namespace", _with_prefix(data), "body", "hidden"),
        Trap("relative ties", _relative(), "header"),
    ]


def _strict() -> bytes:
    maker = Maker(plain() + p(r(GAG), '<w:pStyle w:val="S"/>'))
    maker.styles('<w:style w:type="paragraph" w:styleId="S"><w:rPr><w:vanish/></w:rPr></w:style>')
    return maker.build(replace=STRICT)


def _relative() -> bytes:
    maker = Maker(plain(), main="a/b/document.xml")
    maker.part("a/c/header1.xml", f"<w:hdr {XMLNS}>{plain(GAG)}</w:hdr>", "header", target="../c/./header1.xml")
    return maker.build()


def _with_prefix(data: bytes) -> bytes:
    """The same with another prefix for the words of Word."""
    return _changed(data, lambda name, part: part.replace(b"w:", b"q:").replace(b"xmlns:w=", b"xmlns:q="))


def _by_default(name: str, part: bytes) -> bytes:
    if name != "[Content_Types].xml":
        return part
    return part.replace(b'ContentType="application/xml"', f'ContentType="{WORD_TYPE}"'.encode())


def _changed(data: bytes, change: Callable[[str, bytes], bytes], rename: Callable[[str], str] = str) -> bytes:
    package = zipfile.ZipFile(io.BytesIO(data))
    return packed({rename(name): change(name, package.read(name)) for name in package.namelist()})


def flat_trap() -> Trap:
    """A Word file that is one XML file."""
    package = zipfile.ZipFile(io.BytesIO(Maker(plain() + p(r(GAG, "<w:vanish/>"))).build()))
    parts = "".join(
        f'<pkg:part pkg:name="/{name}"><pkg:xmlData>{package.read(name).decode()}</pkg:xmlData></pkg:part>'
        for name in package.namelist()
        if name != "[Content_Types].xml"
    )
    head = '<?xml version="1.0" standalone="yes"?><?mso-application progid="Word.Document"?>'
    uri = "http://schemas.microsoft.com/office/2006/xmlPackage"
    data = f'{head}<pkg:package xmlns:pkg="{uri}">{parts}</pkg:package>'.encode()
    return Trap("one XML file", data, "body", "hidden")
