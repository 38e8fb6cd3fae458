"""Points in time: a day, and how it hangs on go-live (specifikation.md 2.7)."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from plangen.plan.calendar import Move, add_weeks
from plangen.texts.danish import long_date, number, relative_weeks

OWN = ""
COMMON = "den fælles"
DEPARTMENT = "afdelingens"
LATEST = "den sidste"


@dataclass(frozen=True, slots=True)
class Anchor:
    """A go-live date that weeks are counted from.

    `whose` is the word that tells it from the pack's own date: `OWN` (nothing), `COMMON` (the project's
    common date in the pack of a department that has its own), `DEPARTMENT` (the other way round) or `LATEST`
    (the project's last one).
    """

    day: date | None
    whose: str = OWN

    def words(self, weeks: float) -> str:
        """»5 uger efter idriftsættelsesdato«, »1 uge før den fælles idriftsættelsesdato«."""
        if not self.whose and float(weeks).is_integer():
            return relative_weeks(int(weeks))
        if not weeks:
            return f"på {self.whose} idriftsættelsesdato"
        side = "før" if weeks < 0 else "efter"
        name = f"{self.whose} idriftsættelsesdato".strip()
        return f"{counted_weeks(abs(weeks))} {side} {name}"


@dataclass(frozen=True, slots=True)
class When:
    """A point in time.

    `day`: the day after the move to a working day; None when a date that it needs is missing.
    `weeks`: weeks from the anchor's date, when it was given (or computed) in weeks.
    `nominal`: the day before the move. `anchor`: the go-live date that it counts from.
    `absolute`: written as a date in the answers, so it is never moved and follows no go-live date.
    """

    day: date | None = None
    weeks: float | None = None
    nominal: date | None = None
    anchor: Anchor = Anchor(None)
    absolute: bool = False

    @property
    def relative(self) -> str:
        """»5 uger efter idriftsættelsesdato«; for a date the nearest whole weeks; empty when unknown."""
        weeks = self.weeks if self.weeks is not None else self.nearest_weeks
        return "" if weeks is None else self.anchor.words(weeks)

    @property
    def nearest_weeks(self) -> int | None:
        """Whole weeks from go-live to the day, to the nearest; None when one of them is unknown."""
        if self.day is None or self.anchor.day is None:
            return None
        return round((self.day - self.anchor.day).days / 7)

    @property
    def phrase(self) -> str:
        """»5 uger efter idriftsættelsesdato (fredag den 14. maj 2027)«; what is known of the two."""
        if self.day is None or not self.relative:
            return self.relative or (long_date(self.day) if self.day else "")
        return f"{self.relative} ({long_date(self.day)})"

    @property
    def date_first(self) -> str:
        """»fredag den 14. maj 2027 (5 uger efter idriftsættelsesdato)«, for a date that is decided
        (specifikation.md 1.1): the weeks are the nearest whole ones."""
        weeks = self.nearest_weeks
        if self.day is None or weeks is None:
            return self.phrase
        return f"{long_date(self.day)} ({self.anchor.words(weeks)})"


UNKNOWN = When()


def at(anchor: Anchor, weeks: float | None, move: Move) -> When:
    """The point `weeks` from the anchor's date, moved to a working day by `move`."""
    nominal = None if weeks is None else add_weeks(anchor.day, weeks)
    return When(move(nominal) if nominal else None, weeks, nominal, anchor)


def on(day: date | None, anchor: Anchor) -> When:
    """A date written as a date: never moved."""
    return When(day, None, day, anchor, absolute=day is not None)


def moment(anchor: Anchor, raw: date | float | None, move: Move) -> When:
    """A date_or_week answer (specifikation.md 2.7)."""
    return on(raw, anchor) if isinstance(raw, date) else at(anchor, raw, move)


def counted_weeks(weeks: float) -> str:
    """»1 uge«, »12 uger«, »2,5 uger«."""
    return f"{number(weeks)} {'uge' if weeks == 1 else 'uger'}"
