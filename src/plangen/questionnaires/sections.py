"""A section of the questionnaire as a page: its questions with answers, findings and how far it is."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace

from plangen.answers.asking import question_is_asked
from plangen.answers.conditions import shown
from plangen.answers.model import Answers
from plangen.findings import Finding, Severity
from plangen.forms.model import SETTINGS_PAGE, FormPage, FormQuestion, QuestionForm, form_of
from plangen.forms.page.answer import NotShown, is_nothing, told
from plangen.forms.page.posted import shown_text
from plangen.forms.page.seen import QuestionView, TwoAnswers
from plangen.forms.page.view import common_of
from plangen.forms.progress import PageProgress, progress_of
from plangen.projects.sources import LoadedProject
from plangen.pulling.wishes import SHARED_ONLY
from plangen.questionnaires.editing import INHERITED, Disputed
from plangen.questionnaires.fetched import NOTHING
from plangen.questionnaires.found_at import with_findings
from plangen.questionnaires.own_rows import DepartmentRows
from plangen.questionnaires.sides import Side, main_side, own_side
from plangen.rendering.subject import check_context

_UNSHOWN = "Svaret står i filen på en måde, som kun kan ændres i selve filen."
_BY_ROWS = "Afdelingen har kun ændret enkelte rækker. De ændres i afdelingens svarfil eller i Word-filerne."


@dataclass(frozen=True)
class SectionProgress:
    """A page in the list of all of them. `progress`: how far it is; `to_do`: that in words."""

    page: FormPage
    progress: PageProgress
    asked: int

    @property
    def state(self) -> str:
        """»skal rettes«, »mangler« or »besvaret«; empty where nothing is asked."""
        if self.progress.to_mend:
            return "skal rettes"
        if self.progress.missing:
            return "mangler"
        return "besvaret" if self.progress.answered else ""

    @property
    def answered(self) -> int:
        """How many of the questions asked have an answer."""
        return len(set(self.progress.answered) & set(self.progress.asked))


@dataclass(frozen=True)
class Questionnaire:
    """The form of a project with its answers, or a department's. `findings`: those of the context."""

    loaded: LoadedProject
    department: str | None
    form: QuestionForm
    answers: Answers
    findings: Sequence[Finding]
    main: Side
    own: Side | None = None
    questions: Mapping[str, FormQuestion] = field(default_factory=dict)

    @property
    def side(self) -> Side:
        """The file that answers are written in."""
        return self.own or self.main

    def steps(self) -> list[SectionProgress]:
        """The pages that have something to ask."""
        progress = progress_of(self.form, self.answers, self.findings)
        found = [
            SectionProgress(page, progress[page.id], sum(map(self.is_asked, page.questions)))
            for page in self.form.pages
        ]
        if self.department is not None:
            found = [step for step in found if step.page.id != SETTINGS_PAGE]
        return [step for step in found if step.asked]

    def is_asked(self, question: FormQuestion) -> bool:
        """Whether a question stands on its page, hidden ones too."""
        if question.part == "pakke":
            return self.department is None
        if self.department is not None and question.id in SHARED_ONLY:
            return False
        return question.asked or question.state or self.side.has(question) or self.main.has(question)

    def is_hidden(self, question: FormQuestion) -> bool:
        """Whether the answers of now do not ask for it; its answer stays."""
        return question.part == "svar" and not shown(self.answers, question.id)

    def view(self, question: FormQuestion, blanks: int = 0) -> QuestionView:
        """A question with its answer and what is found."""
        seen = self._answered(question, blanks)
        id = str(question.address)
        found = [one for one in self.findings if one.question == id and one.severity is not Severity.INFO]
        if not question_is_asked_or_setting(self.answers, question):
            found = []
        own = self.answers.own_rows.get(question.id) if self.own is not None else None
        if self.own is not None and _is_by_rows(seen):
            found = [replace(one, part="") for one in found]  # its rows are numbered otherwise
        before = (own.shared_rows or 0) if own and question.type == "table" else 0
        return replace(with_findings(seen, found, before), hidden=self.is_hidden(question))

    def _answered(self, question: FormQuestion, blanks: int) -> QuestionView:
        viewer = self.side.viewer
        nothing = self.main.blank(question)
        try:
            shared = self.main.answer(question)
        except NotShown:
            return replace(viewer.view(question, nothing), locked=_UNSHOWN, rows=(), fields=())
        if self.own is None:
            return viewer.view(question, shared, blanks)
        has_own, by_rows = self.own.has(question), self.own.is_by_rows(question)
        common = common_of(question, shared, has_own, by_rows)
        try:
            seen = viewer.view(question, self.own.shown(question), blanks)
        except NotShown:
            reason = _BY_ROWS if by_rows else _UNSHOWN
            return replace(viewer.view(question, nothing), locked=reason, common=common, rows=(), fields=())
        version = seen.version if has_own else INHERITED
        seen = replace(seen, common=common, version=version, answered=has_own or not is_nothing(shared))
        return _with_whose(seen, self.own.rows(question))

    def disputed(self, question: FormQuestion, disputed: Disputed, who: str) -> QuestionView:
        """A question of which somebody else has changed the same: what was sent in the fields, and theirs."""
        now = self.view(question)
        mine = self.side.viewer.view(question, disputed.mine)
        origins = (*disputed.origins, *(None,) * len(mine.rows))
        rows = tuple(
            replace(
                row,
                origin="" if origin is None else str(origin),
                is_open=row.is_open or origin is None or disputed.mine[at] != disputed.kept[origin],
            )
            for at, (row, origin) in enumerate(zip(mine.rows, origins, strict=False))
        )
        conflict = TwoAnswers(tuple(_theirs(question, disputed)), who, disputed.is_part)
        return replace(
            mine,
            rows=rows if question.type == "table" else mine.rows,
            version=now.version,
            shown=shown_text(disputed.kept),
            common=now.common,
            conflict=conflict,
            told=now.told,
        )


