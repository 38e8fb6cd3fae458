"""What staff want an answer to be: one wish for each edit that could be understood."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any, Literal

from plangen.answers.blank_rows import BlankRow
from plangen.answers.model import OwnRows
from plangen.catalog.address import Address
from plangen.differences.comparison import Difference
from plangen.differences.settled import Settled
from plangen.findings import WordPlace
from plangen.pulling.names import Names

SHARED_ONLY = frozenset({"afdelinger"})
"""Questions that a department's own file cannot answer."""


RowWishKind = Literal["tilføjet", "slettet", "flyttet"]
TroubleKind = Literal["konflikt", "ulæselig", "afventer", "forslag", "note"]


@dataclass(frozen=True, slots=True)
class Where:
    """Where an edit stands. `department`: whose pack the file lies in, None for the pack of all."""

    place: WordPlace
    department: str | None = None

    def __str__(self) -> str:
        return str(self.place)


@dataclass(frozen=True, slots=True)
class EditedDocument:
    """One edited document.

    `raws`: id → raw value behind the document when it was made; `keys`: table → the keys of its rows then;
    `shown`: id → the texts it was printed as; `settled`: what earlier pulls have taken from it; `blanks`:
    address of a row that was not there, but had a place to write → what is known of it.
    """

    document: str
    department: str | None
    difference: Difference
    raws: Mapping[str, Any] = field(default_factory=dict)
    keys: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    shown: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    settled: Settled = field(default_factory=Settled)
    blanks: Mapping[str, BlankRow] = field(default_factory=dict)

    def before(self, id: str) -> Any:
        """The raw value that an edit starts from: as pulled last, else as the document was made."""
        return self.settled.raws[id] if id in self.settled.raws else self.raws.get(id)

    def where(self, place: str) -> Where:
        return Where(WordPlace(self.document, place), self.department)


@dataclass(frozen=True)
class Context:
    """The answers of one pack as they are now. `own`: the questions that its own file answers as a whole;
    `own_rows`: those of which it says what is different; `shown`: the keys of the rows that its documents
    show, by table. `has_file`: whether the department has a file of its own."""

    department: str | None
    raws: Mapping[str, Any]
    keys: Mapping[str, tuple[str, ...]]
    names: Names
    own: frozenset[str] = frozenset()
    shown: Mapping[str, frozenset[str]] = field(default_factory=dict)
    own_rows: Mapping[str, OwnRows] = field(default_factory=dict)
    has_file: bool = False


@dataclass(frozen=True, slots=True)
class Wish:
    """An answer is to be `raw` (None: empty). `was` and `now` are texts as the document shows them."""

    address: Address
    id: str
    label: str
    was: str
    now: str
    raw: Any
    where: tuple[Where, ...]


@dataclass(frozen=True, slots=True)
class RowWish:
    """A table is to get or lose a row, or to have its rows in another order.

    `kind`: tilføjet, slettet or flyttet. `table`: the id of the whole answer. `cells`: raw values of a new
    row. `after`: the row above it; `order`: the rows in the order wanted, of those the document shows.
    `blank`: the key of the blank row that was filled in, or beside which the new one stands.
    """

    kind: RowWishKind
    table: str
    label: str
    was: str
    now: str
    where: tuple[Where, ...]
    key: str = ""
    cells: Mapping[str, Any] = field(default_factory=dict)
    after: str = ""
    order: tuple[str, ...] = ()
    blank: str = ""


@dataclass(frozen=True, slots=True)
class Step:
    """A wish that is granted, and the file it goes to: None for the project's, else the department's own.
    `manner`: what it means there for the department, in Danish."""

    target: str | None
    wish: Wish | RowWish
    manner: str = ""


@dataclass(frozen=True, slots=True)
class Trouble:
    """An edit that is not carried over, and why. `kind`: konflikt, ulæselig, afventer, forslag or note. `id`:
    of the answer that an edit is about."""

    kind: TroubleKind
    label: str
    message: str
    where: tuple[Where, ...]
    hint: str = ""
    was: str = ""
    now: str = ""
    id: str = ""


@dataclass(frozen=True, slots=True)
class Done:
    """An edit that asks for nothing: the answer files say so already. `raw`: the value it means; `about`:
    the address of the row that a new one is, or of the cell of it that was edited on."""

    raw: Any = None
    about: str = ""


Outcome = Wish | RowWish | Trouble | Done
"""What becomes of one edit."""


@dataclass(frozen=True, slots=True)
class Pull:
    """What is to be written, what is not, and how many edits the answer files hold already."""

    steps: tuple[Step, ...] = ()
    troubles: tuple[Trouble, ...] = ()
    done: int = 0

    def of_kind(self, kind: TroubleKind) -> tuple[Trouble, ...]:
        return tuple(trouble for trouble in self.troubles if trouble.kind == kind)

    @property
    def refused(self) -> bool:
        """Whether something is kept back that a person must decide."""
        return any(trouble.kind in ("konflikt", "ulæselig") for trouble in self.troubles)


@dataclass(frozen=True, slots=True)
class Choices:
    """How to pull. `to_shared`: departments' edits go to the project's file; `tracked`: accept, ignore or
    empty; `proposals`: take retyped values too."""

    to_shared: bool = False
    tracked: str = ""
    proposals: bool = False
