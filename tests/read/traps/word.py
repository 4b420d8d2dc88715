"""All places of a Word file in which a sentence can stand or hide."""

from __future__ import annotations

from tests.read.traps.trap import Trap
from tests.read.traps.word_beside import beside_traps
from tests.read.traps.word_drawn import drawn_traps
from tests.read.traps.word_packages import package_traps
from tests.read.traps.word_text import text_traps
from tests.read.traps.word_unseen import innocent, unseen_traps

__all__ = ["innocent", "word_traps"]


def word_traps() -> list[Trap]:
    """All of them in a container; see `word_packages.flat_trap` for one that is in none."""
    return [*text_traps(), *beside_traps(), *drawn_traps(), *unseen_traps(), *package_traps()]
