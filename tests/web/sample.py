"""A context for D01 made by hand, so that these tests depend on nothing but values and templates."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

from plangen.documents.open_points import OpenPoint
from plangen.documents.printing import Printing
from plangen.texts.danish import long_date, short_date
from plangen.texts.values import Answer, ContentsList, Passage, Record, Rows
from plangen.web.page import Page, PageTemplates

FOLDER = Path(__file__).parent.parent.parent / "templates" / "html"


def load(name: str) -> str:
    return (FOLDER / name).read_text(encoding="utf-8")


@dataclass(frozen=True)
class Properties:
    title: str = "Formålsbeskrivelse – Jobindsats"
    subject: str = "Din vej til job – digital jobplatform"
    author: str = "Digitaliseringskonsulent"
    keywords: str = "Egelund Kommune, JobVejen, Formålsbeskrivelse"


def text(id: str, shown: str, kind: str = "text") -> Answer:
    return Answer(shown, id=id, raw=shown, kind=kind, label=id)


def prose(id: str, shown: str) -> Answer:
    return text(id, shown, "markdown")


def absent(id: str, label: str) -> Answer:
    return Answer(f"[Udfyldes: {label}]", id=id, label=label, status="missing")


def blank(id: str) -> Answer:
    return Answer("–", id=id, label=id, status="blank")


def hidden(id: str) -> Answer:
    return Answer("", id=id, label=id, status="hidden")


def day(id: str, value: date) -> Answer:
    return Answer(short_date(value), id=id, raw=value, kind="date", variants={"long": long_date(value)})


def role(id: str, title: str, name: str) -> Answer:
    return Answer(title, id=id, raw=name, kind="role", variants={"first": f"{title} ({name})"})


def context(**changes: Any) -> dict[str, Any]:
    """The answers of the job centre that D01 prints, with `changes` by name."""
    return {**_front(), **_purpose(), **_goals(), **_setting(), **changes}


def empty_context() -> dict[str, Any]:
    """The context of an empty answer file: every answer is missing."""
    return {name: _emptied(value) for name, value in context().items()}


def _emptied(value: Any) -> Any:
    match value:
        case Answer() if value.id.startswith("pakke."):
            return blank(value.id)
        case Answer() if value:
            return absent(value.id, value.label)
        case Record() if hasattr(value, "titel") or hasattr(value, "version"):
            return value
        case Record():
            return Record({name: _emptied(field) for name, field in value._fields.items()}, vises=value.vises)
        case Rows():
            return Rows([], value.ellers)
    return value


def page(template: str = "01_formaalsbeskrivelse.html", **changes: Any) -> Page:
    """The page of a document, with the hand-made context."""
    return PageTemplates(load).render(template, context(**changes), Printing(), Properties())


def rendered(source: str, /, **values: Any) -> Page:
    """A page whose body is `source`, with only these values."""
    whole = f'<html lang="da"><head><title>x</title></head><body>{source}</body></html>'
    return PageTemplates({"proeve.html": whole, **_macros()}.__getitem__).render(
        "proeve.html", values, Printing()
    )


def _macros() -> dict[str, str]:
    return {"_makroer.html": load("_makroer.html"), "plangen.css": load("plangen.css")}


def _front() -> dict[str, Any]:
    revisions = [
        {"version": text("v", "0.9"), "dato": day("d", date(2026, 12, 11)), "af": text("a", "Digitaliseringskonsulent"),
         "aendringer": "Denne version"},
        {"version": text("v", "0.5"), "dato": day("d", date(2026, 11, 27)), "af": text("a", "Digitaliseringskonsulent"),
         "aendringer": text("æ", "Første udkast til arbejdsgruppen")},
    ]  # fmt: skip
    package = {
        "sagsnummer": text("pakke.sagsnummer", "15.20.00-P20-3-26"),
        "version": text("pakke.version", "0.9"),
        "status": Answer("Til høring", id="pakke.status", raw="til_hoering", kind="choice"),
        "dato": day("pakke.dato", date(2026, 12, 11)),
        "udarbejdet_af": text("pakke.udarbejdet_af", "Digitaliseringskonsulent"),
        "godkendt_af": blank("pakke.godkendt_af"),
        "revisioner": Rows([Record(row) for row in revisions], blank("pakke.revisioner")),
    }
    return {
        "dokument": document(),
        "pakke": Record(package),
        "logo": None,
        "indhold": ContentsList(),
        "aabne_punkter": (),
        "kommune_navn": text("kommune_navn", "Egelund Kommune"),
        "projekt_titel": text("projekt_titel", "Din vej til job – digital jobplatform"),
        "st": Record(
            {
                "ST_02": Passage(
                    "ST-02",
                    (
                        "Formålet er udgangspunktet for alle beslutninger i projektet. Det kan tilpasses "
                        "undervejs, hvis løsningens reelle muligheder viser sig at være anderledes, men "
                        "ændringer godkendes af ",
                        role("roller.projektejer.rolle", "Jobcenterchef", "projektejer"),
                        ".",
                    ),
                ),
                "ST_03": Passage(
                    "ST-03",
                    ("Løsningen er et middel til at løse kerneopgaven bedre. Den er ikke et mål i sig selv.",),
                ),
            }
        ),
    }


def document(**changes: Any) -> Record:
    return Record(
        {
            "id": "D01",
            "titel": "Formålsbeskrivelse",
            "fuld_titel": "Formålsbeskrivelse – Jobindsats",
            "afdeling": "Jobindsats",
            "grundlag": "Digitale veje til job (fase 1 og bilag 1, trin 1) og Fremfærd: Bedre implementering af "
            "ny teknologi (kapitel 2).",
            "udkast": False,
            "internt": False,
            **changes,
        }
    )


def open_point(**changes: Any) -> OpenPoint:
    fields = {
        "id": "x",
        "afsnit": "Sammenhæng",
        "mangler": "Erfaringer fra tidligere forløb",
        "kan_svare": "Digitaliseringskonsulent (projektleder)",
        "senest": "udfyldes senest 15.02.2027",
    }
    return OpenPoint(**{**fields, **changes})


def _purpose() -> dict[str, Any]:
    def group(id: str, why: str, example: Answer) -> Record:
        return Record({"begrundelse": prose(f"mening.{id}.begrundelse", why), "eksempel": example})

    return {
        "formaal_kort": text(
            "formaal_kort",
            "Borgerne skal hurtigere og mere fleksibelt få hjælp til at komme i job, og rådgivernes tid skal gå "
            "til de borgere, der har mest brug for den personlige samtale.",
        ),
        "problem": prose(
            "problem",
            "Samtaler bruges i dag ofte til praktisk vejledning, som borgeren selv kunne klare mellem samtalerne. "
            "Borgerne venter på svar, og rådgiverne når ikke de borgere, der har mest brug for hjælp. I 2025 blev "
            "14 procent af samtalerne aflyst eller flyttet.",
        ),
        "system_beskrivelse": prose(
            "system_beskrivelse",
            "En borgervendt platform, hvor ledige og sygemeldte fra egen computer eller telefon kan booke samtaler, "
            "arbejde med cv og ansøgninger, se jobopslag og følge korte vejledningsforløb. Medarbejderne kan tildele "
            "forløb og følge op mellem samtalerne.",
        ),
        "mening": Record(
            {
                "borgere": group(
                    "borgere",
                    "Borgeren kan booke, øve og få svar, når det passer ind i hverdagen, og kan stadig få en samtale "
                    "ansigt til ansigt.",
                    text("mening.borgere.eksempel", "En sygemeldt booker selv en telefonsamtale kl. 14."),
                ),
                "medarbejdere": group(
                    "medarbejdere",
                    "Rådgiveren slipper for gentagne praktiske spørgsmål og kan forberede samtalen på det, borgeren "
                    "allerede har arbejdet med.",
                    text("mening.medarbejdere.eksempel", "Cv-udkastet er læst før samtalen."),
                ),
                "ledere": group(
                    "ledere",
                    "Lederen kan se, hvor hjælpen virker, og kan flytte tid til borgere med komplekse behov.",
                    blank("mening.ledere.eksempel"),
                ),
                "politikere": group(
                    "politikere",
                    "Kommunen tilbyder en moderne og lige adgang til hjælp inden for den vedtagne beskæftigelsespolitik.",
                    text("mening.politikere.eksempel", "Kvartalsvis status til Arbejdsmarkedsudvalget."),
                ),
            }
        ),
        "borgere_alternativ": prose(
            "borgere_alternativ",
            "Personligt fremmøde og telefon fortsætter uændret.\n\n1. Receptionen hjælper på stedet.\n"
            "2. Pårørende kan få vejledning.\n   - også på *andre sprog*\n3. **Ingen** skal bruge løsningen.",
        ),
    }


def _goals() -> dict[str, Any]:
    labels = ("Bedre kvalitet for borgere eller virksomheder", "Mere fleksibel adgang til hjælp", "Styrket faglighed")
    goals = (
        ("Færre aflyste og flyttede samtaler", "Andel aflyste/flyttede samtaler", "højst 9 pct."),
        ("Platformen tilbydes systematisk", "Andel nye forløb med aftalt aktivitet", "60 pct."),
        ("Tid til borgere med komplekse behov", "Timer pr. uge omlagt pr. team", "12 timer pr. team"),
        ("Borgerne oplever hjælpen som relevant", "Tilfredshed 1-5", "mindst 4"),
    )
    rows = [
        Record({key: text(f"maal[{n}].{key}", cell) for key, cell in zip(("maal", "indikator", "maalvaerdi"), row, strict=True)})
        for n, row in enumerate(goals)
    ]  # fmt: skip
    return {
        "formaal_typer": Answer(
            labels[0], id="formaal_typer", raw=("kvalitet",), kind="multi", variants={"items": "\n".join(labels)},
            label="Mål i spil",
        ),
        "formaal_primaert": Record(
            {
                "valg": Answer(labels[1], id="formaal_primaert", raw="fleksibilitet", kind="choice"),
                "begrundelse": text("formaal_primaert.begrundelse", "Fleksibel hjælp til borgeren vejer tungest."),
            }
        ),
        "maal": Rows(rows, absent("maal", "Mål og gevinster")),
        "her_og_nu_fordele": prose(
            "her_og_nu_fordele",
            "- Borgeren booker og flytter selv samtaler, så telefonen ringer mindre.\n"
            "- Skabeloner til mødeindkaldelser er samlet ét sted.\n"
            "- Rådgiveren ser før samtalen, hvad borgeren har arbejdet med.",
        ),
    }  # fmt: skip


def _setting() -> dict[str, Any]:
    table = "| Uge | Hvad | Hvem |\n|---|---|---|\n| 1 | Opstart af forløbet i to teams | Teamleder |\n| 8 | Midtvejs | Alle |"
    return {
        "hverdag_efter": prose(
            "hverdag_efter",
            "Hver rådgiver tilbyder platformen ved den første samtale og aftaler, hvad borgeren arbejder med til næste "
            "gang.\n\nVi forventer, at du har prøvet forløbene selv, og at du altid tilbyder et alternativ. Læs mere på "
            "[intranettet](https://intranet.example/jobvejen).",
        ),
        "faglighed_paavirkning": prose(
            "faglighed_paavirkning",
            f"Relationen skal bæres af færre, men bedre forberedte samtaler.\n\n{table}\n\nDerfor drøftes to sager hver måned.",
        ),
        "effektivisering_konsekvens": prose(
            "effektivisering_konsekvens",
            "Den frigjorte tid bliver i jobcentret og bruges på borgere med komplekse forløb.",
        ),
        "sammenhaeng": Record(
            {
                "strategi": prose("sammenhaeng.strategi", "Følger beskæftigelsespolitikken 2026-2029."),
                "andre_systemer": prose(
                    "sammenhaeng.andre_systemer",
                    "Borgeren møder i forvejen Jobnet, Digital Post og sygedagpengeportalen.",
                ),
                "andre_forandringer": prose(
                    "sammenhaeng.andre_forandringer", "Nyt økonomisystem i januar 2027 og lovændring i juli 2027."
                ),
            }
        ),
        "tidligere_forloeb": absent("tidligere_forloeb", "Erfaringer fra tidligere forløb"),
        "afgraensning": Record(
            {
                "minimal": prose("afgraensning.minimal", "Booking, beskeder og tre vejledningsforløb."),
                "fravalg": prose("afgraensning.fravalg", "Ikke til sanktionsvarsler eller partshøring."),
                "udvidelse": prose("afgraensning.udvidelse", "Forslag behandles i arbejdsgruppen."),
                "alternativer": blank("afgraensning.alternativer"),
            }
        ),
        "formaal_inddraget": text("formaal_inddraget", "Direktion/chefer, nærmeste ledere og MED/TRIO"),
        "med": Record(
            {
                "status": Answer("Planlagt", id="med.status", raw="planlagt", kind="choice"),
                "udvalg": text("med.udvalg", "Lokal-MED for Jobcenter"),
                "dato": day("med.dato", date(2027, 1, 19)),
            }
        ),
    }
