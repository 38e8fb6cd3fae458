"""Templates in a folder, and the library that plangen ships: inside the package in a wheel, beside `src/` in
an editable install."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from pathlib import Path

from plangen.catalog import builtin_catalog
from plangen.findings import PlangenError, SystemRefusal
from plangen.library import Library

MOST_BYTES = 20_000_000


@dataclass(frozen=True, slots=True)
class TemplateFolder:
    """A folder that holds `docx/` and `html/`."""

    path: Path

    def has(self, kind: str, name: str) -> bool:
        """Whether there is such a file; what is wrong with it is said when it is read."""
        return (self.path / kind / name).exists()

    def read(self, kind: str, name: str) -> bytes:
        """The bytes of `<kind>/<name>`, a plain file of that folder itself. `PlangenError` names a template
        that is not there, is too large, or lies elsewhere."""
        folder = (self.path / kind).resolve()
        path = folder / name
        missing = PlangenError(f"Skabelonen {kind}/{name} findes ikke.", "Læg den i mappen templates.")
        try:
            real = path.resolve()
            if real.parent != folder or not real.is_file():
                raise missing
            if real.stat().st_size > MOST_BYTES:
                raise PlangenError(f"Skabelonen {kind}/{name} fylder over {MOST_BYTES // 1_000_000} MB.")
            return real.read_bytes()
        except FileNotFoundError as error:
            raise missing from error
        except (OSError, ValueError) as error:
            raise SystemRefusal(f"Skabelonen {kind}/{name} kan ikke læses.") from error


@cache
def template_folder() -> Path:
    """The folder of the templates that plangen ships."""
    package = Path(str(files("plangen")))
    for folder in (package / "templates", package.parent.parent / "templates"):
        if (folder / "html").is_dir():
            return folder
    raise PlangenError("Skabelonerne mangler i installationen.", "Installér plangen igen.")


def shipped_library() -> Library:
    """The library that plangen ships. Raises `PlangenError` when its templates are missing."""
    return Library(builtin_catalog(), TemplateFolder(template_folder()))
