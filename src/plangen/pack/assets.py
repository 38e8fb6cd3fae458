"""Finds plangen's templates: inside the package in a wheel, beside `src/` in an editable install."""

from __future__ import annotations

from functools import cache
from importlib.resources import files
from pathlib import Path

from plangen.findings import PlangenError


@cache
def template_folder() -> Path:
    """The folder that holds `docx/` and `html/`."""
    package = Path(str(files("plangen")))
    for folder in (package / "templates", package.parent.parent / "templates"):
        if (folder / "html").is_dir():
            return folder
    raise PlangenError("Skabelonerne mangler i installationen.", "Installér plangen igen.")


def read_template(kind: str, name: str) -> bytes:
    """The bytes of `templates/<kind>/<name>`; `PlangenError` names a template that is not there."""
    path = template_folder() / kind / name
    try:
        return path.read_bytes()
    except FileNotFoundError as error:
        raise PlangenError(f"Skabelonen {kind}/{name} findes ikke.", "Læg den i mappen templates.") from error
