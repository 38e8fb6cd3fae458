"""Word files opened and saved by LibreOffice, headless."""

from __future__ import annotations

import subprocess
from collections.abc import Mapping
from pathlib import Path

from tests.support.tools import program


def resaved(files: Mapping[str, bytes], folder: Path) -> dict[str, bytes]:
    """The files as LibreOffice saves them, by name; one start of the program for all."""
    before, after = folder / "før", folder / "efter"
    before.mkdir(parents=True)
    paths = {name: before / f"{number}.docx" for number, name in enumerate(files)}
    for name, data in files.items():
        paths[name].write_bytes(data)
    profile = f"-env:UserInstallation=file://{folder / 'profile'}"
    command = [program("soffice"), profile, "--headless", "--convert-to", "docx", "--outdir", str(after)]
    subprocess.run([*command, *map(str, paths.values())], check=True, capture_output=True, timeout=500)
    return {name: (after / path.name).read_bytes() for name, path in paths.items()}
