"""How a date comes about, in Danish, step by step."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any, Final

from plangen.catalog import Catalog
from plangen.catalog.address import Address
from plangen.plan import When
from plangen.plan.steps import DateStep, StepKind
from plangen.plan.when import counted_weeks, every_weeks
from plangen.pulling.addresses import label_of
from plangen.texts.danish import counted, long_date, short_date, weekday_date

_TAKES_OVER = ("svar", "milepæl", "tilpasning")


def told(when: When, catalog: Catalog) -> Iterator[str]:
    """A line for each step; for a date that was written, that."""
    if when.day is None:
        yield f"Datoen kan ikke beregnes endnu: {when.relative or 'et svar mangler'}."
        return
    steps = when.steps or (DateStep("dato", when.day),)
    for before, step in zip((None, *steps), steps, strict=False):
        taken_over = before is not None and before.kind in _TAKES_OVER
        if not (step.kind == "dato" and taken_over):
            yield _line(step, when, catalog)


_SENTENCES: Final[Mapping[StepKind, str]] = {
    "dato": "Datoen er skrevet i svarene: {day}.",
    "arbejdsdag": "Det er ingen arbejdsdag, så datoen er flyttet til {day}.",
    "ferie": "Flyttet fra uge {step.from_week} pga. ferie til {day}.",
    "milepæl": "En milepæl, der styrer kortet ({step.answer}), bestemmer i stedet{written}.",
    "tilpasning": "Den frist, der er meldt ({step.answer}), bestemmer i stedet{written}.",
    "svar": "Svaret »{label}« ({step.answer}) bestemmer i stedet{written}.",
    "varighed": "Kortet varer {days}, så det begynder {day}.",
    "gruppe": "Arbejdsgruppen findes først fra {day}.",
    "overdragelse": "Datoen ligger ikke efter overdragelsen til drift: {day}.",
    "slut": "Det begynder ikke efter slut: {day}.",
    "afdelinger": "Afdelingerne har hver deres dato. Her gælder den, der følger idriftsættelsen {go_live}.",
    "idriftsaettelse": "Datoen er svaret »{label}« ({step.answer}): {day}.",
    "gentages": "Gentages {rhythm} derfra, her {day}.",
    "gruppestart": "Arbejdsgruppen begynder den dag. {after} senere er {day}.",
    "katalog": "{catalog_weeks}{counted}",
    "uger": "{counted}",
}


def _line(step: DateStep, when: When, catalog: Catalog) -> str:
    return _SENTENCES[step.kind].format(
        step=step,
        day=long_date(step.day) if step.day else "ukendt",
        label=_label(step.answer, catalog),
        written=_written(step),
        days=counted(step.days, "dag", "dage"),
        go_live=short_date(step.go_live) if step.go_live else "",
        rhythm=every_weeks(int(step.weeks or 1)),
        after=counted_weeks(step.weeks or 0),
        catalog_weeks=_catalog_weeks(step),
        counted=_counted(step, when),
    )


def _catalog_weeks(step: DateStep) -> str:
    """How the weeks of the catalog become those of this project."""
    if step.catalog_weeks is None or step.weeks is None or step.catalog_weeks == step.weeks:
        return ""
    lead = f"{step.lead} uger fra projektstart til idriftsættelse"
    return f"Kataloget siger {_side(step.catalog_weeks)}; med {lead} bliver det {_side(step.weeks)}. "


def _counted(step: DateStep, when: When) -> str:
    """»39 uger før idriftsættelsen mandag den 6. september 2027 er …«."""
    if step.weeks is None or step.day is None:
        return ""
    words = when.anchor.words(step.weeks)
    go_live = f" {weekday_date(step.go_live)}" if step.go_live else ""
    text = f"{words}{go_live} er {long_date(step.day)}."
    return text[:1].upper() + text[1:]


def _written(step: DateStep) -> str:
    if step.weeks is None and step.day is not None:
        return f": {long_date(step.day)}"
    return ""


def _side(weeks: float) -> str:
    if not weeks:
        return "ved idriftsættelsen"
    return f"{counted_weeks(abs(weeks))} {'før' if weeks < 0 else 'efter'}"


def _label(answer: str, catalog: Catalog) -> str:
    address = Address.parse(answer)
    return label_of(catalog, address) if address.question in catalog.questions else answer


def step_data(step: DateStep) -> dict[str, Any]:
    """A step with stable names; what it does not have is left out."""
    told: dict[str, Any] = {
        "slags": step.kind,
        "dato": step.day.isoformat() if step.day else None,
        "uger": step.weeks,
        "katalogets_uger": step.catalog_weeks,
        "uger_i_alt": step.lead,
        "fra_uge": step.from_week,
        "svar": step.answer or None,
        "dage": step.days or None,
        "idriftsaettelse": step.go_live.isoformat() if step.go_live else None,
    }
    return {name: value for name, value in told.items() if value is not None}
