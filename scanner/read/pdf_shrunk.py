"""Words that are drawn with no size at all: pdfium leaves them out of the text, so they are given one before."""

from __future__ import annotations

import ctypes
from collections.abc import Sequence

import pypdfium2.raw as pdfium

from scanner.read.pdf_objects import TEXT, Drawn

_NOTHING = 0.02  # points
_SIZE = 10.0  # points, once grown


def grow(things: Sequence[Drawn]) -> list[Drawn]:
    """Give each text object that has no width or height a usual size, where it stands; these are handed back."""
    shrunk = [
        thing
        for thing in things
        if thing.kind == TEXT and min(thing.box[2] - thing.box[0], thing.box[3] - thing.box[1]) < _NOTHING
    ]
    for thing in shrunk:
        pdfium.FPDFTextObj_SetFontSize(thing.raw, _SIZE)
        place = pdfium.FS_MATRIX(1, 0, 0, 1, thing.matrix[4], thing.matrix[5])
        pdfium.FPDFPageObj_SetMatrix(thing.raw, ctypes.byref(place))
    return shrunk
