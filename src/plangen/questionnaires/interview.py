"""A section of the questionnaire asked in words, question by question; each answer is saved at once."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from plangen.answers.scalars import Refused
from plangen.answers.spelling.tree import NONE_WORD
from plangen.findings import UsageError
from plangen.forms.model import FormPage, FormQuestion, QuestionForm
from plangen.forms.page.answer import Plain, has_fields, is_nothing, told
from plangen.forms.page.posted import SEPARATOR, Posted
from plangen.forms.page.seen import FieldView, QuestionView, RowView
from plangen.questionnaires.saving import save
from plangen.questionnaires.sections import Questionnaire, questionnaire
from plangen.questionnaires.typed import Understanding
from plangen.questionnaires.workplace import Workplace

Ask = Callable[[str], str]
"""Asks with these words before the cursor; what was typed. Raises whatever stops the interview."""
Tell = Callable[[str], None]
HELP, END_OF_ROW = "?", "."
_TOLD_ROWS = 5


@dataclass(frozen=True)
class Interviewed:
    """What came of an interview: how many questions were asked, and how many of them have an answer now."""

    asked: int
    answered: int


@dataclass(frozen=True)
class Interview:
    """An interview about one project. `name`: of the project in its workplace."""

    workplace: Workplace
    name: str
    ask: Ask
    tell: Tell

    def section(self, number: int) -> Interviewed:
        """Asks the questions of a section; what was answered before it is stopped is saved. Raises
        `UsageError` for one that is not there, and what saving raises."""
        form = self._now()
        page = page_of(form.form, number)
        questions = [one for one in page.questions if form.is_asked(one)]
        self._greet(page, len(questions))
        for at, question in enumerate(questions, start=1):
            form = self._now()
            if not form.is_hidden(question):
                self._question(form, question, f"{at} af {len(questions)}")
        form = self._now()
        shown = [one for one in questions if not form.is_hidden(one)]
        return Interviewed(len(shown), sum(form.view(one).answered for one in shown))

    def _now(self) -> Questionnaire:
        return questionnaire(self.workplace.load(self.name), None)

    def _greet(self, page: FormPage, count: int) -> None:
        time = f", ca. {page.minutes} minutter" if page.minutes else ""
        self.tell(f"Afsnit {page.number}: {page.title} ({count} spørgsmål{time})")
        self.tell("Tom linje springer over, ? giver mere hjælp, Ctrl-C stopper. Hvert svar gemmes straks.")

    def _question(self, form: Questionnaire, question: FormQuestion, count: str) -> None:
        view = form.view(question)
        star = " *" if question.requirement.startswith("skal") else ""
        self.tell(f"\n{count}. {question.text}{star}")
        if question.help:
            self.tell(f"   {question.help}")
        if view.locked:
            self.tell(f"   {view.locked}")
            return
        now = form.side.answer(question)
        self._tell_answer(question, now)
        talk = _Talk(self.ask, self.tell, Understanding(form.main.catalog, form.main.names), view, now)
        posted = talk.posted()
        if posted is None:
            return
        id = str(question.address)
        saved = save(self.workplace, self.name, None, {id: question}, {id: posted}, "interview")
        if id in saved.conflicts:
            self.tell("   Svaret er ændret i filen imens og er ikke gemt.")
        elif id in saved.refused:
            self.tell(f"   {saved.refused[id]}")

    def _tell_answer(self, question: FormQuestion, now: Plain) -> None:
        lines = told(question, now)
        for line in lines[:_TOLD_ROWS]:
            self.tell(f"   Nu: {line}" if len(lines) == 1 else f"   {line}")
        if len(lines) > _TOLD_ROWS:
            self.tell(f"   … og {len(lines) - _TOLD_ROWS} mere")


def page_of(form: QuestionForm, number: int) -> FormPage:
    """The section with that number. Raises `UsageError`."""
    known = {page.number: page for page in form.pages if page.number}
    if number not in known:
        told = ", ".join(f"{at} {page.title}" for at, page in known.items())
        raise UsageError(f"Der er intet afsnit {number}.", f"Vælg mellem {told}.")
    return known[number]


@dataclass(frozen=True)
class _Talk:
    """The talk about one question. `now`: its answer so far."""

    ask: Ask
    tell: Tell
    understanding: Understanding
    view: QuestionView
    now: Plain

    def posted(self) -> Posted | None:
        """The answer; None when nothing was typed."""
        question = self.view.question
        if question.type == "table":
            return self._table()
        if question.type == "fixed":
            return self._answered(dict(self._preset()))
        if has_fields(question):
            return self._answered(dict(self._record(self.view.fields)))
        value = self._value(self.view.fields[0], "Svar")
        return None if value is None else self._posted(value)

    def _posted(self, answer: Plain, origins: tuple[int | None, ...] = ()) -> Posted:
        return Posted(self.view.version, answer, origins, shown=self.now)

    def _answered(self, typed: Mapping[str, Plain]) -> Posted | None:
        return self._posted(typed) if typed else None

    # --- rows -----------------------------------------------------------------------------------------------
    def _table(self) -> Posted | None:
        before: Sequence[Plain] = self.now if isinstance(self.now, list) else ()
        given = [at for at, row in enumerate(before) if not is_nothing(row)]
        blank = [at for at in range(len(before)) if at not in given]
        new: list[Plain] = []
        assert self.view.template is not None
        none = " »ingen«, hvis der ingen er." if self.view.none_name and not given else ""
        self.tell(f"   En række ad gangen; tom linje, når der ikke er flere; . afslutter en række.{none}")
        while True:
            row = self._new_row(self.view.template, len(given) + len(new) + 1)
            if row is None:
                break
            if none and not new and NONE_WORD in [str(one).strip(" .").casefold() for one in row.values()]:
                return self._posted(NONE_WORD)
            new.append(row)
        if not new:
            return None
        origins = (*given, *blank[: len(new)], *(None,) * (len(new) - len(blank)))
        return self._posted([*(before[at] for at in given), *new], origins)

    def _new_row(self, template: RowView, number: int) -> Plain | None:
        """A row as it was typed; None for an empty one. What it is called by is asked first."""
        fields = [one for one in template.fields if not _is_key(self.view.question, one)]
        fields.sort(key=lambda one: not one.required)
        row: dict[str, Plain] = {}
        self.tell(f"   Række {number}")
        for at, one in enumerate(fields):
            value = self._value(one, f"  {one.label}")
            if value == END_OF_ROW or (value is None and at == 0):
                break
            if value is not None:
                row[_name(one)] = value
            if at == 0 and str(value).strip(" .").casefold() == NONE_WORD and self.view.none_name:
                break
        return row or None

    def _preset(self) -> Iterator[tuple[str, Plain]]:
        self.tell("   Tom linje i det første felt springer rækken over; . afslutter den.")
        for row in self.view.rows:
            self.tell(f"   {row.title}")
            record = dict(self._record(row.fields, skip=True))
            if record:
                yield row.token, record

    def _record(self, fields: Sequence[FieldView], skip: bool = False) -> Iterator[tuple[str, Plain]]:
        """What was typed in fields. `skip`: an empty first one skips the others."""
        for at, one in enumerate(fields):
            value = self._value(one, f"  {one.label}")
            if value == END_OF_ROW or (skip and at == 0 and value is None):
                return
            if value is not None:
                yield _name(one), value

    # --- values ---------------------------------------------------------------------------------------------
    def _value(self, one: FieldView, label: str) -> Plain | None:
        """What was typed in a field, asked for until it is understood; None for nothing."""
        question = self.view.question
        if one.kind in ("choice", "radios", "boxes"):
            for number, text in enumerate(one.options.values(), start=1):
                self.tell(f"     {number}. {text}")
        if one.kind == "boxes":
            label = f"{label} (flere med komma imellem)"
        while True:
            star = " *" if one.required else ""
            typed = self.ask(f"   {label}{star}").strip()
            if not typed:
                return None
            if typed == END_OF_ROW and question.type in ("table", "fixed"):
                return END_OF_ROW
            if typed == HELP:
                self._explain(one)
                continue
            single = question.type not in ("table", "fixed") and not has_fields(question)
            found = self.understanding.value(question, "" if single else _name(one), typed)
            if not isinstance(found, Refused):
                return found
            hint = f" {found.hint}" if found.hint else ""
            self.tell(f"   »{typed}« er ikke {found.expected}.{hint}")

    def _explain(self, one: FieldView) -> None:
        question = self.view.question
        lines = [
            one.help,
            f"Uden svar: {question.why}" if question.why else "",
            f"Spørgsmålet {question.requirement}." if question.requirement else "",
            f"{question.used_in}." if question.used_in else "",
            f"Kan fx være: {'; '.join(one.suggestions[:8])}." if one.suggestions else "",
        ]
        for line in filter(None, lines):
            self.tell(f"   {line}")


def _name(one: FieldView) -> str:
    return one.name.rpartition(SEPARATOR)[2]


def _is_key(question: FormQuestion, one: FieldView) -> bool:
    """Whether a field holds the key of its row, which is made of its name."""
    return any(field.id == _name(one) and field.refers == "noegle" for field in question.fields)
