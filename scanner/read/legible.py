"""What letters and pictures need so that an eye reads them; the same in all formats.  Lengths are points."""

from __future__ import annotations

TINY = 4.0  # the smallest print that is meant to be read is about 5
NARROW = 25.0  # percent of the usual width of a letter
ON_TOP = 0.35  # of their size: taken away between letters, it puts them on top of one another
FLAT = 3.0  # no letter can be seen in a line or a box of this height or width
FAR = 22 * 72.0  # the longest page that Word makes: what lies further out is on no page
LARGE_PICTURE = 0.03 * 612 * 792  # square points, three percent of a letter page: most logos are smaller
