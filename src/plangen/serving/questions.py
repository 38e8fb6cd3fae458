"""The questionnaire in the browser: its sections, and what is saved of them."""

from __future__ import annotations

from collections.abc import Mapping
from functools import lru_cache
from typing import Any

from starlette.requests import Request
from starlette.responses import JSONResponse, Response
from starlette.routing import Route

from plangen.answers.asking import Reach
from plangen.catalog import Catalog
from plangen.forms.model import FormQuestion, form_of
from plangen.forms.page.posted import SEPARATOR, Posted, field_name, posted_answers
from plangen.forms.page.rows import OPTION, added_to, rearranged, with_shared_rows
from plangen.forms.page.seen import QuestionView
from plangen.projects.file_names import composed
from plangen.projects.sources import LoadedProject
from plangen.questionnaires import changelog
from plangen.questionnaires.saving import SaveRequest, SaveResult
from plangen.questionnaires.sections import Questionnaire, problems, questionnaire
from plangen.serving.desk import Desk, off_the_loop, sent_texts
from plangen.serving.section_findings import SectionFindings, questions_of, steps_of

_MOST_BLANK = 20


@lru_cache(maxsize=4)
def all_questions(catalog: Catalog) -> Mapping[str, FormQuestion]:
    """Every question that a page may send, whatever the project asks, by its address."""
    return {str(question.address): question for question in form_of(catalog, Reach()).questions()}


