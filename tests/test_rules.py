"""Every rule is tested by the examples that stand in its own file."""

from __future__ import annotations

from pathlib import Path

import pytest

from scanner.trial import failures, shipped


@pytest.mark.parametrize("path", shipped(), ids=lambda path: path.stem)
def test_the_examples_of_a_rule_come_out_as_it_says(path: Path) -> None:
    assert [str(failure) for failure in failures(path)] == []
