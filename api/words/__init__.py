"""Every sentence of the pages and errors, one YAML file a language."""

from __future__ import annotations

from functools import lru_cache
from pathlib import Path
from typing import Any

import yaml


@lru_cache
def words(language: str = "en") -> dict[str, Any]:
    """The catalogue of one language: nested dictionaries whose leaves are plain text, never markup."""
    path = Path(__file__).with_name(f"{language}.yaml")
    catalogue: dict[str, Any] = yaml.load(path.read_text("utf-8"), Loader=yaml.CSafeLoader)
    return catalogue
