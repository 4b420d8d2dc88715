"""Write the example anew, when the form of a report has changed:  python -m api.examples"""

from __future__ import annotations

import json
from pathlib import Path

from scanner import scan

FILE = Path(__file__).with_name("scan.json")


def main() -> None:
    """Scan the request of the example, and keep the report beside it."""
    request = json.loads(FILE.read_text("utf-8"))["request"]
    about = {name: value for name, value in request.items() if name != "text"}
    report = scan(request["text"].encode(), name="pasted.txt", **about).to_dict()
    FILE.write_text(json.dumps({"request": request, "report": report}, indent=2) + "\n", "utf-8")


if __name__ == "__main__":
    main()
