"""What F1 shows."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True, slots=True)
class Period:
    """A phase, or another change that hits the same people: its name, first and last day."""

    name: str
    start: date
    end: date


@dataclass(frozen=True, slots=True)
class Event:
    """A milestone, or a go-live."""

    name: str
    day: date
    go_live: bool = False


@dataclass(frozen=True, slots=True)
class Course:
    """A lane: what happens in it, the days it is evaluated, and the other changes. `thin`: it stands for
    others than the figure is about."""

    name: str
    events: tuple[Event, ...] = ()
    evaluations: tuple[date, ...] = ()
    changes: tuple[Period, ...] = ()
    thin: bool = False
