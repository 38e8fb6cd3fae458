"""The cases by name: what staff do to the documents of the example, and what must come of it."""

from __future__ import annotations

from typing import Any

from tests.support import word_edits as word
from tests.support.edited_packs import Case, Edit

CONFLICT = frozenset({"konflikter"})
REFUSED = frozenset({"ikke_foert_tilbage"})
NOTHING = frozenset[str]()
SECOND_AIM = (
    "- maal: Platformen tilbydes systematisk",
    "gevinsttype: faglig",
    "indikator: Andel nye forløb med aftalt aktivitet",
    "baseline: 0 pct.",
    "maalvaerdi: 60 pct.",
    "datakilde: Udtræk fra JobVejen",
    "maales_uge: 8",
    "gevinstejer: Teamleder i Ungeindsatsen",
)
SECOND_CHANGE = (
    "- hvad: Lovændring om kontaktforløb",
    "afdeling: alle",
    "fra: 2027-07-01",
    "til: 2027-08-20",
    "haandtering: Oplæringen begynder først den 9. august",
)
"""A row of a table that the document prints in the order of the answers; the goals stand by date."""


def typed(id: str, text: str, number: int = 0) -> Edit:
    """Another text in a control."""
    return lambda data: word.set_text(data, id, text, number)


def in_row(edit: Any, question: str, number: int, *more: Any) -> Edit:
    """An edit of the row with that number in the document."""
    return lambda data: edit(data, question, word.row_keys(data, question)[number], *more)


def cell(question: str, number: int, column: str, text: str) -> Edit:
    def edit(data: bytes) -> bytes:
        key = word.row_keys(data, question)[number]
        return word.set_text(data, f"{question}[{key}].{column}", text)

    return edit


def move(question: str, number: int, before: int) -> Edit:
    def edit(data: bytes) -> bytes:
        keys = word.row_keys(data, question)
        return word.move_row(data, question, keys[number], keys[before])

    return edit


def one(name: str, *edits: Edit, **more: Any) -> Case:
    """A case about D01 in the pack of all."""
    return Case(name, [("faelles", "D01", edit) for edit in edits], **more)


def lines(*changed: str) -> dict[str, list[str]]:
    return {"jobcenter": list(changed)}


def untouched(name: str, *edits: Edit, kinds: frozenset[str] = REFUSED, **more: Any) -> Case:
    """A case in which nothing may be written and the document stays."""
    return one(name, *edits, kinds=kinds, renewed=False, **more)


NEW_DAY = (
    "Hver rådgiver tilbyder platformen ved den første samtale og aftaler, hvad borgeren arbejder",
    "med til næste gang. Før samtalen ser rådgiveren, hvad borgeren har gjort. Aftaler skrives",
    "fortsat i fagsystemet.",
)
COPIED = [
    f"+{line}" for line in ("- maal: Kopieret mål", *SECOND_AIM[1:4], "maalvaerdi: 80 pct.", *SECOND_AIM[5:])
]

OWN_HEAD = [
    "+# Egne svar for Jobindsats. Kun det, der er anderledes end i projektets svarfil.",
    "+",
    "+svar:",
]
IN_ROW = ["+aendr:", "+- raekke: Tid til borgere med komplekse behov", "+baseline: 12 timer"]
NEW_ROW = ["+tilfoej:", "+- maal: Nyt mål", "+baseline: Antal", '+maalvaerdi: "7"']


def own(name: str, edit: Edit, written: list[str], table: str = "maal") -> Case:
    """One edit of a table in one department: what differs goes to its own file."""
    return Case(name, [("jobindsats", "D01", edit)], {"jobindsats": [*OWN_HEAD, f"+{table}:", *written]})


