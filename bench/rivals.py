"""The same documents made the plain way: docxtpl, WeasyPrint and LibreOffice as their guides say."""

from __future__ import annotations

import io
import shutil
import subprocess
import tempfile
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from typing import Any

from docxtpl import DocxTemplate
from weasyprint import HTML

_FIGURES = ("logo", "indhold", "figur_af_maal")


class _Nothing:
    """Stands for the figures: docxtpl would print a file's bytes."""

    def __getattr__(self, name: str) -> str:
        if name.startswith("__"):
            raise AttributeError(name)
        return ""


def by_docxtpl(template: Path, context: Mapping[str, Any]) -> bytes:
    """The Word file of a template, its values printed as plain strings: no controls, styles or figures."""
    plain = {name: value for name, value in context.items() if not name.startswith(" ")}
    plain |= dict.fromkeys(_FIGURES, "") | {"figur": _Nothing()}
    document = DocxTemplate(str(template))
    document.render(plain, autoescape=True)
    buffer = io.BytesIO()
    document.save(buffer)
    return buffer.getvalue()


def by_weasyprint(html: str) -> bytes:
    """The PDF/UA of a page."""
    made: bytes = HTML(string=html).write_pdf(pdf_variant="pdf/ua-1")
    return made


def by_libreoffice(files: Sequence[Path], timed: Callable[[list[str]], float]) -> float | None:
    """Seconds of CPU that LibreOffice takes to convert Word files, all in one call, without its start; None
    where it is not installed. `timed`: runs a command and gives its CPU."""
    office = shutil.which("soffice")
    if office is None:
        return None
    with tempfile.TemporaryDirectory() as folder:
        common = [
            office,
            f"-env:UserInstallation=file://{folder}/profile",
            "--headless",
            "--convert-to",
            "pdf",
        ]
        call = [*common, "--outdir", folder]
        subprocess.run(
            [*call, str(files[0])], check=True, capture_output=True
        )  # its first start makes a profile
        one = timed([*call, str(files[0])])
        every = timed([*call, str(files[0]), *map(str, files)])
        return every - one
