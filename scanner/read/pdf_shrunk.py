"""Words that are drawn with no size at all: pdfium leaves them out of the text, so they are given one before."""

from __future__ import annotations

import ctypes
from collections.abc import Sequence

import pypdfium2.raw as pdfium

from scanner.read.pdf_objects import TEXT, Drawn, Probe

_NOTHING = 0.02  # points of height or width of a letter
_SIZE = 10.0  # points, once grown


def grow(probe: Probe, things: Sequence[Drawn]) -> None:
    """Give each text object that has no width or height a usual size, where it stands."""
    for thing in things:
        if thing.kind != TEXT or min(thing.size) >= _NOTHING:
            continue
        pdfium.FPDFTextObj_SetFontSize(thing.raw, _SIZE)
        left, bottom = probe.own_matrix(thing.raw)[4:]
        place = pdfium.FS_MATRIX(1, 0, 0, 1, left, bottom)
        pdfium.FPDFPageObj_SetMatrix(thing.raw, ctypes.byref(place))
