"""What somebody sends back in a form, whatever kind of file it is: answers, and what they were made from.

A form that is sent out says itself which project it is of and which answers it showed (`MadeFrom`). What
comes back is a tree of answers as in an answer file, with the places where each value stands in the form.
Values may be written in every way that people write them (`answers/spelling`); who reads a form does not look
at them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Any

from plangen.answers.nodes import Entry, MappingNode, Node, ScalarNode, SequenceNode
from plangen.answers.spelling.choices import meant_option
from plangen.catalog.address import ANSWERS, PACKAGE, Address, Part
from plangen.findings import PlangenError
from plangen.forms.model import FormQuestion
from plangen.forms.page.answer import CHOSEN, OWN, NotShown, Plain, in_shape, shown_answer
from plangen.forms.page.posted import MOST_ROWS, Posted

FORMAT, VERSION = "plangen-skema", 1


class NoSubmission(PlangenError):
    """A file that no form has saved, or one that cannot be used. The hint says what helps."""


@dataclass(frozen=True)
class Remark:
    """Something in a form that is no answer, or cannot become one: nothing of it is lost in silence. `place`:
    where it stands, in Danish, without the file; `message`: what it is, and what to do; `is_problem`:
    somebody has to do something."""

    place: str
    message: str
    is_problem: bool = True


@dataclass(frozen=True)
class MadeFrom:
    """What a form was made from. `answers_file`: the path of the answer file from where the command was
    given; `versions`: id of a question → what tells the answer that was shown from others
    (`QuestionView.version`); `answers`: the same → the answer itself, in the shape of its question, where the
    kind of form has use for it."""

    project: str
    department: str
    answers_file: str
    versions: Mapping[str, str]
    answers: Mapping[str, Plain] = field(default_factory=dict)

    def data(self) -> dict[str, Any]:
        """As JSON holds it."""
        told: dict[str, Any] = {
            "format": FORMAT,
            "version": VERSION,
            "project": self.project,
            "department": self.department,
            "answers_file": self.answers_file,
            "made_from": dict(self.versions),
        }
        return told | ({"shown": dict(self.answers)} if self.answers else {})

    @classmethod
    def read(cls, told: Any) -> MadeFrom:
        """From what JSON holds. Raises `NoSubmission`."""
        if not isinstance(told, dict) or told.get("format") != FORMAT:
            raise NoSubmission("Filen er ikke svar fra et skema.", "Vælg den fil, som skemaet har gemt.")
        if told.get("version") != VERSION:
            raise NoSubmission("Filen er fra en anden udgave af plangen.", "Lav et nyt skema, og svar i det.")
        project, department, file = (
            str(told.get(name) or "") for name in ("project", "department", "answers_file")
        )
        versions = {str(id): str(version) for id, version in mapping(told.get("made_from")).items()}
        return cls(project, department, file, versions, mapping(told.get("shown")))


@dataclass(frozen=True)
class Submission:
    """A form that came back. `root`: what was answered, as an answer file has it, each value with its place;
    `sent`: the same by the id of the question, as a page sends it; `remarks`: what else is in the form."""

    made_from: MadeFrom
    root: MappingNode
    sent: Mapping[str, Posted]
    remarks: tuple[Remark, ...] = ()


def submission_of(
    made_from: MadeFrom,
    root: MappingNode,
    origins: Mapping[str, Sequence[int | None]],
    questions: Iterable[FormQuestion],
    remarks: Iterable[Remark] = (),
    own: Mapping[str, bool] | None = None,
) -> Submission:
    """A form that came back. `origins`: id of a table → of each row the number that it had in the answer that
    the form showed, from 0, None for a new one; a row without any is new. `own`: whether a department's
    answer is to be its own, where the form asks that; elsewhere it is when it says something else than the
    project's. Answers of questions that the questionnaire does not have are named. Raises `NoSubmission` for
    an answer of another shape than its question's."""
    known = {str(question.address): question for question in questions}
    root = _with_own_items_apart(root, known)
    sent: dict[str, Posted] = {}
    unknown: list[str] = []
    for id, node in _answers(root):
        if id not in known:
            unknown.append(id)
            continue
        question = known[id]
        try:
            answer = shown_answer(question, node)
        except NotShown as error:
            raise NoSubmission(f"Svaret på »{question.title}« har ikke den rette form.") from error
        posted = _posted(question, answer, made_from.versions.get(id, ""), origins.get(id, ()))
        shown = made_from.answers.get(id)
        sent[id] = replace(
            posted, own=(own or {}).get(id), shown=None if shown is None else in_shape(question, shown)
        )
    if unknown:
        more = " …" if len(unknown) > 5 else ""
        names = f"{', '.join(unknown[:5])}{more}"
        message = f"Skemaet har spørgsmål, som ikke findes mere: {names}. De er sprunget over."
        remarks = (*remarks, Remark("", message))
    return Submission(made_from, root, sent, tuple(remarks))


def _with_own_items_apart(root: MappingNode, known: Mapping[str, FormQuestion]) -> MappingNode:
    """The tree with what is beside the options of a choice under a name of its own, as answer files have
    it."""

    def apart(part: Part, entry: Entry) -> Entry:
        question = known.get(str(Address.at(part, entry.key)))
        if question is None or not question.own_items or not isinstance(entry.value, SequenceNode):
            return entry
        own = [one for one in entry.value.items if not _is_option(one, question)]
        chosen = [one for one in entry.value.items if one not in own]
        parts = {CHOSEN: chosen, OWN: own}
        named = (Entry(name, SequenceNode(tuple(some), entry.place)) for name, some in parts.items())
        return replace(entry, value=MappingNode(tuple(named), entry.place)) if own else entry

    def with_apart(top: Entry) -> Entry:
        part: Part = PACKAGE if top.key == PACKAGE else ANSWERS
        if not isinstance(top.value, MappingNode):
            return top
        entries = tuple(apart(part, entry) for entry in top.value.entries)
        return replace(top, value=replace(top.value, entries=entries))

    return replace(root, entries=tuple(map(with_apart, root.entries)))


def _is_option(node: Node, question: FormQuestion) -> bool:
    return isinstance(node, ScalarNode) and bool(meant_option(node.text, question.choices))


def _answers(root: MappingNode) -> Iterator[tuple[str, Any]]:
    for part in (ANSWERS, PACKAGE):
        inside = root.get(part)
        for entry in inside.entries if isinstance(inside, MappingNode) else ():
            yield str(Address.at(part, entry.key)), entry.value


def _posted(question: FormQuestion, answer: Plain, version: str, origins: Sequence[int | None]) -> Posted:
    if question.type != "table" or not isinstance(answer, list):
        return Posted(version, answer)
    if len(answer) > MOST_ROWS:
        raise NoSubmission(f"»{question.title}« har over {MOST_ROWS} rækker.")
    numbers = tuple(origins[at] if at < len(origins) else None for at in range(len(answer)))
    return Posted(version, answer, numbers)


def mapping(value: Any) -> Mapping[str, Any]:
    """What JSON holds in the place of an object; an empty one for anything else."""
    return value if isinstance(value, dict) else {}
