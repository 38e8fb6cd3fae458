"""One document's edits as wishes: texts read back to values and compared with the answers of now."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from functools import partial
from typing import Any

from plangen.answers.scalars import Refused
from plangen.answers.wording import quoted
from plangen.catalog import Catalog, Column
from plangen.catalog.address import Address
from plangen.differences.comparison import AnswerEdit, Lost
from plangen.differences.settled import Settled
from plangen.differences.since_pull import marks
from plangen.pulling.addresses import address_of, column_of, label_of, question_of, table_question
from plangen.pulling.blank_rows import blanks_found
from plangen.pulling.filled_rows import rows_of_blanks
from plangen.pulling.pulled_rows import pulled_found, settled_row
from plangen.pulling.raw_values import from_json, same, to_json
from plangen.pulling.readback import ReadBack
from plangen.pulling.realignment import GONE, UNCLEAR, realigned
from plangen.pulling.renaming import renamed_since, with_new_names
from plangen.pulling.row_wishes import MOVE_OUT, WHICH_ROW, row_outcome
from plangen.pulling.shown import shown
from plangen.pulling.wishes import (
    Choices,
    Context,
    Done,
    EditedDocument,
    Outcome,
    Trouble,
    Where,
    Wish,
)


def understand(
    catalog: Catalog, source: EditedDocument, context: Context, choices: Choices
) -> Iterator[Outcome]:
    """What becomes of every edit of an answer. `context`: the answers of the same pack as they are now."""
    answers, rows, lost = _outcomes(catalog, source, context, choices)
    for outcomes in (*answers, *rows, *lost):
        yield from outcomes


def settle(catalog: Catalog, source: EditedDocument, context: Context, choices: Choices) -> Settled:
    """The edits of a document that the answer files say by now, in the names of the document itself. An
    answer counts when all its places are understood; of others what was known before is kept."""
    answers, rows, lost = _outcomes(catalog, source, context, choices)
    before, difference = source.settled, source.difference
    places: dict[str, list[tuple[str, bool, list[Outcome]]]] = {}
    for edit, outcomes in zip(difference.answers, answers, strict=True):
        if not edit.copy:
            places.setdefault(edit.id, []).append((edit.now, edit.back, outcomes))
    for one, outcomes in zip(difference.lost, lost, strict=True):
        places.setdefault(one.id, []).append((one.retyped, False, outcomes))
    raws, texts = dict(before.raws), dict(before.texts)
    open_ids = {id for id, found in places.items() if not all(_is_done(outcomes) for *_, outcomes in found)}
    for id, found in places.items():
        if id in open_ids:
            continue
        raws.pop(id, None)
        texts.pop(id, None)
        said = [text for text, back, _ in found if not back]
        if said:
            values = [to_json(o.raw) for *_, outcomes in found for o in outcomes if isinstance(o, Done)]
            newest = [raw for raw in values if raw != before.raws.get(id)] or values
            raws[id], texts[id] = newest[-1], tuple(said)
    done = [row for row, outcomes in zip(difference.rows, rows, strict=True) if _is_done(outcomes)]
    for row, outcomes in zip(difference.rows, rows, strict=True):
        if row.kind == "omplaceret":
            raws |= {
                str(Address.parse(o.about).in_row(row.key)): to_json(o.raw)
                for o in outcomes
                if isinstance(o, Done) and o.about
            }
    came = map(partial(settled_row, context), difference.rows, rows)
    return Settled(
        raws,
        tuple(row for row in came if row is not None),
        {row.question: row.order for row in done if row.kind == "flyttet"},
        texts,
        tuple((row.question, row.key) for row in done if row.kind == "slettet"),
        tuple(id for id in before.doubtful if id in open_ids),
        tuple(sorted(difference.sessions)),
        marks(difference),
        difference.revision,
    )


def _is_done(outcomes: Sequence[Outcome]) -> bool:
    return bool(outcomes) and all(isinstance(outcome, Done) for outcome in outcomes)


def _outcomes(
    catalog: Catalog, source: EditedDocument, context: Context, choices: Choices
) -> tuple[list[list[Outcome]], list[list[Outcome]], list[list[Outcome]]]:
    """What becomes of each edit of an answer, of a row, and of each lost control."""
    aligned = blanks_found(catalog, realigned(catalog, source, context), context, choices)
    aligned, keys = pulled_found(catalog, aligned, context)
    reader = _EditReader(catalog, aligned, context, choices)
    taken = set(keys)
    difference = aligned.difference
    answers = [list(reader.edit(edit)) for edit in difference.answers]
    lost = [list(reader.lost(lost)) for lost in difference.lost]
    rows_of_blanks(catalog, aligned, [*answers, *lost])
    rows = [
        list(row_outcome(catalog, aligned, context, choices, row, taken, key, reader.edit))
        for row, key in zip(difference.rows, keys, strict=True)
    ]
    return answers, rows, lost


class _EditReader:
    """Reads the controls of one document."""

    def __init__(self, catalog: Catalog, source: EditedDocument, context: Context, choices: Choices) -> None:
        self._catalog = catalog
        self._source = source
        self._context = context
        self._choices = choices
        self._back = ReadBack(catalog, context.names)
        self._renamed = renamed_since(source, context)
        self._pulled = {id: Counter(texts) for id, texts in source.settled.texts.items()}

    def edit(self, edit: AnswerEdit) -> Iterator[Outcome]:
        where = self._source.where(edit.place)
        text = edit.rejected if self._choices.tracked == "ignore" else edit.now
        if edit.copy:
            here = edit.id in self._source.shown
            alike = ", og kun kopien er rettet" if edit.now != edit.was else ""
            what = f"Feltet er kopieret{alike}." if here else "Feltet er sat ind fra et andet sted."
            message = f"{what} Svaret er ikke ændret."
            yield Trouble("note", self._label(edit.id), message, (where,), "", edit.was, edit.now)
        elif edit.pending and not self._choices.tracked:
            message = "Ændringen er sporet og afventer, at nogen accepterer eller afviser den."
            hint = "Accepter eller afvis den i Word, eller brug --tracked accept eller --tracked ignore."
            yield Trouble("afventer", self._label(edit.id), message, (where,), hint, edit.was, edit.now)
        elif edit.refused:
            message = f"Svaret {edit.refused}. Det kan ikke føres tilbage til svarfilen."
            yield Trouble(
                "ulæselig", self._label(edit.id), message, (where,), MOVE_OUT, edit.was, edit.now, edit.id
            )
        elif self._source.before(edit.id) is None and text == with_new_names(edit.was, self._renamed):
            yield Done()
        elif self._was_pulled(edit.id, text) and not edit.back:
            yield Done(self._source.before(edit.id))
        elif self._is_doubtful(edit.id):
            yield self._doubtful(edit, text, where)
        elif edit.back:
            yield self._taken_back(edit, where)
        elif text != edit.was:
            yield self._wish(edit.id, edit.was, text, where)

    def _was_pulled(self, id: str, text: str) -> bool:
        """Whether a place says what it said when the document was pulled; each place counts once."""
        left = self._pulled.get(id, Counter())
        left[text] -= 1
        return left[text] >= 0

    def _is_doubtful(self, id: str) -> bool:
        """Whether nobody can tell if the answer, or the new row it stands in, was pulled from this file."""
        table, key = Address.parse(id).table_row
        return bool({id, str(Address(table).item(key))} & {*self._source.settled.doubtful})

    def _doubtful(self, edit: AnswerEdit, text: str, where: Where) -> Outcome:
        """An edit of an answer that was pulled from this file, or from a colleague's copy of it."""
        outcome = self._taken_back(edit, where) if edit.back else self._wish(edit.id, edit.was, text, where)
        if not isinstance(outcome, Wish):
            return outcome
        message = (
            f"Svaret er ført tilbage som {quoted(self._shown(edit.id))} fra en fil af samme udgave. Det kan "
            "ikke ses, om denne fil er rettet videre eller er en anden kopi."
        )
        hint = "Ret svarfilen, så den siger det rigtige, og dan pakken igen."
        return Trouble("konflikt", outcome.label, message, (where,), hint, edit.was, text, edit.id)

    def _shown(self, id: str) -> str:
        address = address_of(self._catalog, id)
        raw = self._source.before(id)
        if address is None:
            return str(raw)
        return shown(self._catalog, column_of(self._catalog, address), raw, self._context.names)

    def _taken_back(self, edit: AnswerEdit, where: Where) -> Outcome:
        """An answer that says again what it said when the document was made."""
        address = address_of(self._catalog, edit.id)
        if address is None:
            return self._instead_of_rows(edit.id, edit.was, edit.now, where)
        column = column_of(self._catalog, address)
        raw = from_json(column, self._source.raws.get(edit.id))
        label = label_in(self._catalog, address, self._context)
        wish = Wish(address, edit.id, label, edit.was, edit.now, raw, (where,))
        return self._compared(wish, column, self._source.before(edit.id))

    def lost(self, lost: Lost) -> Iterator[Outcome]:
        where = self._source.where(lost.place)
        if lost.to_write and not lost.retyped:
            yield Done()
            return
        if not lost.retyped:
            message = "Feltet er slettet i dokumentet. Svaret er ikke ændret."
            yield Trouble("note", self._label(lost.id), message, (where,), was=lost.was)
            return
        outcome = self._wish(lost.id, lost.was, lost.retyped, where)
        if lost.to_write or self._choices.proposals or not isinstance(outcome, Wish):
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
            return Trouble("ulæselig", label, message, (where,), raw.hint, was, now, id)
        return self._compared(Wish(address, id, label, was, now, raw, (where,)), column, before)

    def _compared(self, wish: Wish, column: Column, before: Any) -> Outcome:
        """The wish, unless it changes nothing or the answer file has been changed meanwhile."""
        if wish.address.is_blank and not wish.address.key.endswith((GONE, UNCLEAR)):
            return Done() if wish.raw is None else wish
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
            return Trouble("konflikt", wish.label, message, wish.where, hint, wish.was, wish.now, wish.id)
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
            return Wish(Address(question.id), id, question.short, was, "Ingen", "ingen", (where,))
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
    number = "ny række" if address.is_blank else number
    return f"{head}, {number}, {column}"
