"""index.html: one page that shows a batch, sorts and filters by itself, and needs nothing beside it but the reports.

The table is whole without a script; the script only hides rows and moves them.
"""

from __future__ import annotations

import base64
import hashlib
import os
from collections.abc import Sequence
from pathlib import Path

from markupsafe import Markup

from scanner.batch.row import LEVELS
from scanner.batch.tally import Tally
from scanner.model import SEVERITIES
from scanner.report.html import environment
from scanner.report.refusal import more_advice
from scanner.words import words

_HERE = Path(__file__).with_name("templates")


def to_page(counted: Tally, *, total: int) -> str:
    """The page; `total` is how many papers there are, done or not.

    Only labels that were found have a column; what all names of files begin with is left out.
    """
    style, script = ((_HERE / name).read_text("utf-8") for name in ("index.css", "index.js"))
    found = {label for _, row in counted.rows for label in row.labels}
    known = words()["batch"]["labels"]
    return (
        environment(_HERE)
        .get_template("index.html")
        .render(
            counted=counted,
            total=total,
            labels=[*(label for label in known if label in found), *sorted(found.difference(known))],
            common=_common([paper.name for paper, _ in (*counted.rows, *counted.failures)]),
            levels=[level for level in LEVELS if counted.levels[level]],
            severities=SEVERITIES,
            advice=more_advice(),
            style=Markup(style),  # noqa: S704  both are files of ours
            script=Markup(script),  # noqa: S704
            style_hash=_hash(style),
            script_hash=_hash(script),
        )
    )


def _common(names: Sequence[str]) -> int:
    """How many characters of folders all names begin with."""
    return os.path.commonprefix(names).rfind("/") + 1  # noqa: RUF071  cut back to a folder right here


def _hash(text: str) -> str:
    """What the policy of the page names, so that nothing else can run or paint."""
    return base64.b64encode(hashlib.sha256(text.encode()).digest()).decode()