CASES = [
    one("no edit", lambda data: data, kinds=NOTHING),
    one(
        "changed scalar",
        typed("med.udvalg", "Hoved-MED"),
        lines=lines("-udvalg: Lokal-MED for Jobcenter", "+udvalg: Hoved-MED"),
    ),
    one(
        "changed in one of two places",
        typed("projekt_titel", "Din vej", 1),
        lines=lines("-projekt_titel: Din vej til job – digital jobplatform", "+projekt_titel: Din vej"),
    ),
    untouched(
        "two different edits",
        typed("projekt_titel", "Din vej", 0),
        typed("projekt_titel", "Jeres vej", 1),
        kinds=CONFLICT,
    ),
    untouched(
        "both changed",
        typed("med.udvalg", "Hoved-MED"),
        kinds=CONFLICT,
        file_before=("Lokal-MED for Jobcenter", "Fælles-MED"),
    ),
    one(
        "both changed to the same",
        typed("med.udvalg", "Hoved-MED"),
        kinds=NOTHING,
        file_before=("Lokal-MED for Jobcenter", "Hoved-MED"),
    ),
    one(
        "answer file changed in between",
        typed("med.udvalg", "Hoved-MED"),
        file_before=("Egelund Kommune", "Nyby Kommune"),
        lines=lines("-udvalg: Lokal-MED for Jobcenter", "+udvalg: Hoved-MED"),
    ),
    one(
        "date typed in Danish",
        typed("med.dato", "fredag den 22. januar 2027"),
        lines=lines("-dato: 2027-01-19", "+dato: 2027-01-22"),
    ),
    untouched("date typed wrong", typed("med.dato", "engang i januar")),
    one(
        "choice changed",
        typed("formaal_primaert", "styrket faglighed"),
        lines=lines("-valg: fleksibilitet", "+valg: faglighed"),
    ),
    one(
        "markdown paragraph and nested bullet",
        typed("her_og_nu_fordele", "- Telefonen ringer mindre.\n  - Især mandag.\n- Skabeloner er samlet."),
        typed("hverdag_efter", "Et nyt afsnit.\nOg et til."),
        lines=lines(
            "-- Borgeren booker og flytter selv samtaler, så telefonen ringer mindre.",
            "-- Skabeloner til mødeindkaldelser er samlet ét sted.",
            "-- Rådgiveren ser før samtalen, hvad borgeren har arbejdet med.",
            "+- Telefonen ringer mindre.",
            "+- Især mandag.",
            "+- Skabeloner er samlet.",
            *(f"-{line}" for line in NEW_DAY),
            "+Et nyt afsnit.",
            "+",
            "+",
            "+Og et til.",
        ),
    ),
    one(
        "multi-choice as points",
        typed("formaal_inddraget", "- Direktion/chefer\n- Borgere eller virksomheder"),
        kinds=REFUSED,
        renewed=False,
    ),
    one(
        "row deleted",
        in_row(word.delete_row, "maal", 0),
        lines=lines(*(f"-{line}" for line in SECOND_AIM)),
    ),
    one(
        "deleted versus changed",
        in_row(word.delete_row, "maal", 0),
        kinds=CONFLICT,
        file_before=("maalvaerdi: 60 pct.", "maalvaerdi: 65 pct."),
        renewed=False,
    ),
    one(
        "changed versus deleted",
        cell("maal", 0, "maalvaerdi", "65 pct."),
        kinds=CONFLICT,
        file_before=(
            "\n".join(f"    {'  ' * bool(at)}{line}" for at, line in enumerate(SECOND_AIM)) + "\n",
            "",
        ),
        renewed=False,
    ),
    Case(
        "deleted versus changed in two departments",
        [
            ("jobindsats", "D02", in_row(word.delete_row, "arbejdsgruppe_medlemmer", 0)),
            ("jobindsats", "D02", cell("arbejdsgruppe_medlemmer", 0, "timer_md", "2")),
            ("faelles", "D02", cell("arbejdsgruppe_medlemmer", 0, "timer_md", "5")),
        ],
        kinds=CONFLICT | {"rettelser"},
        lines=lines("-timer_md: 10", "+timer_md: 2"),
        renewed=False,
    ),
    one(
        "row inserted by hand",
        in_row(word.insert_row, "maal", 1, ["Nyt mål", "Antal", "7"]),
        lines=lines("+- maal: Nyt mål", "+baseline: Antal", '+maalvaerdi: "7"'),
    ),
    one(
        "row copied",
        in_row(word.copy_row, "maal", 0, {"maal": "Kopieret mål", "maalvaerdi": "80 pct."}),
        lines=lines(*COPIED),
    ),
    one(
        "row moved",
        move("andre_forandringer", 1, 0),
        lines=lines(*(f"+{line}" for line in SECOND_CHANGE), *(f"-{line}" for line in SECOND_CHANGE)),
    ),
    one(
        "rows reordered in the answer file",
        cell("maal", 0, "maalvaerdi", "75 pct."),
        file_before=("  maal:\n", "  maal:\n    - maal: Et nyt mål først\n      indikator: Antal\n"),
        lines=lines("-maalvaerdi: 60 pct.", "+maalvaerdi: 75 pct."),
    ),
    one(
        "cell edited",
        cell("maal", 2, "baseline", "12 timer"),
        lines=lines("-baseline: 0 timer", "+baseline: 12 timer"),
    ),
    untouched(
        "tracked change inside a control",
        lambda data: word.track(data, "med.udvalg", "Hoved-MED"),
        kinds=frozenset({"afventer"}),
    ),
    one(
        "tracked change accepted",
        lambda data: word.track(data, "med.udvalg", "Hoved-MED"),
        options=("--tracked", "accept"),
        lines=lines("-udvalg: Lokal-MED for Jobcenter", "+udvalg: Hoved-MED"),
        renewed=False,
    ),
    untouched(
        "tracked change ignored",
        lambda data: word.track(data, "med.udvalg", "Hoved-MED"),
        kinds=NOTHING,
        options=("--tracked", "ignore"),
    ),
    one(
        "control emptied",
        lambda data: word.empty(data, f"maal[{word.row_keys(data, 'maal')[2]}].baseline"),
        lines=lines("-baseline: 0 timer", "+baseline:"),
    ),
    untouched(
        "control deleted and retyped",
        lambda data: word.retype(data, "med.udvalg", "Hoved-MED"),
        kinds=frozenset({"forslag"}),
    ),
    one(
        "control deleted and retyped, taken as a proposal",
        lambda data: word.retype(data, "med.udvalg", "Hoved-MED"),
        options=("--forslag",),
        lines=lines("-udvalg: Lokal-MED for Jobcenter", "+udvalg: Hoved-MED"),
    ),
    one(
        "placeholder filled in",
        cell("maal", 3, "baseline", "3,4"),
        lines=lines('+baseline: "3,4"'),
    ),
    one(
        "header value edited",
        typed("pakke.version", "1.0", 2),
        lines=lines('-version: "0.9"', '+version: "1.0"'),
    ),
    Case(
        "edits in faelles and in a department",
        [
            ("faelles", "D01", typed("med.udvalg", "Hoved-MED")),
            ("jobindsats", "D01", typed("med.udvalg", "MED i Jobindsats")),
        ],
        lines={
            "jobcenter": ["-udvalg: Lokal-MED for Jobcenter", "+udvalg: Hoved-MED"],
            "jobindsats": [
                *OWN_HEAD,
                "+med:",
                "+aendr:",
                "+udvalg: MED i Jobindsats",
            ],
        },
    ),
    own("cell edited in a department", cell("maal", 2, "baseline", "12 timer"), IN_ROW),
    own(
        "row deleted in a department",
        in_row(word.delete_row, "maal", 0),
        ["+udelad:", "+- Platformen tilbydes systematisk"],
    ),
    own(
        "row inserted in a department",
        in_row(word.insert_row, "maal", 1, ["Nyt mål", "Antal", "7"]),
        [*NEW_ROW, "+efter: Færre aflyste og flyttede samtaler"],
    ),
    own(
        "row moved in a department",
        move("andre_forandringer", 1, 0),
        ["+raekkefoelge:", "+- Lovændring om kontaktforløb", "+- Nyt økonomisystem"],
        "andre_forandringer",
    ),
]
