"""All departments on one page: answers and plan as they are now, Word files as they lie in the packs."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from plangen.answers.packs import packs_of
from plangen.building.outcome import Pack
from plangen.building.telling import edited_words
from plangen.exports.overview import PackOverview, pack_of
from plangen.exports.overview_tables import overview_tables
from plangen.projects.sources import LoadedProject
from plangen.serving.desk import Desk
from plangen.store.overviews import read_overviews
from plangen.wordfiles.keeping import WordFiles

_LEFT_OUT = ("filer",)
"""Tables that another page has."""


class OverviewPages:
    """The pages, for one application."""

    def __init__(self, desk: Desk) -> None:
        self._desk = desk

    def routes(self) -> list[Route]:
        return [Route("/p/{navn}/overblik", self.overview)]

    def overview(self, request: Request) -> Response:
        """The tables about all departments."""
        loaded = self._desk.workplace.load(request.path_params["navn"])
        packs = list(self._packs(loaded)) if loaded.project.readable() else []
        tables = [table for table in overview_tables(packs) if table.id not in _LEFT_OUT]
        return self._desk.project_page(
            "overblik.html",
            loaded,
            "overblik",
            tabeller=tables,
            dannet=self._desk.workplace.store(loaded).exists,
        )

    def _packs(self, loaded: LoadedProject) -> Iterator[PackOverview]:
        """What is known of each pack: what only a build can tell is as the latest told it."""
        workplace = self._desk.workplace
        store = workplace.store(loaded)
        told = read_overviews(store)
        word = WordFiles(loaded, store.folder)
        for key, department in packs_of(loaded.project).items():
            if not loaded.project.readable(department):
                continue
            subject = workplace.pack(loaded, department).subject
            now = pack_of(
                key, subject.name, subject.answers, subject.plan, subject.findings, subject.documents
            )
            earlier = told.get(key)
            if earlier is None:
                yield replace(now, date="")
                continue
            files = Pack(store.folder / key, key, subject.name, now.go_live, ())
            words, conflicts = edited_words(subject.documents, files, word)
            yield replace(
                now,
                date=earlier.date,
                open=earlier.open,
                changes=earlier.changes,
                stale=earlier.stale,
                words=words,
                conflicts=conflicts,
            )