def _is_by_rows(view: QuestionView) -> bool:
    """Whether it shows a department's rows of a shared table."""
    return any(row.whose for row in view.rows)


def _with_whose(view: QuestionView, own: DepartmentRows | None) -> QuestionView:
    """A department's table with what its rows are to the shared ones."""
    if own is None:
        return view
    rows = tuple(replace(row, whose=one.whose) for row, one in zip(view.rows, own.rows, strict=False))
    return replace(view, rows=(*rows, *view.rows[len(rows) :]), omitted=own.omitted)


def _theirs(question: FormQuestion, disputed: Disputed) -> Iterator[str]:
    """What the file says where both have changed the same."""
    for place, theirs, _ in disputed.places(question):
        if place:
            yield f"{place}: {theirs or NOTHING}"
        else:
            yield from told(question, disputed.kept) or (NOTHING,)


def question_is_asked_or_setting(answers: Answers, question: FormQuestion) -> bool:
    """Whether something is to be said of a question's answer."""
    return question.part == "pakke" or question_is_asked(answers, answers.catalog.questions[question.id])


def questionnaire(loaded: LoadedProject, department: str | None) -> Questionnaire:
    """The questionnaire of a project, or of one of its departments. Raises `OSError`, `SystemRefusal`."""
    answers = loaded.project.answers_of(department)
    form = form_of(loaded.library.catalog, answers.reach)
    main = main_side(loaded.path, loaded.library.catalog)
    own = own_side(loaded, department, main) if department is not None else None
    questions = {str(question.address): question for question in form.questions()}
    findings = check_context(loaded, department).findings
    return Questionnaire(loaded, department, form, answers, findings, main, own, questions)


def problems(views: Iterable[QuestionView]) -> list[tuple[QuestionView, str, Finding]]:
    """What is wrong on a page, question by question: with the id of the place where it is."""
    return [(view, *told) for view in views if not view.hidden for told in view.every_error]
