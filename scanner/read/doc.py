"""Old Word files (.doc), through LibreOffice if it is there.

The office program works in rooms of its own: a file system in memory that nobody else sees and that is gone with the
program, however it ends, and no network, since a paper can call home when it is opened.  Where the system gives no such
rooms, the file is refused.
"""

from __future__ import annotations

import os
import shutil
import subprocess

from scanner.errors import Damaged, TookTooLong, TooLarge, Unsupported
from scanner.read.limits import Limits

_ROOMS = ("unshare", "--user", "--map-root-user", "--mount", "--net", "--pid", "--fork", "--kill-child", "--")
# The folder for temporary files, as only this program sees it, holds the paper, its copy and the profile.
_SCRIPT = """
set -e
mount -t tmpfs -o mode=0700,size=1g none /tmp
ulimit -c 0
ulimit -t {seconds}
ulimit -v {kibibytes}
cd /tmp
cat > paper.doc
"$0" -env:UserInstallation=file:///tmp/profile --headless --norestore --nologo --nolockcheck \
  --infilter="MS Word 97" --convert-to docx --outdir /tmp/out paper.doc > /dev/null 2>&1 < /dev/null
cat /tmp/out/paper.docx
"""


def as_docx(data: bytes, limits: Limits) -> bytes:
    """The same paper as a .docx.  Call it outside of workers, which may not write even to memory.

    Raises Unsupported where there is no LibreOffice, or no way to keep it from leaving traces; Damaged, TookTooLong,
    TooLarge.
    """
    office = shutil.which("soffice") or shutil.which("libreoffice")
    if office is None or not _has_rooms():
        raise Unsupported("doc")
    try:
        # It takes more memory than a reader of ours: as much as may be used up for pictures.
        script = _SCRIPT.format(seconds=int(limits.seconds) + 1, kibibytes=limits.ocr_memory // 1024)
        answer = _run(["sh", "-c", script, office], data, limits.seconds)
    except subprocess.TimeoutExpired:
        raise TookTooLong() from None
    if len(answer) > limits.max_bytes:
        raise TooLarge()
    if not answer:
        raise Damaged()
    return answer


def _has_rooms() -> bool:
    return (
        shutil.which("unshare") is not None and _run(["sh", "-c", "mount -t tmpfs none /tmp && echo"], b"", 10) != b""
    )


def _run(command: list[str], data: bytes, seconds: float) -> bytes:
    """What a command in such rooms writes."""
    surroundings = {"PATH": os.environ.get("PATH", os.defpath), "HOME": "/tmp", "LANG": "C.UTF-8"}  # noqa: S108  its own
    done = subprocess.run(
        [*_ROOMS, *command],
        input=data,
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        timeout=seconds,
        env=surroundings,
        check=False,
    )
    return done.stdout
