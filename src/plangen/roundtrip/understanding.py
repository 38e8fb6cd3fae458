"""One document's edits as wishes: texts read back to values and compared with the answers of now."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from plangen.answers.scalars import Refused
from plangen.answers.wording import quoted
from plangen.catalog import Catalog, Column
from plangen.roundtrip.addresses import Address, address_of, column_of, label_of, question_of, table_question
from plangen.roundtrip.comparing import AnswerEdit, Lost
from plangen.roundtrip.reading_back import ReadBack
from plangen.roundtrip.realigning import UNCLEAR, realigned
from plangen.roundtrip.row_wishes import MOVE_OUT, WHICH_ROW, row_outcome
from plangen.roundtrip.showing import shown
from plangen.roundtrip.values import same, to_json
from plangen.roundtrip.wishes import (
    Choices,
    Context,
    Done,
    Outcome,
    Settled,
    Source,
    Trouble,
    Where,
    Wish,
)


def understand(catalog: Catalog, source: Source, context: Context, choices: Choices) -> Iterator[Outcome]:
    """What becomes of every edit of an answer. `context`: the answers of the same pack as they are now."""
    aligned = realigned(catalog, source, context)
    reader = _Reader(catalog, aligned, context, choices)
    for edit in aligned.difference.answers:
        yield from reader.edit(edit)
    for row in aligned.difference.rows:
        yield from row_outcome(catalog, aligned, context, choices, row)
    for lost in aligned.difference.lost:
        yield from reader.lost(lost)


def settle(catalog: Catalog, source: Source, context: Context, choices: Choices) -> Settled:
    """The edits of a document that the answer files say by now, in the names of the document itself."""
    aligned = realigned(catalog, source, context)
    reader = _Reader(catalog, aligned, context, choices)
    raws: dict[str, Any] = {}
    for edit, now in zip(source.difference.answers, aligned.difference.answers, strict=True):
        raws.update((edit.id, to_json(one.raw)) for one in reader.edit(now) if isinstance(one, Done))
    for lost, now_lost in zip(source.difference.lost, aligned.difference.lost, strict=True):
        raws.update((lost.id, to_json(one.raw)) for one in reader.lost(now_lost) if isinstance(one, Done))
    rows = [
        row
        for row, now_row in zip(source.difference.rows, aligned.difference.rows, strict=True)
        if any(isinstance(o, Done) for o in row_outcome(catalog, aligned, context, choices, now_row))
    ]
    new = tuple((row.question, row.cells) for row in rows if row.kind in ("tilføjet", "kopieret"))
    return Settled(raws, new, {row.question: row.order for row in rows if row.kind == "flyttet"})


class _Reader:
    """Reads the controls of one document."""

    def __init__(self, catalog: Catalog, source: Source, context: Context, choices: Choices) -> None:
        self._catalog = catalog
        self._source = source
        self._context = context
        self._choices = choices
        self._back = ReadBack(catalog, context.names)

    def edit(self, edit: AnswerEdit) -> Iterator[Outcome]:
        where = self._source.where(edit.place)
        text = edit.rejected if self._choices.tracked == "ignore" else edit.now
        if edit.copy:
            here = edit.id in self._source.shown
            what = (
                "Feltet er kopieret, og kun kopien er rettet."
                if here
                else "Feltet er sat ind fra et andet sted."
            )
            message = f"{what} Svaret er ikke ændret."
            yield Trouble("note", self._label(edit.id), message, (where,), "", edit.was, edit.now)
        elif edit.pending and not self._choices.tracked:
            message = "Ændringen er sporet og afventer, at nogen accepterer eller afviser den."
            hint = "Accepter eller afvis den i Word, eller brug --tracked accept eller --tracked ignore."
            yield Trouble("afventer", self._label(edit.id), message, (where,), hint, edit.was, edit.now)
        elif edit.refused:
            message = f"Svaret {edit.refused}. Det kan ikke føres tilbage til svarfilen."
            yield Trouble("ulæselig", self._label(edit.id), message, (where,), MOVE_OUT, edit.was, edit.now)
        elif text != edit.was:
            yield self._wish(edit.id, edit.was, text, where)

    def lost(self, lost: Lost) -> Iterator[Outcome]:
        where = self._source.where(lost.place)
        if not lost.retyped:
            message = "Feltet er slettet i dokumentet. Svaret er ikke ændret."
            yield Trouble("note", self._label(lost.id), message, (where,), was=lost.was)
            return
        outcome = self._wish(lost.id, lost.was, lost.retyped, where)
        if self._choices.proposals or not isinstance(outcome, Wish):
            yield outcome
            return
        message = "Feltet er slettet, og teksten er skrevet på ny; det er kun et forslag."
        hint = "Brug --forslag for at tage det med."
        yield Trouble("forslag", outcome.label, message, (where,), hint, lost.was, lost.retyped)

    def _label(self, id: str) -> str:
        address = address_of(self._catalog, id)
        return label_in(self._catalog, address, self._context) if address else id

    def _wish(self, id: str, was: str, now: str, where: Where) -> Outcome:
        address = address_of(self._catalog, id)
        if address is None:
            return self._instead_of_rows(id, was, now, where)
        label = label_in(self._catalog, address, self._context)
        column = column_of(self._catalog, address)
        before = self._source.before(id)
        raw = self._back.value(question_of(self._catalog, address), column, now, before)
        if isinstance(raw, Refused):
            message = f"{quoted(now)} er ikke {raw.expected}."
            return Trouble("ulæselig", label, message, (where,), raw.hint, was, now)
        return self._compared(Wish(address, id, label, was, now, raw, (where,)), column, before)

    def _compared(self, wish: Wish, column: Column, before: Any) -> Outcome:
        """The wish, unless it changes nothing or the answer file has been changed meanwhile."""
        current = self._context.raws.get(wish.id)
        roles = self._context.names.roles
        if same(column, wish.raw, before, roles) or same(column, wish.raw, current, roles):
            return Done(wish.raw)
        gone = bool(wish.address.row) and not self._row_is_there(wish.address)
        if gone or not same(column, current, before, roles):
            said = quoted(shown(self._catalog, column, current, self._context.names))
            what = "rækken er slettet" if gone else f"svaret er rettet til {said}"
            message = f"Rettet i Word, og {what} i svarfilen siden."
            if wish.address.row.endswith(UNCLEAR):
                message = WHICH_ROW
            hint = "Ret svarfilen, så den siger det rigtige, og dan pakken igen."
            return Trouble("konflikt", wish.label, message, wish.where, hint, wish.was, wish.now)
        if wish.raw is None and column.default_applies:
            message = "Svaret kan ikke stå tomt, for uden svar gælder standardsvaret."
            return Trouble("ulæselig", wish.label, message, wish.where, was=wish.was, now=wish.now)
        return wish

    def _row_is_there(self, address: Address) -> bool:
        question = question_of(self._catalog, address)
        return question.type == "fixed" or address.row in self._context.keys.get(address.whole, ())

    def _instead_of_rows(self, id: str, was: str, now: str, where: Where) -> Outcome:
        """Text where a table without rows invites to fill in."""
        question, label = table_question(self._catalog, id)
        if question is not None and question.none_allowed and now.strip(" .").lower() == "ingen":
            current = self._context.raws.get(id)
            if current == "ingen":
                return Done("ingen")
            return Wish(Address("svar", question.id), id, question.short, was, "Ingen", "ingen", (where,))
        message = f"{quoted(now)} kan ikke føres tilbage: svaret er en tabel med rækker."
        hint = "Skriv rækkerne i svarfilen, og dan pakken igen."
        return Trouble("ulæselig", label, message, (where,), hint, was, now)


def label_in(catalog: Catalog, address: Address, context: Context) -> str:
    """What people call a value: »Mål og gevinster, række 2, Indikator«."""
    label = label_of(catalog, address)
    keys = context.keys.get(address.whole, ())
    if question_of(catalog, address).type != "table" or not address.row:
        return label
    head, _, column = label.rpartition(", ")
    number = f"række {keys.index(address.row) + 1}" if address.row in keys else "en tidligere række"
    return f"{head}, {number}, {column}"