class QuestionPages:
    """The pages, for one application."""

    def __init__(self, desk: Desk) -> None:
        self._desk = desk
        self._found = SectionFindings(desk)

    def routes(self) -> list[Route]:
        return [
            Route("/p/{navn}", self.index, name="spoergeskema"),
            Route("/p/{navn}/afsnit/{afsnit}", self.section, methods=["GET", "HEAD"]),
            Route("/p/{navn}/afsnit/{afsnit}", self.save, methods=["POST"]),
            Route("/p/{navn}/afsnit/{afsnit}/fund", self.findings),
            Route("/p/{navn}/aendringer", self.changes),
        ]

    def index(self, request: Request) -> Response:
        """All sections, and how far each is."""
        loaded, department = self._asked(request)
        shown = questionnaire(loaded, department)
        return self._desk.project_page(
            "spoergeskema.html",
            loaded,
            "spoergeskema",
            afdeling=department or "",
            trin=shown.steps(),
            laesbar=loaded.project.readable(department),
            fund=[] if loaded.project.readable(department) else shown.findings,
        )

    def changes(self, request: Request) -> Response:
        """Who changed what."""
        loaded, _ = self._asked(request)
        return self._desk.project_page(
            "aendringer.html", loaded, "aendringer", linjer=changelog.latest(loaded.path)
        )

    async def section(self, request: Request) -> Response:
        """One section with its questions."""
        loaded = await self._desk.judged(request.path_params["navn"])
        return await off_the_loop(self._section, request, loaded)

    def _section(self, request: Request, loaded: LoadedProject) -> Response:
        department = self._department(request, loaded)
        if not loaded.project.readable(department):
            return self._desk.to("p", loaded.name, afdeling=department or "")
        shown = questionnaire(loaded, department)
        blanks = _blanks(request.query_params.get("flere", ""))
        views = [
            shown.view(one, blanks.get(str(one.address), 0))
            for one in questions_of(shown, request.path_params["afsnit"])
        ]
        return self._drawn(request, shown, views)

    async def save(self, request: Request) -> Response:
        """Saves what was sent of a section. A script is told at once; what the answers lead to, it asks for
        afterwards (`findings`)."""
        desk = self._desk
        pairs = await sent_texts(request)
        name, department = await off_the_loop(self._addressed, request)
        questions = all_questions(desk.workplace.library.catalog)
        action = next((text for name, text in pairs if name == "handling"), "")
        sent = posted_answers(questions.values(), rearranged(pairs, action))
        if department is not None and action:
            names = {id: field_name(questions[id]) for id in sent}
            sent = with_shared_rows(sent, names, pairs, action)
        saved = await desk.save(name, SaveRequest(department, questions, sent, desk.who(request)))
        if "application/json" in request.headers.get("accept", ""):
            return await off_the_loop(self._told, name, department, sent, saved)
        loaded = await desk.judged(name)
        return await off_the_loop(self._after, request, loaded, department, saved, action)

    def _after(
        self,
        request: Request,
        loaded: LoadedProject,
        department: str | None,
        saved: SaveResult,
        action: str,
    ) -> Response:
        """The page that follows, where no script is."""
        after = questionnaire(loaded, department)
        if saved.conflicts or saved.refused:
            questions = questions_of(after, request.path_params["afsnit"])
            views = [self._view_after(after, str(one.address), saved) for one in questions]
            return self._drawn(request, after, views, status=409, refused=saved.refused)
        return self._onward(request, after, action)

    def _onward(self, request: Request, shown: Questionnaire, action: str) -> Response:
        """The page that follows when everything is saved."""
        section, name = request.path_params["afsnit"], shown.loaded.name
        query = {"afdeling": shown.department or ""}
        table = added_to(action)
        if table:
            id = table.removeprefix(f"svar{SEPARATOR}").replace(SEPARATOR, ".")
            return self._desk.to(
                "p",
                name,
                "afsnit",
                section,
                at=f"q-{table.replace(SEPARATOR, '-')}",
                **query,
                flere=f"{id}:1",
            )
        if SEPARATOR in action:
            about = action.partition(":")[2]
            row = about.partition(OPTION)[0] if OPTION in about else about.rpartition(SEPARATOR)[0]
            return self._desk.to("p", name, "afsnit", section, at=f"q-{row.replace(SEPARATOR, '-')}", **query)
        pages = [step.page.id for step in shown.steps()]
        wrong = problems(shown.view(one) for one in questions_of(shown, request.path_params["afsnit"]))
        if action == "fortsaet" and not wrong and section in pages[:-1]:
            return self._desk.to("p", name, "afsnit", pages[pages.index(section) + 1], **query)
        if action == "fortsaet" and not wrong:
            return self._desk.to("p", name, **query)
        return self._desk.to("p", name, "afsnit", section, **query, gemt="ja")

    # --- for the script -------------------------------------------------------------------------------------
    def _told(
        self, name: str, department: str | None, sent: Mapping[str, Posted], saved: SaveResult
    ) -> Response:
        """What became of each answer. Nothing is asked for here that needs the whole project."""
        told = {id: self._outcome(id, len(posted.origins), saved) for id, posted in sent.items()}
        undone = [id for id in told if id in saved.conflicts or id in saved.refused]
        if undone:
            latest = questionnaire(self._desk.workplace.latest(name, department), department)
            for id in undone:
                told[id]["spoergsmaal"] = self._question(self._view_after(latest, id, saved), latest, saved)
        version = next((one["version"] for one in told.values()), "")
        return JSONResponse({"svar": told}, 409 if saved.conflicts else 200, headers={"ETag": f'"{version}"'})

    def _outcome(self, id: str, rows: int, saved: SaveResult) -> dict[str, Any]:
        question = all_questions(self._desk.workplace.library.catalog)[id]
        outcome = "gemt" if id in saved.written else "uaendret"
        outcome = "konflikt" if id in saved.conflicts else "afvist" if id in saved.refused else outcome
        now = saved.now.get(id)
        return {
            "udfald": outcome,
            "version": now.version if now else "",
            "vist": now.shown if now else "",
            "raekker": rows,
            "dokument": next(iter(question.documents), ""),
        }

    def _question(self, view: QuestionView, shown: Questionnaire, saved: SaveResult) -> str:
        """A question as it stands on its page."""
        refused = saved.refused.get(str(view.question.address), "")
        return self._desk.pages.draw(
            "_spoergsmaal.html", q=view, afvist=refused, afdeling=shown.department or ""
        )

    async def findings(self, request: Request) -> Response:
        """What is found on a page, what it hides, and how far all pages are, with the answers of now."""
        loaded = await self._desk.judged(request.path_params["navn"])
        department = self._department(request, loaded)
        return JSONResponse(await self._found.told(loaded, department, request.path_params["afsnit"]))

    # --- shared ---------------------------------------------------------------------------------------------
    def _asked(self, request: Request) -> tuple[LoadedProject, str | None]:
        workplace = self._desk.workplace
        loaded = workplace.load(request.path_params["navn"])
        return loaded, self._department(request, loaded)

    def _addressed(self, request: Request) -> tuple[str, str | None]:
        """Whose answers are meant. The project is not read for that when it has been: many save at once."""
        workplace, name = self._desk.workplace, request.path_params["navn"]
        asked = request.query_params.get("afdeling", "")
        if asked:
            return composed(name), workplace.department(workplace.latest(name, asked), asked)
        return composed(workplace.path(name).stem), None

    def _department(self, request: Request, loaded: LoadedProject) -> str | None:
        return self._desk.workplace.department(loaded, request.query_params.get("afdeling", ""))

    def _view_after(self, after: Questionnaire, id: str, saved: SaveResult) -> QuestionView:
        question = after.questions[id]
        if id in saved.conflicts:
            who = self._desk.workplace.last_changed.get((after.loaded.name, after.department, id), "")
            return after.disputed(question, saved.conflicts[id], who)
        return after.view(question)

    def _drawn(
        self,
        request: Request,
        shown: Questionnaire,
        views: list[QuestionView],
        status: int = 200,
        refused: Mapping[str, str] | None = None,
    ) -> Response:
        pages = [step.page.id for step in shown.steps()]
        now = request.path_params["afsnit"]
        at = pages.index(now) if now in pages else -1
        pack = self._desk.workplace.pack(shown.loaded, shown.department)
        ids = dict.fromkeys(id for view in views for id in view.question.documents if id in pack.documents)
        return self._desk.project_page(
            "afsnit.html",
            shown.loaded,
            "spoergeskema",
            status,
            side=shown.form.page(now),
            views=views,
            skjulte=[view for view in views if view.hidden],
            problemer=problems(views),
            afviste=refused or {},
            gemt=request.query_params.get("gemt") == "ja",
            forrige=pages[at - 1] if at > 0 else "",
            naeste=pages[at + 1] if 0 <= at < len(pages) - 1 else "",
            dokumenter={id: pack.documents[id].title for id in ids},
            **steps_of(shown, now),
        )


def _blanks(asked: str) -> dict[str, int]:
    """How many blank rows a table is to have, as an address asks for it (`maal:2`)."""
    id, _, number = asked.partition(":")
    return {id: min(int(number), _MOST_BLANK)} if number.isascii() and number.isdigit() else {}
