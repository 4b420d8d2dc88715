"""Every fixed sentence of the pages, the reports and the errors, one YAML file a language."""

from __future__ import annotations

from functools import lru_cache
from pathlib import Path
from typing import Any

# The one sentence that has to stand even where nothing can be loaded: in --help, and when something broke.
STANDING_ADVICE = "Consult a lawyer. Don't sign."
# Where a person lands who leaves fast: a page that anybody may look at.  A service can name another.
EXIT_URL = "https://www.weather.gov/"


@lru_cache
def words(language: str = "en") -> dict[str, Any]:
    """The catalogue of one language: nested dictionaries and lists whose leaves are plain text, never markup."""
    import yaml  # not needed to say how the program is used

    path = Path(__file__).with_name(f"{language}.yaml")
    catalogue: dict[str, Any] = yaml.load(path.read_text("utf-8"), Loader=yaml.CSafeLoader)
    return catalogue
