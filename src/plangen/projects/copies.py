"""A project's answer files in another folder, where something can be tried."""

from __future__ import annotations

import shutil
from pathlib import Path

from plangen.projects.own_files import own_folder


def copied_answers(main: Path, folder: Path) -> Path:
    """Copies an answer file, and the departments' own beside it, into a folder that is made for it; the path
    of the copy. Raises `OSError`, `SystemRefusal`."""
    copy = folder / main.name
    folder.mkdir(parents=True, exist_ok=True)
    shutil.copyfile(main, copy)
    own = own_folder(main).path
    if own.is_dir():
        shutil.copytree(own, folder / own.name, copy_function=shutil.copyfile)
    return copy
