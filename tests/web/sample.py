"""A context for D01 made by hand, so that these tests depend on nothing but values and templates."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

from plangen.answers.model import Multi
from plangen.compiling.page import page_source
from plangen.documents.open_points import OpenPoint
from plangen.documents.printing import Printing
from plangen.texts.danish import long_date, short_date
from plangen.texts.records import Record, Rows
from plangen.texts.values import Answer, ContentsList, Passage
from plangen.web.page import Page, PageTemplates

FOLDER = Path(__file__).parent.parent.parent / "templates"


def load(name: str) -> str:
    """The shell and the stylesheet as they are; the page of a document as it is compiled."""
    if (FOLDER / "html" / name).exists():
        return (FOLDER / "html" / name).read_text(encoding="utf-8")
    word = name.replace(".html", ".docx")
    return page_source(word, (FOLDER / "docx" / word).read_bytes()).text


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
    """The context of an empty answer file: every answer is missing, and what no answer asks for hidden."""
    empty = {name: _emptied(value) for name, value in context().items()}
    return {**empty, "effektivisering_konsekvens": hidden("effektivisering_konsekvens")}


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
    files = {"proeve.html": whole, "plangen.css": load("plangen.css")}
    return PageTemplates(files.__getitem__).render("proeve.html", values, Printing())


def nameless(html: str) -> str:
    """The page without the names of answers, where those are not what a test is about."""
    html = re.sub(r'<(span|div) data-id="[^"]*">(.*?)</\1>', r"\2", html)
    return re.sub(r'(?<!class="mangler") data-id="[^"]*"', "", html)


def document(**changes: Any) -> Record:
    return Record(
        {
            "id": "D01",
            "titel": "Formålsbeskrivelse",
            "fuld_titel": "Formålsbeskrivelse – Jobindsats",
            "afdeling": "Jobindsats",
            "formaal": "Beskriver, hvorfor vi gør det.",
            "grundlag": "Digitale veje til job (fase 1 og bilag 1, trin 1).",
            "udkast": False,
            "internt": False,
            "liggende": False,
            "standard": True,
            "fuld": True,
            **changes,
        }
    )


def open_point(**changes: Any) -> OpenPoint:
    fields = {
        "id": "x",
        "afsnit": "Sammenhæng",
        "mangler": "Erfaringer fra tidligere forløb",
        "kan_svare": "Digitaliseringskonsulent (projektleder)",
        "senest": "15.02.2027",
    }
    return OpenPoint(**{**fields, **changes})


def _front() -> dict[str, Any]:
    return {
        "dokument": document(),
        "pakke": Record(_package()),
        "logo": None,
        "indhold": ContentsList(),
        "aabne_punkter": (),
        "kommune_navn": text("kommune_navn", "Egelund Kommune"),
        "forvaltning": text("forvaltning", "Arbejdsmarkedsforvaltningen"),
        "projekt_titel": text("projekt_titel", "Din vej til job – digital jobplatform"),
        "figur": Record({"F4": None, "F9": None}),
        "st": Record(
            {
                "ST_02": _passage_with_role(),
                "ST_03": Passage("ST-03", (ST_03,)),
                **{
                    f"ST_{number}": Passage(f"ST-{number}", (f"Sætning {number}.",))
                    for number in range(90, 95)
                },
            }
        ),
    }


ST_03 = "Løsningen er et middel til at løse kerneopgaven bedre. Den er ikke et mål i sig selv."


def _passage_with_role() -> Passage:
    role_answer = role("roller.projektejer.rolle", "Jobcenterchef", "projektejer")
    before = "Formålet er udgangspunktet for alle beslutninger. Ændringer godkendes af "
    return Passage("ST-02", (before, role_answer, "."))


def _package() -> dict[str, Any]:
    author = text("pakke.udarbejdet_af", "Digitaliseringskonsulent")
    dates = (day("pakke.dato", date(2026, 12, 11)), day("pakke.revisioner[0].dato", date(2026, 11, 27)))
    revisions = [
        {"version": text("v", "0.9"), "dato": dates[0], "af": author, "aendringer": "Denne version"},
        {"version": text("v", "0.5"), "dato": dates[1], "af": author, "aendringer": "Første udkast"},
    ]
    return {
        "sagsnummer": text("pakke.sagsnummer", "15.20.00-P20-3-26"),
        "version": text("pakke.version", "0.9"),
        "status": Answer("Til høring", id="pakke.status", raw="til_hoering", kind="choice"),
        "dato": dates[0],
        "udarbejdet_af": author,
        "godkendt_af": blank("pakke.godkendt_af"),
        "revisioner": Rows([Record(row) for row in revisions], blank("pakke.revisioner")),
    }


PURPOSE = (
    "Borgerne skal hurtigere og mere fleksibelt få hjælp til at komme i job, og rådgivernes tid skal gå "
    "til de borgere, der har mest brug for den personlige samtale."
)
PROBLEM = (
    "Samtaler bruges i dag ofte til praktisk vejledning, som borgeren selv kunne klare mellem samtalerne. "
    "Borgerne venter på svar, og rådgiverne når ikke de borgere, der har mest brug for hjælp."
)
ALTERNATIVE = """Personligt fremmøde og telefon fortsætter uændret.

3. Receptionen hjælper på stedet.
4. Pårørende kan få vejledning.
   - også på *andre sprog*
5. **Ingen** skal bruge løsningen.
"""
EVERYDAY = """Hver rådgiver tilbyder platformen ved den første samtale.

