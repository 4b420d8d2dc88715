"""Archives in which the sentence stands or hides."""

from __future__ import annotations

import io
import zipfile

from tests.read.docx_maker import (
    GAG,
    docx,
    p,
    packed,
    plain,
    r,
)
from tests.read.traps.mail import attached
from tests.read.traps.trap import Trap


def zip_traps() -> list[Trap]:
    """All of them."""
    out = io.BytesIO(packed({"a.txt": b"They met."}))
    with zipfile.ZipFile(out, "a") as archive:
        archive.comment = GAG.encode()
    noted = io.BytesIO()
    with zipfile.ZipFile(noted, "w") as archive:
        info = zipfile.ZipInfo("a.txt")
        info.comment = GAG.encode()
        archive.writestr(info, b"They met.")
    twice = io.BytesIO(packed({"a.txt": b"They met."}))
    with zipfile.ZipFile(twice, "a") as archive:
        archive.writestr("A.TXT", GAG.encode())
    return [
        Trap("text", packed({"a.txt": GAG.encode()}), "body"),
        Trap("hidden in a paper", packed({"a.docx": docx(p(r(GAG, "<w:vanish/>")))}), "body", "hidden"),
        Trap("archive in an archive", packed({"b.zip": packed({"a.docx": docx(plain(GAG))})}), "body"),
        Trap("mail in an archive", packed({"a.eml": attached(docx(plain(GAG)), "deed.docx").as_bytes()}), "attachment"),
        Trap("folder", packed({"papers/of/theirs/a.rtf": rb"{\rtf1 {\v " + GAG.encode() + b"}}"}), "body", "hidden"),
        Trap("false ending", packed({"a.png": GAG.encode()}), "body"),
        Trap("comment of the archive", out.getvalue(), "comment"),
        Trap("comment of a file", noted.getvalue(), "comment"),
        Trap("one name in two spellings", twice.getvalue(), "body"),
    ]
