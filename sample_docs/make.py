"""Makes the sample documents from their text sources: `python -m sample_docs.make`."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from sample_docs.as_docx import to_docx
from sample_docs.as_pdf import to_pdf
from sample_docs.markup import Source, parse

MAKERS: dict[str, Callable[[Source], bytes]] = {
    ".pdf": to_pdf,
    ".docx": to_docx,
    ".txt": lambda paper: paper.body.encode(),
}
HERE = Path(__file__).resolve().parent


def sources() -> list[Path]:
    """All sources, in the order of their names; a source is called after the file that it makes, plus .txt."""
    return sorted((HERE / "sources").glob("*.txt"))


def made_from(source: Path) -> Path:
    """Where the file stands that a source makes."""
    return HERE / source.name.removesuffix(".txt")


def build(source: Path) -> bytes:
    """The file that a source makes; raises KeyError for a format that is not made here."""
    paper = parse(source.read_text("utf-8"))
    return MAKERS[made_from(source).suffix](paper)


def main() -> None:
    """Make them all."""
    for source in sources():
        made_from(source).write_bytes(build(source))


if __name__ == "__main__":
    main()
