"""All that the project promises about cost, as ratios measured in one run.

    python -m tests.benchmarks [FOLDER WITH PDF FILES]

Without a folder an invented agreement stands for the PDF files, and the sample papers for the contracts.
Three have runs of their own, since they take minutes: the patterns of the rules, `python -m tests.benchmarks.patterns`;
whole folders of papers, `python -m tests.benchmarks.batch`; the service under load, `python -m tests.benchmarks.load`.
"""

from __future__ import annotations

import sys
from pathlib import Path

from tests.benchmarks import cost, page, pdf, worker

SAMPLES = Path(__file__).parents[2] / "sample_docs"
PLUMBED = 200  # pages at most, or a little more: pdfplumber takes its time


def main() -> None:
    """Print the figures, each with its aim."""
    folder = Path(sys.argv[1]) if len(sys.argv) > 1 else None
    paths = sorted((folder or SAMPLES).glob("*.pdf"))
    cost.compare(paths)
    pdf.compare(pdf.some([path.read_bytes() for path in paths], PLUMBED) if folder else [worker.ten_pages()])
    worker.compare()
    page.compare()


if __name__ == "__main__":
    main()
