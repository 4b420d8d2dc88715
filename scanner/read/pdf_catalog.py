"""What a PDF says of itself as a whole, which pdfium does not tell."""

from __future__ import annotations

import io

import pikepdf


def has_layers(data: bytes) -> bool:
    """Parts of the pages can be switched off.  True where that cannot be found out, so that they are looked at."""
    try:
        with pikepdf.open(io.BytesIO(data), attempt_recovery=False) as pdf:
            return "/OCProperties" in pdf.Root
    except (pikepdf.PdfError, ValueError, KeyError, TypeError, AttributeError, RuntimeError):
        return True
