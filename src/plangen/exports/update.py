"""What an update of a pack came to, as people are told of it: plain texts for page, screen and programs."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Final, NamedTuple
from urllib.parse import quote

from plangen.texts.danish import counted

MERGED: Final = "flettet"
RENEWED: Final = "fornyet"
JOINED: Final = "samlet med dokumentet"
STAYS: Final = "ikke opdateret"
AS_BEFORE: Final = "uændret"


class ToldChange(NamedTuple):
    """One change: what or where it is, what stood there, what stands there now. `was` or `now` is empty when
    it came or went."""

    what: str
    was: str
    now: str


class Dispute(NamedTuple):
    """A place that both staff and the plan have changed, or two who wrote in copies of one file: the text of
    the file stays, the other one stands below it as a suggestion, of `by`."""

    place: str
    theirs: str
    ours: str
    why: str
    by: str = "planen"


class WrittenCopy(NamedTuple):
    """A copy whose text stands in the document now: what it was called, who saved it last and the day
    (ÅÅÅÅ-MM-DD), empty when the file does not say."""

    file: str
    by: str
    on: str


class AnswerBack(NamedTuple):
    """An answer that goes from Word to an answer file."""

    question: str
    was: str
    now: str
    file: str


@dataclass(frozen=True, slots=True)
class UpdatedDocument:
    """One Word file. `file`: from the project's folder; `state`: one of the words above; `saved_by`,
    `saved_on`: who saved it last, and the day (ÅÅÅÅ-MM-DD), empty when the file does not say; `staff`: what
    was done to it in Word; `plan`: what the update changes in it; `disputes`: where both did; `own`: derived
    texts that staff corrected, which stay theirs; `reason`: why it stays as it is, or why a copy that has
    the new text by now could not be joined with its document; `joined`: the copies whose text came into it;
    `into`: the document that a copy was joined with."""

    title: str
    file: str
    pack: str
    state: str
    saved_by: str = ""
    saved_on: str = ""
    staff: tuple[ToldChange, ...] = ()
    plan: tuple[ToldChange, ...] = ()
    disputes: tuple[Dispute, ...] = ()
    own: tuple[ToldChange, ...] = ()
    reason: str = ""
    joined: tuple[WrittenCopy, ...] = ()
    into: str = ""

    @property
    def told(self) -> bool:
        """Whether there is anything to say of it."""
        return self.state != AS_BEFORE or bool(self.staff or self.own)


@dataclass(frozen=True, slots=True)
class UpdateReport:
    """An update of a project or of a part of it. `day`: the packs' date, ÅÅÅÅ-MM-DD, empty without one;
    `answers`: what went back to the answer files; `left`: answers that could not, in Danish; `copies`: where
    the replaced files are kept."""

    project: str
    municipality: str
    day: str
    documents: tuple[UpdatedDocument, ...]
    answers: tuple[AnswerBack, ...] = ()
    left: tuple[str, ...] = ()
    copies: str = ""

    @property
    def told(self) -> tuple[UpdatedDocument, ...]:
        return tuple(one for one in self.documents if one.told)

    @property
    def in_detail(self) -> tuple[UpdatedDocument, ...]:
        """Those that somebody has edited, or that could not be updated."""
        return tuple(one for one in self.told if one.state != RENEWED or one.staff or one.joined)

    @property
    def just_renewed(self) -> tuple[UpdatedDocument, ...]:
        """Those that nobody had edited: they are as a build makes them."""
        return tuple(one for one in self.told if one not in self.in_detail)

    @property
    def disputed(self) -> tuple[tuple[UpdatedDocument, Dispute], ...]:
        """Every place that somebody has to decide on, with its document."""
        return tuple((one, dispute) for one in self.documents for dispute in one.disputes)

    def of_state(self, state: str) -> int:
        return sum(one.state == state for one in self.documents)

    @property
    def summary(self) -> str:
        """»3 dokumenter er flettet, 20 er fornyet, 14 er som før. I skal tage stilling til 2 steder.«"""
        parts = [part for part in self._counts() if part]
        text = f"{', '.join(parts)}." if parts else "Der er ingen Word-filer."
        places = len(self.disputed)
        if places:
            text += f" I skal tage stilling til {counted(places, 'sted', 'steder')}."
        return text

    def _counts(self) -> Iterator[str]:
        for state, words in _COUNTED.items():
            if number := self.of_state(state):
                yield counted(number, *words)

    @property
    def mail(self) -> str:
        """A link that opens a mail about the update."""
        lines = [self.summary, *_mail_lines(self.told)]
        subject = f"{self.project}: dokumenterne er opdateret"
        return f"mailto:?subject={quote(subject)}&body={quote(chr(10).join(lines))}"


_COUNTED: Final = {
    MERGED: (
        "dokument er rettet i Word og har fået det nye ind",
        "dokumenter er rettet i Word og har fået det nye ind",
    ),
    JOINED: ("kopi er samlet med sit dokument", "kopier er samlet med deres dokument"),
    RENEWED: ("dokument er fornyet", "dokumenter er fornyet"),
    STAYS: ("dokument kunne ikke opdateres", "dokumenter kunne ikke opdateres"),
    AS_BEFORE: ("dokument er som før", "dokumenter er som før"),
}
_LONGEST_MAIL: Final = 20
"""Documents that a mail names; programs cut long links off."""


def _mail_lines(documents: Sequence[UpdatedDocument]) -> Iterator[str]:
    for one in documents[:_LONGEST_MAIL]:
        places = counted(len(one.disputes), "sted", "steder")
        decide = f", tag stilling til {places}" if one.disputes else ""
        yield f"- {one.title} ({one.pack}): {one.state}{decide}"
    if len(documents) > _LONGEST_MAIL:
        yield f"- og {len(documents) - _LONGEST_MAIL} til"
