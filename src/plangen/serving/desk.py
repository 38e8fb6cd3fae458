"""What every page of the application has at hand, and how an answer to a request is made."""

from __future__ import annotations

import contextlib
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from typing import Any, TypeVar
from urllib.parse import quote

from starlette.concurrency import run_in_threadpool
from starlette.datastructures import UploadFile
from starlette.requests import Request
from starlette.responses import HTMLResponse, RedirectResponse, Response

from plangen.building.receiving import SentFile
from plangen.documents.context import department_name
from plangen.findings import PlangenError, visible
from plangen.projects.file_names import composed
from plangen.projects.sources import LoadedProject
from plangen.questionnaires.pages import Pages
from plangen.questionnaires.saving import SaveRequest, SaveResult, save_together
from plangen.questionnaires.workplace import Workplace
from plangen.rendering.subject import check_context
from plangen.serving.coalescing import Batches
from plangen.serving.jobs import Jobs
from plangen.serving.uploads import Uploads

_MOST_FIELDS, _MOST_FILES = 20_000, 40
_LONGEST_NAME = 80
_T = TypeVar("_T")


class TooLarge(PlangenError):
    """A file is larger than any document."""


@dataclass
class Desk:
    """The application's own things. `user_header`: the header that names who asks, believed because the
    command line says so; `user`: who it is without one."""

    workplace: Workplace
    pages: Pages
    user_header: str = ""
    user: str = "ukendt"
    jobs: Jobs = field(default_factory=Jobs)
    uploads: Uploads = field(default_factory=Uploads)

    def __post_init__(self) -> None:
        self._saves: Batches[str, SaveRequest, SaveResult] = Batches(self._saved)
        self._readings: Batches[str, None, LoadedProject] = Batches(self._read)

    async def save(self, name: str, request: SaveRequest) -> SaveResult:
        """Writes what somebody sends, together with what others send meanwhile. Raises what `save` raises."""
        return await self._saves.do(composed(name), request)

    def _saved(self, name: str, requests: Sequence[SaveRequest]) -> Sequence[SaveResult]:
        return save_together(self.workplace, name, requests)

    async def judged(self, name: str) -> LoadedProject:
        """A project as its files are now, read and judged once for all who ask meanwhile. Raises what
        `Workplace.load` raises."""
        return await self._readings.do(composed(name), None)

    def _read(self, name: str, asked: Sequence[None]) -> Sequence[LoadedProject]:
        with self.workplace.reading(name) as loaded:
            check_context(loaded, None)
        return [loaded] * len(asked)

    def who(self, request: Request) -> str:
        """Who asks."""
        if not self.user_header:
            return self.user
        given = request.headers.get(self.user_header, "")
        with contextlib.suppress(UnicodeError):
            given = given.encode("latin-1").decode("utf-8")
        return " ".join(visible(given).split())[:_LONGEST_NAME] or "ukendt"

    def address(self, *steps: str, **query: str) -> str:
        """The address of a page."""
        path = "/".join(quote(step, safe="") for step in steps)
        asked = "&".join(f"{key}={quote(value, safe='')}" for key, value in query.items() if value)
        return f"{self.pages.prefix}/{path}{f'?{asked}' if asked else ''}"

    def page(self, template: str, status: int = 200, **values: Any) -> Response:
        """A page of its own."""
        values.setdefault("projekt", None)
        values.setdefault("fane", "")
        return HTMLResponse(self.pages.draw(template, **values), status)

    def project_page(
        self, template: str, loaded: LoadedProject, tab: str, status: int = 200, **values: Any
    ) -> Response:
        """A page about a project. `tab`: which of its pages it is."""
        base = loaded.project.base
        about = {
            "navn": loaded.name,
            "titel": base.text("projekt_titel") or loaded.name,
            "afdelinger": {
                key: department_name(one) or key for key, one in loaded.project.departments.items()
            },
        }
        values.setdefault("afdeling", "")
        return self.page(template, status, projekt=about, fane=tab, **values)

    def to(self, *steps: str, at: str = "", **query: str) -> Response:
        """Sends the browser on to another page."""
        place = f"#{quote(at, safe='')}" if at else ""
        return RedirectResponse(f"{self.address(*steps, **query)}{place}", 303)


async def off_the_loop(work: Callable[..., _T], *given: Any) -> _T:
    """The result of work that takes a while, without keeping others waiting."""
    return await run_in_threadpool(work, *given)


async def sent_texts(request: Request) -> list[tuple[str, str]]:
    """The texts that a form sent, in its order, within limits."""
    async with request.form(max_files=_MOST_FILES, max_fields=_MOST_FIELDS) as form:
        return [(name, value) for name, value in form.multi_items() if isinstance(value, str)]


async def sent_files(request: Request, name: str, most: int) -> list[SentFile]:
    """The files that were sent under a name. Raises `TooLarge` for one of more than `most` bytes."""
    async with request.form(max_files=_MOST_FILES, max_fields=_MOST_FIELDS) as form:
        uploads = [one for one in form.getlist(name) if isinstance(one, UploadFile) and one.filename]
        found: list[SentFile] = []
        for upload in uploads:
            data = await upload.read(most + 1)
            if len(data) > most:
                raise TooLarge(f"{upload.filename} fylder over {most // 1_000_000} MB og er ikke modtaget.")
            found.append(SentFile(str(upload.filename), data))
        return found
