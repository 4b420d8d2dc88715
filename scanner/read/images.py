"""Pictures of pages: photos and scans that come as JPG, PNG, HEIC, TIFF and the like."""

from __future__ import annotations

import hashlib
import io
import math
import time
import warnings
from collections.abc import Callable, Iterator, Sequence
from importlib.util import find_spec

from PIL import Image, ImageOps, ImageSequence

from scanner import isolate
from scanner.errors import Damaged, Empty, TooLarge, Unsupported
from scanner.model import Document, Unread
from scanner.read.limits import Limits
from scanner.read.ocr import eyes
from scanner.read.ocr.pages import POINTS
from scanner.read.pdf_compose import compose
from scanner.read.pdf_furniture import Sheet, sheet, sort_out
from scanner.read.pdf_layout import paragraphs

_FORMATS = {  # as the picture library calls them, and as we do
    **{"PNG": "png", "JPEG": "jpg", "MPO": "jpg", "BMP": "bmp", "WEBP": "webp", "TIFF": "tiff"},
    **{"JPEG2000": "jp2", "HEIF": "heic"},
}
_MOST_PIXELS = 120_000_000
_LONGEST_SIDE = 3600  # pixels: a letter page at 300 dpi, and a little
_PAGE = 792  # points: no picture says how large its page was, so it counts as a letter page

Progress = Callable[[int, int], None]


def read_images(data: bytes, name: str, limits: Limits, on_progress: Progress | None = None) -> Document:
    """A picture as a document; one that holds several pictures has as many pages.

    Raises Damaged, TooLarge, and Unsupported for a kind of picture that cannot be opened here.
    """
    return read_photos([data], name, limits, on_progress)


def read_photos(photos: Sequence[bytes], name: str, limits: Limits, on_progress: Progress | None = None) -> Document:
    """Photos of the pages of one paper, in order.

    `Document.sha256` is of their bytes one after the other; the format is that of the first.  A page whose words cannot
    be made out is named as unread with reason `image`, or `ocr` if some of them were.  Raises what `read_images` does.
    """
    if not photos:
        raise Empty()
    opened = [_opened(photo) for photo in photos]
    count = sum(getattr(picture, "n_frames", 1) for picture in opened)
    kind = _FORMATS[opened[0].format or ""]
    alone = count == 1
    end = isolate.make_room(limits) if eyes.present() else math.inf
    sheets: list[Sheet] = []
    unread: list[Unread] = []
    for number, picture in enumerate(_pages(opened), 1):
        late = "limit" if number > limits.max_pages else "took_too_long" if time.monotonic() > end else None
        page, reason = (_no_page(number), late) if late else _read_page(picture, number, alone=alone)
        sheets.append(page)
        unread += [Unread(reason, page=number)] if reason else []
        if on_progress is not None:
            on_progress(number, count)
    parted = sort_out(sheets)
    composed = compose(parted, paragraphs(parted))
    digest = hashlib.sha256(b"".join(photos)).hexdigest()
    read = tuple(page.number for page in sheets if page.lines)
    return Document(
        name, kind, digest, composed.text, composed.blocks, composed.pages, tuple(unread), read, count, composed.scanned
    )


def _opened(data: bytes) -> Image.Image:
    """A picture of which only the head is read by now.  Raises Damaged, TooLarge, Unsupported."""
    if find_spec("pi_heif") is not None:
        import pi_heif

        pi_heif.register_heif_opener(thumbnails=False)
    elif data[4:8] == b"ftyp":
        raise Unsupported("heic")
    try:
        with warnings.catch_warnings(action="ignore"):
            Image.init()
            return Image.open(io.BytesIO(data), formats=[kind for kind in _FORMATS if kind in Image.OPEN])
    except Image.DecompressionBombError:
        raise TooLarge() from None
    except Exception:  # the library lets the errors of many formats out
        raise Damaged() from None


def _pages(opened: Sequence[Image.Image]) -> Iterator[Image.Image]:
    for picture in opened:
        yield from ImageSequence.Iterator(picture)


def _no_page(number: int) -> Sheet:
    return Sheet(number, 0, 0, (), 0.0)


def _read_page(picture: Image.Image, number: int, *, alone: bool) -> tuple[Sheet, str | None]:
    """The page that a picture shows, and why it is not read or not well read, if so.

    Raises Damaged, TooLarge for the picture of the only page; others do not lose what can be read beside them.
    """
    if not eyes.present():
        width, height = _size(picture)
        return Sheet(number, width, height, (), 0.0), "image"
    try:
        upright = _prepared(picture)
    except (Damaged, TooLarge) as error:
        if alone:
            raise
        return _no_page(number), "damaged" if isinstance(error, Damaged) else "limit"
    width, height = _size(upright)
    longest = max(upright.size)
    sight = eyes.look(upright, round(longest * POINTS / _PAGE))
    if not sight.spots:
        return Sheet(number, width, height, (), 0.0), None if sight.blank else "image"
    lines = sight.lines(upright, _PAGE / longest)
    return sheet(number, width, height, lines), None if sight.sureness >= eyes.READABLE else "ocr"


def _prepared(picture: Image.Image) -> Image.Image:
    """The picture as it is shown: turned as the camera says, on white where it is see-through, not too large.

    Raises Damaged, TooLarge.
    """
    if picture.width * picture.height > _MOST_PIXELS:
        raise TooLarge()
    try:
        picture.draft("RGB", (_LONGEST_SIDE, _LONGEST_SIDE))
        shown = _in_eight_bits(ImageOps.exif_transpose(picture))
        if shown.mode in ("RGBA", "LA", "PA", "P"):
            layered = shown.convert("RGBA")
            shown = Image.alpha_composite(Image.new("RGBA", layered.size, "white"), layered)
        shown = shown.convert("RGB")
        shown.thumbnail((_LONGEST_SIDE, _LONGEST_SIDE))
        return shown
    except MemoryError:
        raise TooLarge() from None
    except Exception:  # a broken picture shows only when it is unpacked
        raise Damaged() from None


def _in_eight_bits(picture: Image.Image) -> Image.Image:
    """A picture of finer or of unusual steps, as scanners give it, from its darkest to its brightest in 255 steps."""
    if picture.mode != "F" and not picture.mode.startswith("I"):
        return picture
    import numpy as np

    steps = np.nan_to_num(np.asarray(picture.convert("F"), float))
    low, high = float(steps.min()), float(steps.max())
    return Image.fromarray(((steps - low) * (255 / ((high - low) or 1))).astype("uint8"))


def _size(picture: Image.Image) -> tuple[float, float]:
    """Width and height in points."""
    scale = _PAGE / max(picture.size)
    return picture.width * scale, picture.height * scale
