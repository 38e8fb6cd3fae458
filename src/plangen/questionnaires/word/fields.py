"""The fields of a questionnaire in Word, each with what it said when it was sent and what it says now."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

from plangen.answers.nodes import Entry, MappingNode, Node, ScalarNode, SequenceNode
from plangen.catalog.address import Address
from plangen.differences.comparison import AnswerEdit, Difference
from plangen.findings import WordPlace
from plangen.forms.model import FormQuestion
from plangen.forms.page.answer import CHOSEN, Plain, fields_of, is_list, is_nothing
from plangen.forms.submission import Remark
from plangen.word.reading.content import Content, Control

UNSAYABLE = "og det kan svaret ikke"


@dataclass
class FormFields:
    """The fields of one form that came back. `base`: it as it was sent; `now`: as it came; `difference`: what
    somebody did to it; `remarks`: what cannot become an answer."""

    label: str
    base: Content
    now: Content
    difference: Difference
    remarks: list[Remark] = field(default_factory=list)

    def __post_init__(self) -> None:
        self.was = _by_id(self.base)
        self.those = _by_id(self.now)
        self.retyped = {one.id: one.retyped for one in self.difference.lost}
        self.edits: dict[str, AnswerEdit] = {
            edit.id: edit for edit in self.difference.answers if not edit.copy
        }

    # --- values ---------------------------------------------------------------------------------------------
    def record(self, question: FormQuestion, at: Address, shown: Mapping[str, Plain]) -> Node:
        """The fields of a record. `shown`: what they said."""
        entries = (
            Entry(name, self.value(question, name, at if name == CHOSEN else at.field(name), shown[name]))
            for name in fields_of(question)
        )
        return MappingNode(tuple(entries), self.place(str(at)))

    def value(self, question: FormQuestion, name: str, at: Address, shown: Plain) -> Node:
        """The value of a field: as it was shown where nobody touched it."""
        id = str(at)
        was, controls = self.was.get(id, []), self.those.get(id, [])
        if not was:  # the form does not have it
            return plain_node(shown, None)
        if not controls:
            return self.of_lost(id, shown, was[0])
        for copy in controls[1:]:
            if copy.text and copy.text != controls[0].text:
                self.note(copy.place, f"Feltet står her en gang til, og »{copy.text}« er ikke brugt.")
        return self.now_said(question, name, was[0], controls[0], shown)

    def now_said(self, question: FormQuestion, name: str, was: Control, now: Control, shown: Plain) -> Node:
        """What a control says, where it was another before."""
        place = WordPlace(self.label, now.place)
        if now.refused and now.refused != was.refused:
            self.note(now.place, f"Feltet {now.refused}, {UNSAYABLE}. Svaret er ikke ændret.")
            return plain_node(shown, place)
        if said(was) == said(now):
            return plain_node(shown, place)
        one = question.field if not name or name == CHOSEN else fields_of(question)[name]
        if one is not None and is_list(one) and one.choices:
            return plain_node(list(_options_in(said(now), one.choices)), place)
        return ScalarNode(said(now), plain=False, place=place)

    def of_lost(self, id: str, shown: Plain, was: Control) -> Node:
        """The value of a field that is not there any more: what was typed in its place, else as it was."""
        place = WordPlace(self.label, was.place)
        if retyped := self.retyped.get(id, ""):
            return ScalarNode(retyped, plain=False, place=place)
        if not is_nothing(shown):
            self.note(was.place, "Feltet er slettet. Svaret er ikke ændret.")
        return plain_node(shown, place)

    def with_others(self, question: FormQuestion, shown: Plain) -> Node:
        """The options that are ticked, and what is written below them."""
        assert question.field is not None
        id, choices = str(question.address), question.field.choices
        was_ticked, controls = self.was[id][0], self.those.get(id, [])
        if len(controls) != 2:
            self.note(was_ticked.place, "Et felt er slettet eller sat ind. Svaret er ikke ændret.")
            return plain_node(shown, None)
        ticked, others = controls
        items = [one for one in shown if one in choices]
        if said(ticked) != said(was_ticked):
            items = list(_options_in(said(ticked), choices))
        items += [line.strip() for line in said(others).splitlines() if line.strip()]
        return plain_node(items, WordPlace(self.label, ticked.place))

    # --- places ---------------------------------------------------------------------------------------------
    def place(self, id: str) -> WordPlace | None:
        """Where a field stands; None for an answer without one of its own."""
        controls = self.those.get(id) or self.was.get(id)
        return WordPlace(self.label, controls[0].place) if controls else None

    def note(self, place: str, message: str) -> None:
        """Says something about what cannot become an answer."""
        self.remarks.append(Remark(place, message))


def _by_id(content: Content) -> dict[str, list[Control]]:
    found: dict[str, list[Control]] = {}
    for control in content.controls:
        found.setdefault(control.id, []).append(control)
    return found


def said(control: Control) -> str:
    """What a control says; nothing while it only invites to fill in."""
    return "" if control.placeholder else control.text


def _options_in(text: str, choices: Mapping[str, str]) -> Iterator[str]:
    """The options of a list of their names, which may hold commas themselves; other words as they are."""
    names = {label.strip(): code for code, label in choices.items()}
    by_length = sorted(names, key=len, reverse=True)
    rest = text.strip()
    while rest:
        name = next((one for one in by_length if rest == one or rest.startswith(f"{one}, ")), None)
        item = rest.partition(", ")[0] if name is None else name
        yield names.get(item, item)
        rest = rest[len(item) :].removeprefix(",").strip()


def plain_node(value: Plain, place: WordPlace | None) -> Node:
    """A value as a tree."""
    if isinstance(value, list):
        return SequenceNode(tuple(plain_node(one, place) for one in value), place)
    return ScalarNode(value, plain=False, place=place)
