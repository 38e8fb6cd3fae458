"""The list of projects, and a new one."""

from __future__ import annotations

from starlette.requests import Request
from starlette.responses import RedirectResponse, Response
from starlette.routing import Route

from plangen.answers.asking import progress
from plangen.catalog import SCOPES
from plangen.findings import PlangenError, UsageError
from plangen.forms.yaml.blank import scope_in_words
from plangen.serving.desk import Desk, off_the_loop, sent_texts
from plangen.serving.founding import found_project
from plangen.texts.danish import slug


class StartPages:
    """The pages, for one application."""

    def __init__(self, desk: Desk) -> None:
        self._desk = desk

    def routes(self) -> list[Route]:
        return [
            Route("/", self.index),
            Route("/nyt", self.new),
            Route("/nyt", self.start, methods=["POST"]),
        ]

    def index(self, request: Request) -> Response:
        """All projects; where there is one and no folder, that one."""
        del request
        found = self._desk.workplace.projects()
        if len(found) == 1 and self._desk.workplace.folder is None:
            return self._desk.to("p", next(iter(found)))
        return self._desk.page(
            "projekter.html", projekter=[self._told(name) for name in found], ny=self._can_start()
        )

    def _told(self, name: str) -> dict[str, object]:
        try:
            loaded = self._desk.workplace.load(name)
        except PlangenError as error:
            return {"navn": name, "titel": name, "fejl": error.message, "besvaret": 0, "stillet": 0}
        base = loaded.project.base
        if not loaded.project.readable():
            text = "Svarfilen kan ikke læses."
            return {"navn": name, "titel": name, "fejl": text, "besvaret": 0, "stillet": 0}
        answered, asked = progress(base)
        title = base.text("projekt_titel") or name
        return {"navn": name, "titel": title, "fejl": "", "besvaret": answered, "stillet": asked}

    def _can_start(self) -> bool:
        return self._desk.workplace.folder is not None

    def new(self, request: Request) -> Response:
        """What a new project is to be."""
        del request
        return self._form({})

    def _form(self, given: dict[str, str], error: str = "") -> Response:
        catalog = self._desk.workplace.library.catalog
        return self._desk.page(
            "nyt.html",
            422 if error else 200,
            omfang={scope: scope_in_words(catalog, scope) for scope in SCOPES},
            projekter=list(self._desk.workplace.projects()),
            givet={"titel": "", "omfang": SCOPES[-1], "fra": ""} | given,
            fejl=error,
            ny=self._can_start(),
        )

    async def start(self, request: Request) -> Response:
        """Starts a project."""
        sent = dict(await sent_texts(request))
        given = {name: sent.get(name, "").strip() for name in ("titel", "omfang", "fra")}
        return await off_the_loop(self._start, given)

    def _start(self, given: dict[str, str]) -> Response:
        folder = self._desk.workplace.folder
        title = " ".join(given["titel"].split())[:200]
        if folder is None:
            return self._form(
                given, "Her kan ingen nye projekter laves, for serveren har ingen mappe til dem."
            )
        if not any(sign.isalnum() for sign in title):
            return self._form(given, "Skriv, hvad projektet hedder.")
        try:
            name = self._made(title, given["omfang"], given["fra"])
        except UsageError as error:
            return self._form(given, f"{error.message} {error.hint}")
        return RedirectResponse(self._desk.address("p", name), 303)

    def _made(self, title: str, scope: str, earlier: str) -> str:
        """The name of the new project. Raises `UsageError`."""
        workplace = self._desk.workplace
        assert workplace.folder is not None
        name = slug(title)
        scope = scope if scope in SCOPES else SCOPES[-1]
        begun_as = workplace.path(earlier) if earlier else None
        found_project(workplace.library.catalog, workplace.folder, name, scope, title, begun_as)
        return name
