"""HTML: the words that a browser would show, in blocks, and those that it would not, marked."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace

from lxml import etree
from lxml import html as parser

from scanner.errors import Damaged, Empty
from scanner.model import Document
from scanner.read.colours import RGB, WHITE, disguise, parse_colour
from scanner.read.limits import Limits
from scanner.read.writer import Piece, Writer

Element = etree._Element

_HEADINGS = frozenset({"h1", "h2", "h3", "h4", "h5", "h6"})
_BLOCKS = _HEADINGS | frozenset(
    "address article aside blockquote body center dd details dialog dir div dl dt fieldset figcaption figure footer "
    "form header hgroup hr html legend li main menu nav ol optgroup option p pre section summary table tbody td tfoot "
    "th thead title tr ul".split()
)
_LEFT_OUT = frozenset({"script", "style", "head", "template", "noscript", "object", "embed", "iframe", "svg", "math"})
