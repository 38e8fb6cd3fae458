"""The timeline of the pack overview: phases as bars, milestones as numbered marks on an axis of months.

Drawn once as SVG; both formats print the same drawing, and the table beside it says the same in words.
All lengths are millimetres, which are the drawing's own units.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from functools import cache
from html import escape

from PIL import ImageFont

from plangen.pictures.raster import png_from_svg
from plangen.pictures.typeface import carlito_files
from plangen.texts.danish import counted, short_date
from plangen.texts.values import Picture

WIDTH = 162.0
MARGIN = 4.0
BAR_HEIGHT = 5.2
BAR_GAP = 1.4
MARK_RADIUS = 2.3
MARK_GAP = 0.6
SIZE = 2.9  # about 8 pt
SMALL = 2.5

ACCENT = "#1B4F63"
TINT = "#C9DCE2"
RULE = "#B9CBD1"
TEXT = "#1E2427"
MUTED = "#55636A"
# Months between two ticks of the axis, so that there is room for their names.
STEPS = (1, 3, 12, 60, 120, 600, 1200, 6000, 12000)
MOST_TICKS = 24
MAX_HEIGHT = 180.0  # so that it keeps to a page
MONTHS = ("jan", "feb", "mar", "apr", "maj", "jun", "jul", "aug", "sep", "okt", "nov", "dec")


@dataclass(frozen=True, slots=True)
class PhaseBar:
    """A phase: its label and first and last day."""

    label: str
    start: date
    end: date


@dataclass(frozen=True, slots=True)
class Mark:
    """A milestone: its number in the table beside the drawing, and its day."""

    number: int
    day: date


def timeline_picture(
    spans: Sequence[PhaseBar], marks: Sequence[Mark], go_live: date, today: date | None
) -> Picture:
    """The timeline as a picture 162 mm wide (narrower when it would be too high for a page); the alt text
    names period, phases and go-live date."""
    drawing = _Drawing(spans, marks, go_live, today)
    svg = drawing.svg()
    phases = ", ".join(f"{span.label} {short_date(span.start)}–{short_date(span.end)}" for span in spans)
    numbered = counted(len(marks), "nummereret milepæl", "nummererede milepæle")
    alt = (
        f"Tidslinje fra {short_date(drawing.first)} til {short_date(drawing.last)}"
        + (f" med {numbered}, som står i tabellen" if marks else "")
        + f". Idriftsættelse {short_date(go_live)}."
        + (f" Faser: {phases}." if phases else "")
    )
    scale = min(1.0, MAX_HEIGHT / drawing.height)
    width, height = round(WIDTH * scale, 2), round(drawing.height * scale, 2)
    return Picture("tidslinje", alt, width, height, png=png_from_svg(svg, width), svg=svg.encode("utf-8"))


class _Drawing:
    """Places the parts from top to bottom: phase bars, axis with months, milestones."""

    def __init__(
        self, spans: Sequence[PhaseBar], marks: Sequence[Mark], go_live: date, today: date | None
    ) -> None:
        days = [go_live, *(s.start for s in spans), *(s.end for s in spans), *(m.day for m in marks)]
        self.first = min(days).replace(day=1)
        self.last = date.fromordinal(min(max(days).toordinal() + 14, date.max.toordinal()))
        self._spans, self._marks, self._go_live, self._today = spans, marks, go_live, today
        self._axis = 6.0 + len(spans) * (BAR_HEIGHT + BAR_GAP) + 2.0
        self._lanes = _lanes([self._x(mark.day) for mark in marks])
        lowest = max(self._lanes, default=0)
        self.height = round(self._axis + 8.5 + (lowest + 1) * (2 * MARK_RADIUS + MARK_GAP) + 1.0, 1)

    def _x(self, day: date) -> float:
        share = (day - self.first).days / max((self.last - self.first).days, 1)
        return round(MARGIN + share * (WIDTH - 2 * MARGIN), 2)

    def svg(self) -> str:
        parts = [
            # Readable on a dark page too; beyond the frame, or its edge becomes a grey line.
            f'<rect x="-2" y="-2" width="{WIDTH + 4}" height="{self.height + 4}" fill="#FFFFFF"/>',
            *self._leaders(),
            *self._bars(),
            *self._lines(),
            *self._bar_labels(),
            *self._months(),
            *self._dots(),
        ]
        return (
            f'<svg xmlns="http://www.w3.org/2000/svg" width="{WIDTH}mm" height="{self.height}mm" '
            f'viewBox="0 0 {WIDTH} {self.height}" font-family="Plangen Carlito, Carlito, Calibri">'
            f"{''.join(parts)}</svg>"
        )

    def _months(self) -> list[str]:
        """The axis with a tick for each month, or for every third month, year, five years, …"""
        first, last = (day.year * 12 + day.month - 1 for day in (self.first, self.last))
        step = next(step for step in STEPS if last - first < step * MOST_TICKS)
        parts = [_line(MARGIN, self._axis, WIDTH - MARGIN, self._axis, ACCENT, 0.4)]
        year_given = False
        for month in (month for month in range(first, last + 1) if month % step == 0):
            x = self._x(date(month // 12, month % 12 + 1, 1))
            parts.append(_line(x, self._axis, x, self._axis + 1.4, ACCENT, 0.3))
            names = [(MONTHS[month % 12], 3.6, False)] if step < 12 else []
            if month % 12 == 0 or not year_given:
                names.append((str(month // 12), 6.6, True))
                year_given = True
            for name, below, bold in names:
                if x + 0.6 + _text_width(name, SMALL) <= WIDTH:
                    parts.append(_text(x + 0.6, self._axis + below, name, SMALL, MUTED, bold))
        return parts

    def _bars(self) -> list[str]:
        parts = []
        for index, span in enumerate(self._spans):
            x, y = self._x(span.start), 6.0 + index * (BAR_HEIGHT + BAR_GAP)
            width = max(self._x(span.end) - x, 1.2)
            parts.append(
                f'<rect x="{x}" y="{y:.2f}" width="{width:.2f}" height="{BAR_HEIGHT}" '
                f'rx="0.8" fill="{TINT}"/>'
            )
        return parts

    def _bar_labels(self) -> list[str]:
        """Above the lines, so that the go-live line never crosses a word."""
        parts = []
        for index, span in enumerate(self._spans):
            x, y = self._x(span.start), 6.0 + index * (BAR_HEIGHT + BAR_GAP)
            width = max(self._x(span.end) - x, 1.2)
            parts.append(self._bar_label(span.label, x, width, y + BAR_HEIGHT / 2 + 1.0))
        return parts

    def _bar_label(self, label: str, x: float, width: float, baseline: float) -> str:
        """Inside the bar when it fits, else to its right, else to its left."""
        needed = _text_width(label, SIZE) + 3.0
        if needed <= width:
            line = self._x(self._go_live)
            crossed = x < line < x + needed
            left = line if crossed and line + needed <= x + width else x
            return _text(left + 1.5, baseline, label, SIZE, TEXT)
        if x + width + needed <= WIDTH:
            return _text(x + width + 1.2, baseline, label, SIZE, TEXT)
        return _text(x - 1.2, baseline, label, SIZE, TEXT, anchor="end")

    def _lines(self) -> list[str]:
        x = self._x(self._go_live)
        anchor = "end" if x > WIDTH * 0.7 else "start"
        label = f"Idriftsættelse {short_date(self._go_live)}"
        parts = [
            _line(x, 1.0, x, self._axis + 1.4, ACCENT, 0.6),
            _text(x + (1.2 if anchor == "start" else -1.2), 3.6, label, SIZE, ACCENT, True, anchor),
        ]
        if self._today and self.first <= self._today <= self.last:
            today = self._x(self._today)
            parts.append(_line(today, 4.4, today, self._axis + 1.4, MUTED, 0.4, dashed=True))
            if today + 20 < x or today > x + _text_width(label, SIZE) + 4:
                parts.append(_text(today, 3.6, "Pakkens dato", SMALL, MUTED))
        return parts

    def _leaders(self) -> list[str]:
        parts = []
        for mark, lane in zip(self._marks, self._lanes, strict=True):
            x = self._x(mark.day)
            y = self._axis + 8.5 + MARK_RADIUS + lane * (2 * MARK_RADIUS + MARK_GAP)
            parts.append(_line(x, self._axis, x, y - MARK_RADIUS, RULE, 0.25))
        return parts

    def _dots(self) -> list[str]:
        parts = []
        for mark, lane in zip(self._marks, self._lanes, strict=True):
            x = self._x(mark.day)
            y = self._axis + 8.5 + MARK_RADIUS + lane * (2 * MARK_RADIUS + MARK_GAP)
            fill = ACCENT if mark.day == self._go_live else "#FFFFFF"
            ink = "#FFFFFF" if mark.day == self._go_live else ACCENT
            parts.append(
                f'<circle cx="{x}" cy="{y:.2f}" r="{MARK_RADIUS}" fill="{fill}" stroke="{ACCENT}" '
                'stroke-width="0.35"/>'
            )
            parts.append(_text(x, y + 0.95, str(mark.number), SIZE, ink, True, "middle"))
        return parts


def _lanes(positions: Sequence[float]) -> list[int]:
    """For marks in order of time: the first lane below the axis where each is clear of its neighbours."""
    ends: list[float] = []
    lanes: list[int] = []
    for x in positions:
        left = x - MARK_RADIUS - MARK_GAP / 2
        lane = next((i for i, end in enumerate(ends) if end <= left), len(ends))
        if lane == len(ends):
            ends.append(0.0)
        ends[lane] = x + MARK_RADIUS + MARK_GAP / 2
        lanes.append(lane)
    return lanes


@cache
def _font() -> ImageFont.FreeTypeFont:
    regular = next(path for path in carlito_files() if path.endswith("Carlito-Regular.ttf"))
    return ImageFont.truetype(regular, 100)


def _text_width(text: str, size: float) -> float:
    """Width of the text in millimetres, by Carlito's own metrics."""
    return float(_font().getlength(text)) * size / 100


def _line(x1: float, y1: float, x2: float, y2: float, colour: str, width: float, dashed: bool = False) -> str:
    dash = ' stroke-dasharray="1.2 0.9"' if dashed else ""
    return (
        f'<line x1="{x1:.2f}" y1="{y1:.2f}" x2="{x2:.2f}" y2="{y2:.2f}" stroke="{colour}" '
        f'stroke-width="{width}"{dash}/>'
    )


def _text(
    x: float, y: float, text: str, size: float, colour: str, bold: bool = False, anchor: str = "start"
) -> str:
    weight = ' font-weight="bold"' if bold else ""
    return (
        f'<text x="{x:.2f}" y="{y:.2f}" font-size="{size}" fill="{colour}" text-anchor="{anchor}"{weight}>'
        f"{escape(text, quote=False)}</text>"
    )
