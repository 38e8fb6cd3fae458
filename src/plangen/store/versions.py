"""Names of the new versions that lie beside an edited file: `…_ny.docx`, `…_ny2.docx` …"""

from __future__ import annotations

import re
from pathlib import Path

NEW = "_ny"
_MOST = 9
_NAME = re.compile(rf"(.+){NEW}\d?")


def new_versions(target: Path) -> list[Path]:
    """The new versions that lie, or may have lain, beside a file."""
    names = [f"{target.stem}{NEW}{number}{target.suffix}" for number in ("", *range(2, _MOST + 1))]
    return [target.with_name(name) for name in names]


def main_version(path: Path) -> Path:
    """The file that a new version lies beside; any other file is its own.

    A document's name ends with that of its folder, which tells a new version from a department called »ny«.
    """
    match = _NAME.fullmatch(path.stem)
    beside = match is not None and match[1].endswith(f"_{path.parent.name}")
    return path.with_name(match[1] + path.suffix) if match and beside else path


def is_new_version(path: Path) -> bool:
    return main_version(path) != path
