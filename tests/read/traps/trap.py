"""A file that hides a sentence."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from tests.read.docx_maker import (
    Maker,
    docx,
    plain,
)


@dataclass(frozen=True, slots=True)
class Trap:
    """A file, and where its sentence should turn up and how it should be marked."""

    name: str
    data: bytes
    part: str = "body"
    hidden: str | None = None


def body(name: str, inner: str, part: str = "body", hidden: str | None = None) -> Trap:
    """A file that has `inner` between two paragraphs."""
    return Trap(name, docx(plain() + inner + plain("They parted in June.")), part, hidden)


def made(name: str, build: Callable[[Maker], str], part: str = "body", hidden: str | None = None) -> Trap:
    """`build` adds parts and gives the body."""
    maker = Maker()
    maker.body = plain() + build(maker)
    return Trap(name, maker.build(), part, hidden)
