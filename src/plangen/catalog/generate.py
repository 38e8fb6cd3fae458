"""`python -m plangen.catalog.generate`: writes the catalog as JSON, the form that loads in milliseconds.

Run it after every change to a file in `data/`; a test fails when the JSON is stale.
"""

from __future__ import annotations

import json
from pathlib import Path

from plangen.catalog.source import read_source

DATA = Path(__file__).parent / "data"
GENERATED = Path(__file__).parent / "builtin.json"


def generated_text() -> str:
    """What `builtin.json` must hold now."""
    return json.dumps(read_source(DATA), ensure_ascii=False, indent=0) + "\n"


if __name__ == "__main__":
    GENERATED.write_text(generated_text(), "utf-8")
