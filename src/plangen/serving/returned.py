"""Files that people have worked in and sent back: edited documents of the pack, and questionnaires."""

from __future__ import annotations

import contextlib
from collections.abc import Sequence
from dataclasses import dataclass

from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from plangen.answers.asking import Reach
from plangen.building.receiving import Received, SentFile, foresee, receive
from plangen.building.updating import Update
from plangen.findings import PlangenError
from plangen.forms.model import form_of
from plangen.projects.file_names import composed
from plangen.projects.sources import LoadedProject
from plangen.questionnaires import changelog
from plangen.questionnaires.fetched import Fetched
from plangen.questionnaires.fetching import Fetching
from plangen.questionnaires.kinds import is_form
from plangen.serving.desk import Desk, TooLarge, off_the_loop, sent_files

_LARGEST = 25_000_000


@dataclass(frozen=True)
class Returned:
    """What becomes of files that were sent. `documents`: of the edited documents, None when there are none;
    `forms`: of each questionnaire; `trouble`: why no document could be taken in, in Danish."""

    documents: Received | None
    forms: Sequence[Fetched]
    trouble: str = ""

    @property
    def changes_something(self) -> bool:
        """Whether there is something to decide on."""
        has_answers = any(one.changes for one in self.forms)
        return has_answers or (self.documents is not None and self.documents.update is not None)


class ReturnedPages:
    """The pages, for one application."""

    def __init__(self, desk: Desk) -> None:
        self._desk = desk

    def routes(self) -> list[Route]:
        return [
            Route("/p/{navn}/modtag", self.files),
            Route("/p/{navn}/modtag", self.upload, methods=["POST"]),
            Route("/p/{navn}/modtaget/{nummer}", self.received),
            Route("/p/{navn}/modtaget/{nummer}", self.apply, methods=["POST"]),
        ]

    def files(self, request: Request) -> Response:
        """Where files are sent."""
        return self._uploading(self._loaded(request))

    def _uploading(self, loaded: LoadedProject, error: str = "") -> Response:
        there = self._desk.workplace.store(loaded).exists
        return self._desk.project_page(
            "modtag.html", loaded, "modtag", 422 if error else 200, fejl=error, pakke=there
        )

    async def upload(self, request: Request) -> Response:
        """Takes files; what they would change is shown first."""
        loaded = await off_the_loop(self._loaded, request)
        try:
            files = await sent_files(request, "filer", _LARGEST)
        except TooLarge as error:
            return await off_the_loop(self._uploading, loaded, error.message)
        if not files:
            return await off_the_loop(self._uploading, loaded, "Vælg mindst én fil.")
        return self._desk.to("p", loaded.name, "modtaget", self._desk.uploads.add(loaded.name, files))

    def received(self, request: Request) -> Response:
        """What files that were sent would change."""
        return self._shown(request, write=False)

    async def apply(self, request: Request) -> Response:
        """Takes the files in."""
        return await off_the_loop(self._shown, request, True)

    def _shown(self, request: Request, write: bool) -> Response:
        loaded, files = self._waiting(request)
        if not files:
            return self._uploading(loaded, "Filerne ligger her ikke længere. Send dem igen.")
        try:
            told = self._taken(request, loaded, files, write)
        except PlangenError as error:
            return self._uploading(loaded, f"{error.message} {error.hint}")
        number = request.path_params["nummer"]
        if write and not told.trouble:
            self._desk.uploads.drop(number)
        return self._desk.project_page(
            "modtaget.html", loaded, "modtag", modtaget=told, nummer=number, udfoert=write
        )

    def _taken(
        self, request: Request, loaded: LoadedProject, files: Sequence[SentFile], write: bool
    ) -> Returned:
        """What becomes of the files. The answers of questionnaires come first: documents are brought up to
        date with them."""
        workplace = self._desk.workplace
        catalog = workplace.library.catalog
        questions = tuple(form_of(catalog, Reach()).questions())
        forms = [file for file in files if is_form(file.shown, file.data, catalog, questions)]
        documents = [file for file in files if file not in forms]
        fetching = Fetching(
            workplace.library,
            loaded.path,
            workplace.out,
            workplace.clock,
            write,
            who=self._desk.who(request),
            project=composed(loaded.name),
        )
        fetched = tuple(fetching.fetch_sent(forms))
        try:
            told = self._documents(request, loaded, documents, write) if documents else None
        except PlangenError as error:
            if not fetched:
                raise
            return Returned(None, fetched, f"{error.message} {error.hint}".strip())
        return Returned(told, fetched)

    def _documents(
        self, request: Request, loaded: LoadedProject, files: Sequence[SentFile], write: bool
    ) -> Received:
        workplace = self._desk.workplace
        folder = workplace.out / loaded.name
        if not write:
            return foresee(folder, files, workplace.library)
        with workplace.writing(loaded.path):
            told = receive(folder, files, workplace.library)
        self._note(request, loaded, told.update)
        return told

    def _note(self, request: Request, loaded: LoadedProject, update: Update | None) -> None:
        """Notes in the log which answers came from Word."""
        if update is None or not update.report.answers:
            return
        changes = [
            changelog.LogEntry(f"{one.question} (fra Word)", [one.now] if one.now else [])
            for one in update.report.answers
        ]
        with contextlib.suppress(OSError):
            changelog.note(loaded.path, self._desk.who(request), changes, self._desk.workplace.clock)

    def _waiting(self, request: Request) -> tuple[LoadedProject, tuple[SentFile, ...]]:
        loaded = self._loaded(request)
        return loaded, self._desk.uploads.get(loaded.name, request.path_params["nummer"])

    def _loaded(self, request: Request) -> LoadedProject:
        return self._desk.workplace.load(request.path_params["navn"])