Læs mere på [intranettet](https://intranet.example/jobvejen).
"""
PROFESSION = """Relationen skal bæres af færre, men bedre forberedte samtaler.

| Uge | Hvad | Hvem |
|---|---|---|
| 1 | Opstart af forløbet i to teams | Teamleder |
| 8 | Midtvejs | Alle |

Derfor drøftes to sager hver måned.
"""
BENEFITS = """- Borgeren booker og flytter selv samtaler, så telefonen ringer mindre.
- Skabeloner til mødeindkaldelser er samlet ét sted.
"""


def _purpose() -> dict[str, Any]:
    return {
        "formaal_kort": text("formaal_kort", PURPOSE),
        "problem": prose("problem", PROBLEM),
        "system_beskrivelse": prose("system_beskrivelse", "En borgervendt platform."),
        "mening": Record(
            {
                "borgere": _meaning("borgere", "En sygemeldt booker selv en telefonsamtale kl. 14."),
                "medarbejdere": _meaning("medarbejdere", "Cv-udkastet er læst før samtalen."),
                "ledere": _meaning("ledere", ""),
                "politikere": _meaning("politikere", "Kvartalsvis status til udvalget."),
            }
        ),
        "borgere_alternativ": prose("borgere_alternativ", ALTERNATIVE),
        "brug_i_dag": Record({}, vises=False),
        "ide": _group("ide", ophav="Rådgiverne", anledning="Ventetiden er steget.", uenighed=""),
    }


def _meaning(group: str, example: str) -> Record:
    id = f"mening.{group}.eksempel"
    return Record(
        {
            "begrundelse": prose(f"mening.{group}.begrundelse", f"Det giver mening for {group}."),
            "eksempel": text(id, example) if example else blank(id),
        }
    )


def _goals() -> dict[str, Any]:
    labels = ("Bedre kvalitet for borgere", "Mere fleksibel adgang til hjælp", "Styrket faglighed")
    goals = (
        ("Færre aflyste og flyttede samtaler", "14 pct.", "højst 9 pct.", "Teamleder"),
        ("Platformen tilbydes systematisk", "0 pct.", "60 pct.", "Teamleder"),
        ("Tid til borgere med komplekse behov", "måles i uge 36", "12 timer pr. team", "Jobcenterchef"),
    )
    goal_rows = [goal_row(number, row) for number, row in enumerate(goals)]
    return {
        "formaal_typer": Answer(
            "Bedre kvalitet for borgere, mere fleksibel adgang til hjælp og styrket faglighed",
            id="formaal_typer",
            raw=Multi(("kvalitet", "fleksibilitet", "faglighed")),
            kind="multi",
            label="Mål i spil",
            variants={"items": "\n".join(labels)},
        ),
        "formaal_primaert": Record(
            {
                "valg": Answer(labels[1], id="formaal_primaert", raw="fleksibilitet", kind="choice"),
                "begrundelse": text("formaal_primaert.begrundelse", "Fleksibel hjælp vejer tungest."),
                "hvad_viger": text("formaal_primaert.hvad_viger", "Besparelsen må vente."),
            }
        ),
        "maal": Rows(goal_rows, absent("maal", "Mål")),
        "plan": planned(*goal_rows),
        "her_og_nu_fordele": prose("her_og_nu_fordele", BENEFITS),
    }


def planned(*goals: Record) -> Record:
    """A plan in which these goals are measured."""
    rows = [Record({"svar": goal, "maales": "04.10.2027"}) for goal in goals]
    return Record({"gevinster": Rows(rows, absent("maal", "Mål"))})


def goal_row(number: int, cells: tuple[str, ...]) -> Record:
    columns = zip(("maal", "baseline", "maalvaerdi", "gevinstejer"), cells, strict=True)
    return Record({column: text(f"maal[{number}].{column}", cell) for column, cell in columns})


def _setting() -> dict[str, Any]:
    return {
        "hverdag_efter": prose("hverdag_efter", EVERYDAY),
        "omstilling": _group("omstilling", aflaeres="At ringe for at flytte en samtale.", begyndelsen=""),
        "faglighed_paavirkning": _group(
            "faglighed_paavirkning",
            samlet=PROFESSION,
            fordele="Samtalen er forberedt.",
            bivirkninger="",
            relationer="Færre, men længere samtaler.",
            vaerdier="",
            rutiner="Ugens sag på teammødet.",
            saadan_forklares="",
        ),
        "effektivisering_konsekvens": prose("effektivisering_konsekvens", "Tiden bliver i jobcentret."),
        "sammenhaeng": _group(
            "sammenhaeng",
            strategi="Følger beskæftigelsespolitikken 2026-2029.",
            andre_systemer="Borgeren møder i forvejen Jobnet, Digital Post og sygedagpengeportalen.",
            andre_forandringer="Nyt økonomisystem i januar 2027 og lovændring i juli 2027.",
        ),
        "andre_forandringer": Rows([], absent("andre_forandringer", "Andre forandringer")),
        "foerstelinjeledere": prose("foerstelinjeledere", "De fire teamledere formulerer målene."),
        "tidligere_forloeb": absent("tidligere_forloeb", "Erfaringer fra tidligere forløb"),
        "afgraensning": _group(
            "afgraensning",
            minimal="Booking, beskeder og tre vejledningsforløb.",
            fravalg="Ikke til sanktionsvarsler eller partshøring.",
            udvidelse="Forslag behandles i arbejdsgruppen.",
            alternativer="",
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


def _group(name: str, **fields: str) -> Record:
    return Record(
        {
            key: prose(f"{name}.{key}", field) if field else blank(f"{name}.{key}")
            for key, field in fields.items()
        }
    )
