"""Each document as a page, as it would be made now, at the place of an answer."""

from __future__ import annotations

import re

from starlette.requests import Request
from starlette.responses import HTMLResponse, Response
from starlette.routing import Route

from plangen.findings import PlangenError
from plangen.projects.sources import LoadedProject
from plangen.questionnaires.workplace import NoProject
from plangen.serving.desk import Desk, off_the_loop

_POLICY = (
    "default-src 'none'; style-src 'unsafe-inline'; img-src data:; font-src data:; "
    "base-uri 'none'; form-action 'none'; frame-ancestors 'self'"
)
HERE = "her"
_STYLE = """<style>
html { scroll-padding-top: 4rem; }
body { margin: 0 auto; padding: 1.5rem; max-width: 190mm; }
#her { outline: 3px solid var(--accent); outline-offset: 3px; }
</style></head>"""


class DocumentPages:
    """The pages, for one application."""

    def __init__(self, desk: Desk) -> None:
        self._desk = desk

    def routes(self) -> list[Route]:
        return [
            Route("/p/{navn}/dokumenter", self.index),
            Route("/p/{navn}/dokument/{dokument}", self.document),
        ]

    def index(self, request: Request) -> Response:
        """The documents of a pack; one of them is shown."""
        workplace = self._desk.workplace
        loaded = workplace.load(request.path_params["navn"])
        department = workplace.department(loaded, request.query_params.get("afdeling", ""))
        if not loaded.project.readable(department):
            return self._desk.to("p", loaded.name, afdeling=department or "")
        pack = workplace.pack(loaded, department)
        wanted = request.query_params.get("dokument", "")
        shown = wanted if wanted in pack.documents else next(iter(pack.documents), "")
        return self._desk.project_page(
            "dokumenter.html",
            loaded,
            "dokumenter",
            afdeling=department or "",
            dokumenter={id: document.title for id, document in pack.documents.items()},
            vist=shown,
        )

    async def document(self, request: Request) -> Response:
        """The page of one document. `sted`: the id of the answer that it is to be scrolled to."""
        loaded = await self._desk.judged(request.path_params["navn"])
        return await off_the_loop(self._document, request, loaded)

    def _document(self, request: Request, loaded: LoadedProject) -> Response:
        workplace = self._desk.workplace
        department = workplace.department(loaded, request.query_params.get("afdeling", ""))
        if not loaded.project.readable(department):
            raise NoProject(loaded.name)
        pack = workplace.pack(loaded, department)
        document = pack.documents.get(request.path_params["dokument"])
        if document is None:
            raise NoProject(request.path_params["dokument"])
        try:
            html = pack.page(document)
        except PlangenError as error:
            return self._desk.page("fejl.html", 500, titel="Dokumentet kan ikke vises", tekst=str(error))
        place = request.query_params.get("sted", "")
        return HTMLResponse(marked(html, place), headers={"content-security-policy": _POLICY})


def marked(html: str, question: str) -> str:
    """A page on which the first place of an answer can be found as `#her`."""
    html = html.replace("</head>", _STYLE, 1)
    if not question:
        return html
    place = re.compile(rf' data-id="{re.escape(question)}(?=["\[.=])')
    return place.sub(lambda match: f' id="{HERE}"{match[0]}', html, count=1)
