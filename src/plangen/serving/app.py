"""The application: its pages behind the guard, and what is said when one cannot be shown."""

from __future__ import annotations

from starlette.applications import Starlette
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route
from starlette.types import ASGIApp

from plangen.findings import PlangenError
from plangen.questionnaires.pages import ASSETS, Pages
from plangen.questionnaires.workplace import NoProject, Workplace
from plangen.serving.desk import Desk
from plangen.serving.documents import DocumentPages
from plangen.serving.guard import Gate, Guard
from plangen.serving.overview import OverviewPages
from plangen.serving.packs import PackPages
from plangen.serving.questions import QuestionPages
from plangen.serving.returned import ReturnedPages
from plangen.serving.starting import StartPages

_ROOMS = (StartPages, QuestionPages, DocumentPages, PackPages, ReturnedPages, OverviewPages)


def application(workplace: Workplace, gate: Gate, user_header: str = "", user: str = "ukendt") -> ASGIApp:
    """The web application. `user_header`: the header that names who asks; it is believed."""
    desk = Desk(workplace, Pages(workplace.library.templates, gate.prefix), user_header, user)
    routes = [route for room in _ROOMS for route in room(desk).routes()]
    told = _Beside(desk)
    inner = Starlette(
        routes=[*routes, Route("/filer/{navn}", told.asset)],
        exception_handlers={
            NoProject: told.missing,
            HTTPException: told.refused,
            PlangenError: told.failed,
            Exception: told.broken,
        },
    )
    return Guard(inner, gate)


class _Beside:
    """What is said when there is no page."""

    def __init__(self, desk: Desk) -> None:
        self._desk = desk

    def asset(self, request: Request) -> Response:
        """The style, the script or the icon."""
        name = request.path_params["navn"]
        if name not in ASSETS:
            raise NoProject(name)
        headers = {"cache-control": "private, max-age=3600"}
        return Response(self._desk.pages.asset(name), media_type=ASSETS[name], headers=headers)

    def missing(self, request: Request, error: Exception) -> Response:
        """A project, a section or a file that is not there."""
        del request, error
        return self._page(404, "Siden findes ikke", "Gå til forsiden, og find projektet dér.")

    def refused(self, request: Request, error: Exception) -> Response:
        """What no page answers to."""
        if not isinstance(error, HTTPException) or error.status_code == 404:
            return self.missing(request, error)
        return self._page(
            error.status_code, "Det kan ikke lade sig gøre", "Gå tilbage, og prøv på en anden måde."
        )

    def failed(self, request: Request, error: Exception) -> Response:
        """What stops plangen, in its own words."""
        del request
        assert isinstance(error, PlangenError)
        return self._page(409, "Det kan ikke lade sig gøre", f"{error.message} {error.hint}".strip())

    def broken(self, request: Request, error: Exception) -> Response:
        """A bug. What it was stands in the terminal, not on the page."""
        del request, error
        return self._page(
            500, "Der gik noget galt", "Jeres svar er, som de var. Hent siden igen, og prøv en gang til."
        )

    def _page(self, status: int, title: str, text: str) -> Response:
        return self._desk.page("fejl.html", status, titel=title, tekst=text)
