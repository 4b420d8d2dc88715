"""Scans and photos made of papers by the tests themselves."""

from __future__ import annotations

import io
from collections.abc import Iterable, Sequence
from random import Random

import numpy as np
import pikepdf
import pypdfium2
from PIL import Image, ImageFilter

Picture = Image.Image


def pictures(pdf: bytes, dpi: int = 200) -> list[Picture]:
    """Each page as it is shown, in greys."""
    return [page.render(scale=dpi / 72).to_pil().convert("L") for page in pypdfium2.PdfDocument(pdf)]


def only(pdf: bytes, pages: Iterable[int]) -> bytes:
    """A PDF of some pages (from 0) of another."""
    out = io.BytesIO()
    with pikepdf.open(io.BytesIO(pdf)) as whole, pikepdf.new() as part:
        part.pages.extend(whole.pages[number] for number in pages)
        part.save(out)
    return out.getvalue()


def scanned(page: Picture, *, skew: float = 0.4, noise: float = 3) -> Picture:
    """A page as a scanner gives it: laid in by hand, with a little noise."""
    turned = page.rotate(skew, Image.Resampling.BICUBIC, fillcolor=255)
    grey = np.asarray(turned).astype(float)
    grey += np.random.default_rng(1).normal(0, noise, grey.shape)
    return Image.fromarray(np.clip(grey, 0, 255).astype("uint8"))


def as_pdf(pages: Sequence[Picture], dpi: int = 200) -> bytes:
    """A PDF of nothing but pictures."""
    out = io.BytesIO()
    pages[0].save(out, "PDF", resolution=dpi, save_all=True, append_images=pages[1:])
    return out.getvalue()


def encoded(picture: Picture, form: str, **options: object) -> bytes:
    """The bytes of a picture file."""
    out = io.BytesIO()
    picture.save(out, form, **options)
    return out.getvalue()


def photo(page: Picture, seed: int = 1) -> bytes:
    """A page on a dark table as a phone sees it: from aside, in uneven light, a bit out of focus, as JPEG."""
    random = Random(seed)
    width, height = int(page.width * 1.15), int(page.height * 1.15)
    corners = [
        (width * (x + (0.06 - 0.12 * x) * random.random()), height * (y + (0.06 - 0.12 * y) * random.random()))
        for x, y in ((0.03, 0.03), (0.97, 0.03), (0.97, 0.97), (0.03, 0.97))
    ]
    ends = [(0, 0), (page.width, 0), (page.width, page.height), (0, page.height)]
    rows = [
        row
        for (x, y), (u, v) in zip(corners, ends, strict=True)
        for row in ([x, y, 1, 0, 0, 0, -u * x, -u * y], [0, 0, 0, x, y, 1, -v * x, -v * y])
    ]
    view = np.linalg.solve(np.array(rows), np.array([edge for end in ends for edge in end])).tolist()
    shape = Image.Transform.PERSPECTIVE, view, Image.Resampling.BICUBIC
    seen = Image.new("L", (width, height), 90)
    seen.paste(
        page.transform((width, height), *shape), mask=Image.new("L", page.size, 255).transform((width, height), *shape)
    )
    down, across = np.mgrid[0:height, 0:width]
    far = np.hypot(across - width * random.uniform(0.2, 0.8), down - height * random.uniform(0.2, 0.8))
    grey = np.asarray(seen) * (1 - 0.65 * far / np.hypot(width, height))
    grey += np.random.default_rng(seed).normal(0, 5, grey.shape)
    blurred = Image.fromarray(np.clip(grey, 0, 255).astype("uint8")).filter(ImageFilter.GaussianBlur(0.7))
    return encoded(blurred.convert("RGB"), "JPEG", quality=70)
