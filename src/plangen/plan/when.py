"""Points in time: a day, and how it hangs on go-live (specifikation.md 2.7)."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date
from typing import NamedTuple

from plangen.plan.calendar import add_weeks
from plangen.plan.moving import Move
from plangen.plan.steps import DateStep, moved
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
        """»5 uger efter idriftsættelsen«, »1 uge før den fælles idriftsættelse«."""
        if not self.whose and float(weeks).is_integer():
            return relative_weeks(int(weeks))
        name = f"{self.whose} idriftsættelse" if self.whose else "idriftsættelsen"
        if not weeks:
            return f"ved {name}"
        side = "før" if weeks < 0 else "efter"
        return f"{counted_weeks(abs(weeks))} {side} {name}"


@dataclass(frozen=True, slots=True)
class When:
    """A point in time.

    `day`: the day after the move (specifikation.md 3.1); None when a date that it needs is missing.
    `weeks`: weeks from the anchor's date, when it was given (or computed) in weeks.
    `nominal`: the day before the move. `anchor`: the go-live date that it counts from.
    `absolute`: written as a date in the answers, so it is never moved and follows no go-live date.
    `moved_from`: the ISO week that closed days moved it out of; None when they did not. `steps`: how it came
    about; two that are the same in all else are the same.
    """

    day: date | None = None
    weeks: float | None = None
    nominal: date | None = None
    anchor: Anchor = Anchor(None)
    absolute: bool = False
    moved_from: int | None = None
    steps: tuple[DateStep, ...] = field(default=(), compare=False, repr=False)

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
        """»fredag den 14. maj 2027 (5 uger efter idriftsættelsen)«; what is known of the two."""
        if self.day is None or not self.relative:
            return self.relative or (long_date(self.day) if self.day else "")
        return f"{long_date(self.day)} ({self.relative})"


UNKNOWN = When()


class Counted(NamedTuple):
    """Weeks of a standard card, which the lead stretches: as the catalog says them, and the lead in weeks."""

    offset: float | None
    lead: int | None


def at(anchor: Anchor, weeks: float | None, move: Move, counted: Counted | None = None) -> When:
    """The point `weeks` from the anchor's date, moved by `move`. `counted`: how the weeks came about when the
    catalog says them."""
    nominal = None if weeks is None else add_weeks(anchor.day, weeks)
    if nominal is None:
        return When(None, weeks, None, anchor)
    to = move(nominal, anchor.day)
    if counted is None:
        first = DateStep("uger", nominal, weeks, go_live=anchor.day)
    else:
        first = DateStep("katalog", nominal, weeks, counted.offset, counted.lead, go_live=anchor.day)
    return When(to.day, weeks, nominal, anchor, moved_from=to.from_week, steps=(first, *moved(nominal, to)))


def on(day: date | None, anchor: Anchor) -> When:
    """A date written as a date: never moved."""
    steps = () if day is None else (DateStep("dato", day),)
    return When(day, None, day, anchor, absolute=day is not None, steps=steps)


def moment(anchor: Anchor, raw: date | float | None, move: Move) -> When:
    """A date_or_week answer (specifikation.md 2.7)."""
    return on(raw, anchor) if isinstance(raw, date) else at(anchor, raw, move)


def counted_weeks(weeks: float) -> str:
    """»1 uge«, »12 uger«, »2,5 uger«."""
    return f"{number(weeks)} {'uge' if weeks == 1 else 'uger'}"


def every_weeks(weeks: int) -> str:
    """»hver uge«, »hver 4. uge«."""
    return "hver uge" if weeks == 1 else f"hver {weeks}. uge"
