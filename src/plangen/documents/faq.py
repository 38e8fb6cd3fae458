"""Answers to the questions that staff ask most, built of what the questionnaire says already
(specifikation.md 4.2, D05 7).

An answer is built of whole answers alone: where one that it needs is missing, or says nothing (»ingen«, »ved
ikke«), there is no answer, because an empty place asks better than half a sentence tells.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Final

from plangen.answers.model import Answers, Row
from plangen.answers.vocabulary import is_answered, is_filled_in
from plangen.documents.plan_view.printed import Printed
from plangen.plan.dated import DatedRow
from plangen.plan.departments import Department
from plangen.plan.frame import number
from plangen.plan.model import Plan
from plangen.plan.roles import same
from plangen.plan.rollout import Session
from plangen.texts import danish
from plangen.texts.markdown import literal
from plangen.texts.sentences import first_sentences

EVERYBODY: Final = "alle"
UNCHANGED: Final = "bibeholdes"


@dataclass(frozen=True, slots=True)
class AnswerSource:
    """What answers are built of: the answers that the pack prints, its plan, and how both are shown.
    `others`: the staff groups that only other departments have, as they are compared."""

    answers: Answers
    plan: Plan
    printed: Printed
    others: frozenset[str] = frozenset()

    def text(self, question: str, column: str = "") -> str:
        """An answer as Markdown; empty when it is not asked, not given, or says nothing."""
        if not self.answers.asked(question, column):
            return ""
        known = self.answers.catalog.questions[question]
        kind = known.column(column).type if column else known.type
        group = self.answers.group(question)
        raw = group.text(column) if column else self.answers.text(question)
        if not is_filled_in(raw, self.answers.catalog.lists):
            return ""
        return raw.strip() if kind == "markdown" else literal(raw)

    def cells(self, row: Row, *columns: str) -> list[str]:
        """The texts of cells, none at all when one of them is missing or says nothing."""
        texts = [row.text(column) for column in columns]
        lists = self.answers.catalog.lists
        return [literal(text) for text in texts] if all(is_answered(text, lists) for text in texts) else []

    def rows(self, question: str) -> tuple[Row, ...]:
        """The rows of a table, without those for staff groups of others."""
        rows = self.answers.rows(question) if self.answers.asked(question) else ()
        return tuple(row for row in rows if same(row.text("gruppe")) not in self.others)

    def passage(self, id: str, **values: str) -> str:
        """A standard sentence with these values."""
        return str(self.printed.filled(id, values)).strip()


def groups_of_others(project: Answers, department: str | None) -> frozenset[str]:
    """The staff groups that only other departments than this have. `project`: with all departments."""
    groups: dict[bool, set[str]] = {True: set(), False: set()}
    for row in project.rows("afdelinger") if department else ():
        named = {same(group) for group in row.text("medarbejdergrupper").split(";") if group.strip()}
        groups[row.key == department] |= named
    return frozenset(groups[False] - groups[True])


def built_answers(source: AnswerSource) -> Mapping[str, str]:
    """Row of `faq` → the answer to it as Markdown, empty when there is none."""
    return {question: build(source) for question, build in _RULES.items()}


def requirements(source: AnswerSource) -> list[str]:
    """What is demanded of the use of the solution, a sentence for each row of `brugskrav` and date."""
    dates: dict[str, list[DatedRow]] = {}
    for dated in source.plan.dated:
        if dated.row.question == "brugskrav" and dated.when.day:
            dates.setdefault(dated.row.row_key, []).append(dated)
    return [
        sentence
        for row in source.rows("brugskrav")
        if (cells := source.cells(row, "gruppe", "krav", "til"))
        for dated in dates.get(row.key, ())
        for sentence in [_requirement(source, row, cells, dated)]
    ]


def _requirement(source: AnswerSource, row: Row, cells: list[str], dated: DatedRow) -> str:
    group, demand, what = cells
    options = source.answers.catalog.questions["brugskrav"].column("krav").options
    exception = source.cells(row, "undtagelse")
    who = danish.upper_first(group)
    whose = "" if dated.everybody else source.printed.whose.departments(dated.departments)
    return source.passage(
        "ST-114",
        gruppe=f"{who} i {literal(whose)}" if whose else who,
        krav=danish.lower_first(options[demand]),
        til=danish.lower_first(what),
        fra=source.printed.when(dated.when),
        undtagelse=_sentence(f"Undtagelse: {danish.lower_first(exception[0])}") if exception else "",
    )


# --- one rule for each question -----------------------------------------------------------------------------
def _how(source: AnswerSource) -> str:
    return source.text("system_beskrivelse")


def _different(source: AnswerSource) -> str:
    changed = [
        cells[0]
        for row in source.rows("arbejdsgange")
        if (cells := source.cells(row, "navn", "beslutning")) and cells[1] != UNCHANGED
    ]
    names = source.passage("ST-133", navne=danish.names(changed)) if changed else ""
    return _paragraphs([first_sentences(source.text("hverdag_efter"), 1), names])


def _must_i(source: AnswerSource) -> str:
    return _paragraphs(requirements(source))


def _job(source: AnswerSource) -> str:
    return source.text("effektivisering_konsekvens") or source.text("med", "pejlemaerker")


def _time(source: AnswerSource) -> str:
    """The hours and dates of everybody, for each department that has others. A pack with one department also
    has those of its groups."""
    departments = source.plan.departments
    if len(departments) < 2:
        return _paragraphs(_time_of_groups(source, next(iter(departments), None)))
    named: dict[str, list[str]] = {}
    for department in departments:
        if text := _training(source, department, (EVERYBODY,)):
            named.setdefault(text, []).append(str(department.name))
    if len(named) == 1 and len(*named.values()) == len(departments):
        return next(iter(named))
    return _paragraphs(f"{literal(danish.names(names))}: {text}" for text, names in named.items())


def _time_of_groups(source: AnswerSource, department: Department | None) -> Iterator[str]:
    common = _training(source, department, (EVERYBODY,))
    yield common
    for one in source.plan.hours.training:
        text = _training(source, department, (EVERYBODY, same(one.group)))
        if text and text != common:
            yield f"{literal(one.group)}: {text}"


def _training(source: AnswerSource, department: Department | None, groups: tuple[str, ...]) -> str:
    """ST-112 of the training that somebody of these groups gets in a department; empty when there is none,
    or when not all of it has hours."""
    rows = {row.key: row for row in source.rows("oplaering")}
    hours, held = 0.0, []
    for session in sorted(source.plan.sessions, key=lambda session: session.when.day or date.max):
        row = rows.get(session.row.row_key)
        if row is None or same(row.text("gruppe")) not in groups:
            continue
        when = _when(source, session, department)
        if when is None:
            continue
        length = number(row, "timer")
        if length is None:
            return ""
        hours += length
        held.append(f"{literal(str(session.activity))} {when}".strip())
    if not held:
        return ""
    counted = f"{danish.number(hours)} {'times' if hours == 1 else 'timers'}"
    return source.passage("ST-112", timer=counted, oplaering=danish.names(held))


def _when(source: AnswerSource, session: Session, department: Department | None) -> str | None:
    """The date of a session for a department, in words; None when it is not for that."""
    for one in session.dates:
        if one.everybody or not one.departments or department in one.departments:
            known = one.when.day or one.when.relative
            return str(source.printed.when(one.when)) if known else ""
    return None


def _learn(source: AnswerSource) -> str:
    needs: dict[str, list[str]] = {}
    for row in source.rows("kompetencebehov"):
        if cells := source.cells(row, "gruppe", "behov"):
            needs.setdefault(cells[0], []).append(cells[1])
    return _paragraphs(_sentence(f"{group}: {'; '.join(found)}") for group, found in needs.items())


def _help(source: AnswerSource) -> str:
    first, second = source.text("support_drift", "foerste_linje"), source.text("support_drift", "anden_linje")
    if not (first and second):
        return ""
    hours = source.text("support_drift", "tilgaengelighed")
    return source.passage(
        "ST-113",
        foerste_linje=danish.lower_first(first),
        anden_linje=danish.lower_first(second),
        tilgaengelighed=_sentence(f"Åbningstid: {danish.lower_first(hours)}") if hours else "",
    )


def _judgement(source: AnswerSource) -> str:
    parts = ("samlet", "saadan_forklares")
    return _paragraphs(source.text("faglighed_paavirkning", part) for part in parts)


def _systems(source: AnswerSource) -> str:
    return source.text("sammenhaeng", "andre_systemer")


def _citizens(source: AnswerSource) -> str:
    return source.text("borgere_alternativ")


def _recorded(source: AnswerSource) -> str:
    told = (_data(source, row) for row in source.rows("data_dialog"))
    return _paragraphs(told) or source.text("med", "pejlemaerker")


def _data(source: AnswerSource, row: Row) -> str:
    cells = source.cells(row, "data", "hvem_ser")
    if not cells:
        return ""
    never = source.cells(row, "bruges_ikke")
    seen = source.passage("ST-134", data=cells[0], hvem_ser=danish.lower_first(cells[1]))
    return " ".join(
        [seen, *(source.passage("ST-135", formaal=danish.lower_first(purpose)) for purpose in never)]
    )


_RULES: Final[dict[str, Callable[[AnswerSource], str]]] = {
    "hvordan": _how,
    "anderledes": _different,
    "skal_jeg": _must_i,
    "job": _job,
    "tid": _time,
    "laere": _learn,
    "hjaelp": _help,
    "faglig": _judgement,
    "systemer": _systems,
    "borgere": _citizens,
    "registreres": _recorded,
}


def _paragraphs(texts: Iterable[str]) -> str:
    return "\n\n".join(text for text in texts if text)


def _sentence(text: str) -> str:
    return text if text.endswith((".", "!", "?")) else f"{text}."
