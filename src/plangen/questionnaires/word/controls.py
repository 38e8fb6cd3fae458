"""The controls of a questionnaire in Word: what stands in the field of an answer."""

from __future__ import annotations

from datetime import date
from typing import Any, Final

from plangen.catalog.address import Address, tick_id
from plangen.forms.page.answer import Plain
from plangen.forms.page.seen import FieldView, QuestionView
from plangen.texts.danish import short_date
from plangen.texts.values import TICKED, UNTICKED, Answer

WRITE, CHOOSE, PICK = (
    "Klik eller tryk her for at skrive tekst.",
    "Vælg et element.",
    "Klik eller tryk for at angive en dato.",
)
"""What invites to fill in a field: Word's own words, which everything that reads Word files knows."""
NO_ROWS: Final = "ingen"


def key_of(number: int) -> str:
    """The key of a row by its number in the answer that was shown."""
    return f"r{number}"


def blank_key(number: int) -> str:
    """The key of a blank row."""
    return f"ny{number}"


def field_answer(address: Address, shown: str, prompt: str, kind: Any = "text", **more: Any) -> Answer:
    """What stands in a control: the answer, else the words that invite to give it, else a place to write."""
    if shown:
        return Answer(shown, id=str(address), raw=shown, kind=kind, **more)
    return Answer(prompt, id=str(address), kind=kind, status="blank" if prompt else "to_write", **more)


def day_answer(address: Address, field: FieldView, value: Plain, prompts: bool) -> Answer:
    """A date, which Word's calendar gives."""
    try:
        day = date.fromisoformat(value)
    except ValueError:  # none yet, or not one
        return field_answer(address, field.value, PICK if prompts else "", kind="date")
    return Answer(short_date(day), id=str(address), raw=day, kind="date")


def ticks(address: Address, field: FieldView) -> tuple[Answer, ...]:
    """A box for each option."""
    return tuple(
        _tick(tick_id(str(address), code), label.strip(), code in field.chosen)
        for code, label in field.options.items()
    )


def tick_of_none(view: QuestionView) -> Answer:
    """The box that says that there are no rows."""
    id = tick_id(str(view.question.address), NO_ROWS)
    return _tick(id, "Der er ingen. Så skal tabellen være tom.", view.none_chosen)


def _tick(id: str, label: str, on: bool) -> Answer:
    return Answer(TICKED if on else UNTICKED, id=id, raw=on, kind="tick", label=label)
