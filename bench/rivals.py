"""The same documents made the plain way: docxtpl, WeasyPrint and LibreOffice as their guides say."""

from __future__ import annotations

import io
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from typing import Any

from docxtpl import DocxTemplate
from processes import Run

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


_USUAL = "<style>table { table-layout: auto !important } * { hyphens: auto !important }</style>"
"""How a page is written by who does not know what takes WeasyPrint long: tables as wide as what they hold,
and words parted everywhere."""


def pages_of(html: str, folder: Path) -> tuple[Path, Path]:
    """A page for the plain WeasyPrint: the very same one, and one with the same content that is written the
    usual way."""
    same, usual = folder / "samme.html", folder / "almindelig.html"
    same.write_text(html, "utf-8")
    usual.write_text(html.replace("</head>", f"{_USUAL}</head>"), "utf-8")
    return same, usual


class PlainWeasyPrint:
    """WeasyPrint in a process of its own. `times`: how often each page is made."""

    def __init__(self, times: int) -> None:
        script = Path(__file__).with_name("plain_pdf.py")
        self._process = subprocess.Popen(
            [sys.executable, str(script), str(times)],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            text=True,
        )

    def seconds(self, page: Path) -> float:
        """The CPU that the PDF/UA of a page takes; the median."""
        assert self._process.stdin is not None and self._process.stdout is not None
        self._process.stdin.write(f"{page}\n")
        self._process.stdin.flush()
        return float(self._process.stdout.readline())

    def close(self) -> None:
        """Ends the process."""
        self._process.communicate()


def by_libreoffice(files: Sequence[Path], timed: Callable[[list[str]], Run]) -> tuple[float, float] | None:
    """Seconds of CPU and of the clock that LibreOffice takes to convert Word files, all in one call, without
    its start; None where it is not installed. `timed`: runs a command."""
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
        return every.cpu - one.cpu, every.wall - one.wall
