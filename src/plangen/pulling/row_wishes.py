"""Edits of whole rows as wishes."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

from plangen.answers.options import options_of
from plangen.answers.wording import short_label
from plangen.catalog import Catalog, Question
from plangen.catalog.address import Address
from plangen.differences.comparison import AnswerEdit
from plangen.differences.rows import RowEdit
from plangen.pulling.addresses import table_question
from plangen.pulling.filled_rows import NEW_ROW, with_known
from plangen.pulling.moved_rows import measures, within_groups
from plangen.pulling.new_row_cells import NewRow, Unclear
from plangen.pulling.pulled_rows import cell_edits
from plangen.pulling.raw_values import same
from plangen.pulling.realignment import UNCLEAR
from plangen.pulling.wishes import (
    SHARED_ONLY,
    Choices,
    Context,
    Done,
    EditedDocument,
    Outcome,
    RowWish,
    RowWishKind,
    Trouble,
    TroubleKind,
)

MOVE_OUT = "Skriv det uden for svarets felt, eller slet det; filen bliver ikke ændret imens."
"""What to do with what an answer cannot say."""
WHICH_ROW = "Rettet i Word, men rækkerne i svarfilen er ændret siden, og flere af dem kan være rækken."
"""Why an edit of a row that cannot be found again is not carried over."""

ReadCell = Callable[[AnswerEdit], Iterator[Outcome]]


def row_outcome(
    catalog: Catalog,
    source: EditedDocument,
    context: Context,
    choices: Choices,
    edit: RowEdit,
    taken: set[str],
    key: str,
    cell: ReadCell,
) -> Iterator[Outcome]:
    """What becomes of an edit of a row. While tracked changes wait, nobody can tell whether the row is one of
    them, so it waits too. `taken`: the rows of now that new rows of the document have been found to be.
    `key`: of the row that was pulled before; `cell`: what becomes of an edit of one of its cells."""
    question, label = table_question(catalog, edit.question)
    if question is None:
        message = "Tabellen hører til et spørgsmål, som plangen ikke kender. Svarene er ikke ændret."
        yield Trouble("note", label, message, (source.where(edit.place),))
        return
    one = _Row(catalog, source, context, question, label, edit, taken, key)
    if source.difference.tracked and choices.tracked != "accept":
        yield one.trouble("afventer", "Dokumentet har sporede ændringer, der afventer.", _TRACKED)
    elif edit.is_edited_on:
        yield from one.edited_on(cell)
    elif edit.kind == "omplaceret":
        yield from one.elsewhere(cell)
    else:
        yield one.outcome()


_TRACKED = "Accepter eller afvis dem i Word, eller brug --tracked accept."


@dataclass(frozen=True)
class _Row:
    """One row edit, with what is needed to understand it."""

    catalog: Catalog
    source: EditedDocument
    context: Context
    question: Question
    label: str
    edit: RowEdit
    taken: set[str]
    pulled: str

    def outcome(self) -> Outcome:
        if self.edit.question in SHARED_ONLY:
            message = "Rækkerne bestemmer, hvilke pakker der dannes. De er ikke ændret."
            return self.trouble("note", message, "Tilføj og slet afdelinger i svarfilen.")
        match self.edit.kind:
            case "trukket":
                return self._withdrawn()
            case "genindsat":
                return self._back_again()
            case "slettet":
                return self._deleted()
            case "delvis":
                message = (
                    "Rækken står flere steder i tabellen og er ikke slettet dem alle. Svaret er ikke ændret."
                )
                return self.trouble("note", message, "Slet den alle stederne, hvis den skal væk.")
            case "flyttet":
                return self._moved()
            case "tabel":
                return self.trouble("note", "Alle tabellens rækker er væk. Svarene er ikke ændret.")
        return self._new()

    # --- deleted -------------------------------------------------------------------------------------------
    def _deleted(self) -> Outcome:
        if self.question.type != "table":
            return self.trouble("note", "Rækken er fast i spørgeskemaet. Svarene i den er ikke ændret.")
        if self.edit.key.endswith(UNCLEAR):
            return self.trouble("konflikt", WHICH_ROW, "Slet rækken i svarfilen, hvis den skal væk.")
        return self._deletion(self.edit.key) if self.edit.key in self._keys_now else Done()

    def _deletion(self, key: str) -> Outcome:
        if self._changed_since(key):
            message = "Rækken er slettet i Word, men rettet i svarfilen siden."
            return self.trouble("konflikt", message, "Slet rækken i svarfilen, hvis den skal væk.")
        return self._wish("slettet", self._text(self.edit.cells), "(slettet)", key=key)

    def _changed_since(self, key: str) -> bool:
        known = {Address.parse(id) for id in (*self.source.raws, *self.context.raws)}
        row = (self.edit.question, key)
        return any(self._differs(address) for address in known if address.table_row == row)

    def _differs(self, address: Address) -> bool:
        before, now = self.source.before(str(address)), self.context.raws.get(str(address))
        return not same(self.question.column(address.column), before, now, self.context.names.roles)

    # --- moved ---------------------------------------------------------------------------------------------
    def _moved(self) -> Outcome:
        if any(key.endswith(UNCLEAR) for key in self.edit.order):
            return self.trouble("konflikt", WHICH_ROW, "Ret rækkefølgen i svarfilen.")
        wanted = [key for key in self.edit.order if key in self._keys_now]
        before = [key for key in self.edit.before if key in wanted]
        as_printed = [key for key in self._keys_then if key in wanted]
        now = [key for key in self._keys_now if key in wanted]
        if self.source.settled.orders.get(self.edit.question) == self.edit.order:
            return Done()
        if before != as_printed:
            headings = dict(zip(self.edit.order, self.edit.headings, strict=True))
            sorted_by = measures(self.question, self.source.raws, wanted)
            within = within_groups(headings, as_printed, before, wanted) or within_groups(
                sorted_by, as_printed, before, wanted
            )
            if within is None:
                return self.trouble("note", "Rækkerne er flyttet, men dokumentet sorterer dem selv.")
            wanted = within
        if now == wanted:
            return Done()
        if now != as_printed:
            message = "Rækkerne er flyttet i Word og også flyttet i svarfilen siden."
            return self.trouble("konflikt", message, "Ret rækkefølgen i svarfilen.")
        shown = [str(self._keys_now.index(key) + 1) for key in wanted]
        return self._wish("flyttet", "(rækkefølge)", f"rækkefølge {', '.join(shown)}", order=tuple(wanted))

    def elsewhere(self, cell: ReadCell) -> Iterator[Outcome]:
        """A row that stands under another heading: an edit of the choice that the heading says."""
        choices = [
            (str(Address.cell(self.edit.question, self.edit.key, column)), options, options[code])
            for column, code in self._new_row.standing().items()
            for options in (options_of(self.catalog, self.question.column(column)),)
        ]
        # A row that names its choice itself, as the only one of it, stands under the heading of another.
        choices = [
            one for one in choices if self._stood_under(one[1].get(str(self.source.raws.get(one[0])), ""))
        ]
        for id, _, now in choices:
            for outcome in cell(AnswerEdit(id, self.edit.stood_under, now, now, self.edit.place)):
                yield replace(outcome, about=id) if isinstance(outcome, Done) else outcome
        if not choices:
            hint = "Ret i stedet det felt, der afgør, hvilken tabel rækken står i."
            yield self.trouble("note", "Rækken er flyttet til en anden tabel. Svaret er uændret.", hint)

    def _stood_under(self, label: str) -> bool:
        return label.casefold() == self.edit.stood_under.casefold()

    # --- new -----------------------------------------------------------------------------------------------
    def _new(self) -> Outcome:
        if self.question.type != "table":
            return self.trouble("ulæselig", "Tabellen har faste rækker, så en ny kan ikke føres tilbage.")
        for name, reason in self.edit.refused:
            column = next((column for column in self.question.columns if column.id == name), None)
            what = f"{short_label(column.label)} {reason}" if column else f"en celle {reason}"
            return self.trouble("ulæselig", f"Den nye række: {what}.", MOVE_OUT)
        if self.edit.pulled:
            return Done()
        cells = self._new_row.cells()
        if isinstance(cells, Unclear):
            return self.trouble("ulæselig", cells.message, cells.hint)
        if not cells:
            return Done()
        blank = self._blank_row()
        cells = with_known(self.question, self.source.blanks[blank], cells) if blank else cells
        there = self._found_there(cells)
        if there:
            return Done(about=str(Address(self.edit.question).item(there)))
        return self._wish(
            "tilføjet",
            "(kopieret)" if self.edit.copied_from else NEW_ROW,
            self._text((*self.edit.cells, *self.edit.beside)),
            cells=cells,
            after=self._above(),
            order=() if blank else self.edit.order,
            blank=Address.parse(blank).key,
        )

    def _blank_row(self) -> str:
        """The address of a blank row that it stands beside, which knows what it knows; empty for none."""
        near = (self.edit.copied_from, self.edit.after, *self.edit.order, *self.edit.before)
        rows = (str(Address(self.edit.question).item(key)) for key in near if key)
        return next((row for row in rows if row in self.source.blanks), "")

    def _above(self) -> str:
        """The nearest row above it that the answers have."""
        order = self.edit.order
        above = order[: order.index(self.edit.after) + 1] if self.edit.after in order else (self.edit.after,)
        return next((key for key in reversed(above) if key in self._keys_now), "")

    def _found_there(self, cells: Mapping[str, Any]) -> str:
        """The row of the answers that says so, was not there when the document was made, and has not been
        found to be another row of the document; empty for none."""
        came = (key for key in self._keys_now if key not in self._keys_then and key not in self.taken)
        found = next((k for k in came if all(self._says(k, name, raw) for name, raw in cells.items())), "")
        self.taken.add(found)
        return found

    @property
    def _new_row(self) -> NewRow:
        return NewRow(self.catalog, self.source, self.context, self.question, self.edit)

    # --- after a pull --------------------------------------------------------------------------------------
    def edited_on(self, cell: ReadCell) -> Iterator[Outcome]:
        """A new row that was pulled and says something else by now: edits of its cells."""
        known = {column.id for column in self._new_row.columns().values()}
        unknown = [reason for name, reason in self.edit.refused if name not in known]
        cells = self._new_row.cells()
        if unknown:
            yield self.trouble("ulæselig", f"Den nye række: en celle {unknown[0]}.", MOVE_OUT)
        elif isinstance(cells, Unclear) and not self.edit.refused:
            yield self.trouble("ulæselig", cells.message, cells.hint)
        else:
            edits = list(cell_edits(self._new_row, self.pulled))
            for one, outcome in ((edit, outcome) for edit in edits for outcome in cell(edit)):
                yield replace(outcome, about=one.id) if isinstance(outcome, Done) else outcome
            yield from () if edits else (Done(),)

    def _withdrawn(self) -> Outcome:
        """A new row that was pulled and is gone from the document."""
        if self.pulled.endswith(UNCLEAR):
            return self.trouble("konflikt", WHICH_ROW, "Slet rækken i svarfilen, hvis den skal væk.")
        if self.pulled not in self._keys_now:
            return Done()
        if self.edit.pulled is None or self.edit.pulled.doubtful:
            message = "Rækken er ført tilbage til svarfilen og er siden slettet i Word."
            return self.trouble("konflikt", message, "Slet den i svarfilen, hvis den skal væk.")
        return self._deletion(self.pulled)

    def _back_again(self) -> Outcome:
        """A row that was deleted, pulled, and is there again."""
        if self.edit.key in self._keys_now:
            return Done()
        message = "Rækken er slettet i svarfilen ved en tidligere tilbageføring og står igen i Word."
        return self.trouble("konflikt", message, "Skriv den i svarfilen igen, hvis den skal være der.")

    def _says(self, key: str, column: str, raw: Any) -> bool:
        now = self.context.raws.get(str(Address.cell(self.edit.question, key, column)))
        return same(self.question.column(column), now, raw, self.context.names.roles)

    # --- shared --------------------------------------------------------------------------------------------
    @property
    def _keys_now(self) -> Sequence[str]:
        return self.context.keys.get(self.edit.question, ())

    @property
    def _keys_then(self) -> Sequence[str]:
        return self.source.keys.get(self.edit.question, ())

    def _text(self, cells: Sequence[tuple[str, str]]) -> str:
        return " | ".join(" ".join(text.split()) for _, text in cells if text.strip())

    def _wish(self, kind: RowWishKind, was: str, now: str, **more: Any) -> RowWish:
        where = (self.source.where(self.edit.place),)
        return RowWish(kind, self.edit.question, self._label(), was, now, where, **more)

    def _label(self) -> str:
        if self.edit.key and self.edit.key in self._keys_then:
            return f"{self.label}, række {self._keys_then.index(self.edit.key) + 1}"
        return self.label

    def trouble(self, kind: TroubleKind, message: str, hint: str = "") -> Trouble:
        where = (self.source.where(self.edit.place),)
        shown = self._text(self.edit.said if self.edit.is_new else self.edit.cells)
        was, now = ("", shown) if self.edit.kind in ("tilføjet", "kopieret") else (shown, "")
        return Trouble(kind, self._label(), message, where, hint, was, now)
