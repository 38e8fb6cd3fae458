"""The pack of a project: building it, and fetching its files."""

from __future__ import annotations

import tempfile
from collections.abc import Iterator
from pathlib import Path
from typing import IO
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

from starlette.requests import Request
from starlette.responses import FileResponse, JSONResponse, Response, StreamingResponse
from starlette.routing import Route

from plangen.answers.packs import packs_of
from plangen.building.build import build_project
from plangen.building.outcome import BuildOutcome, BuildRequest
from plangen.documents.context import department_name
from plangen.projects.sources import LoadedProject
from plangen.questionnaires.workplace import NoProject
from plangen.serving.desk import Desk, off_the_loop, sent_texts
from plangen.serving.jobs import Step
from plangen.store.interrupted import finish_pulls

FORMATS = ("docx", "pdf")
_KINDS = {
    ".docx": "Word",
    ".pdf": "PDF",
    ".xlsx": "Excel",
    ".ics": "Kalender",
    ".html": "Side",
    ".zip": "ZIP",
    ".csv": "CSV",
}
_FIRST_DAY = (1980, 1, 1, 0, 0, 0)


class PackPages:
    """The pages, for one application."""

    def __init__(self, desk: Desk) -> None:
        self._desk = desk

    def routes(self) -> list[Route]:
        return [
            Route("/p/{navn}/pakke", self.pack),
            Route("/p/{navn}/pakke", self.build, methods=["POST"]),
            Route("/p/{navn}/pakke/tilstand", self.state),
            Route("/p/{navn}/fil/{mappe}/{fil}", self.file),
            Route("/p/{navn}/zip", self.bundle),
            Route("/p/{navn}/zip/{mappe}", self.bundle),
        ]

    # --- building -------------------------------------------------------------------------------------------
    def pack(self, request: Request) -> Response:
        """What there is of the pack, and the latest build."""
        loaded = self._loaded(request)
        job = self._desk.jobs.of(loaded.name)
        return self._desk.project_page(
            "pakke.html",
            loaded,
            "pakke",
            pakker=self._packs(loaded),
            opgave=job,
            laesbar=loaded.project.readable(),
        )

    async def build(self, request: Request) -> Response:
        """Begins to build."""
        sent = dict(await sent_texts(request))
        formats = tuple(name for name in FORMATS if sent.get(name)) or FORMATS[:1]
        loaded = await off_the_loop(self._loaded, request)
        name, desk = loaded.name, self._desk

        def work(step: Step) -> BuildOutcome:
            finish_pulls(desk.workplace.out, [desk.workplace.path(name)])
            fresh = desk.workplace.load(name)
            return build_project(fresh, BuildRequest(desk.workplace.out, formats=formats), step)

        if loaded.project.readable():
            desk.jobs.start(name, work)
        return desk.to("p", name, "pakke", at="bygning")

    def state(self, request: Request) -> Response:
        """How far the build is, for the script."""
        loaded = self._loaded(request)
        job = self._desk.jobs.of(loaded.name)
        if job is None:
            return JSONResponse({"i_gang": False})
        return JSONResponse(
            {"i_gang": not job.ended, "trin": job.at, "af": job.of, "procent": job.percent, "hvad": job.what}
        )

    # --- files ----------------------------------------------------------------------------------------------
    def _packs(self, loaded: LoadedProject) -> list[dict[str, object]]:
        """The packs that lie on the disk, each with its files."""
        found: list[dict[str, object]] = []
        for key, department in packs_of(loaded.project).items():
            folder = self._desk.workplace.out / loaded.name / key
            files = [
                {"navn": path.name, "art": _KINDS.get(path.suffix.lower(), ""), "kb": _size(path)}
                for path in self._files(folder)
            ]
            name = department_name(loaded.project.answers_of(department))
            found.append({"key": key, "navn": name, "filer": files})
        return found

    @staticmethod
    def _files(folder: Path) -> list[Path]:
        """The files of a pack: what lies in its folder itself and is no link, nor hidden or half written."""
        if not folder.is_dir() or folder.is_symlink():
            return []
        return sorted(
            path
            for path in folder.iterdir()
            if path.suffix.lower() in _KINDS
            and path.is_file()
            and not path.is_symlink()
            and not path.name.startswith((".", "~$"))
        )

    def file(self, request: Request) -> Response:
        """One file of a pack."""
        loaded = self._loaded(request)
        folder = self._folder(loaded, request.path_params["mappe"])
        for path in self._files(folder):
            if path.name == request.path_params["fil"]:
                return FileResponse(path, filename=path.name, content_disposition_type="attachment")
        raise NoProject(request.path_params["fil"])

    def _folder(self, loaded: LoadedProject, key: str) -> Path:
        if key not in packs_of(loaded.project):
            raise NoProject(key)
        return self._desk.workplace.out / loaded.name / key

    def bundle(self, request: Request) -> Response:
        """One pack, or all of them, in one file."""
        loaded = self._loaded(request)
        key = request.path_params.get("mappe", "")
        folders = [self._folder(loaded, one) for one in ([key] if key else packs_of(loaded.project))]
        files = [(f"{folder.name}/{path.name}", path) for folder in folders for path in self._files(folder)]
        if not files:
            raise NoProject(key)
        name = f"{loaded.name}{f'_{key}' if key else ''}.zip"
        headers = {"content-disposition": f'attachment; filename="{_ascii(name)}"'}
        return StreamingResponse(_zipped(files), media_type="application/zip", headers=headers)

    def _loaded(self, request: Request) -> LoadedProject:
        return self._desk.workplace.load(request.path_params["navn"])


def _zipped(files: list[tuple[str, Path]]) -> Iterator[bytes]:
    """The bytes of a ZIP with these files. It is made on the disk, for packs may be large."""
    with tempfile.TemporaryFile() as scratch:
        with ZipFile(scratch, "w", ZIP_DEFLATED) as archive:
            for name, path in files:
                info = ZipInfo(name, _FIRST_DAY)
                info.compress_type = ZIP_DEFLATED
                archive.writestr(info, path.read_bytes())
        scratch.seek(0)
        yield from _chunks(scratch)


def _chunks(file: IO[bytes]) -> Iterator[bytes]:
    while chunk := file.read(256_000):
        yield chunk


def _size(path: Path) -> int:
    return max(1, path.stat().st_size // 1000)


def _ascii(name: str) -> str:
    return "".join(sign if sign.isascii() and (sign.isalnum() or sign in "._-") else "_" for sign in name)
