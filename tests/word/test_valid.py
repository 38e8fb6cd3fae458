"""Rendered files pass the Open XML SDK, and LibreOffice shows what we meant."""

from __future__ import annotations

import subprocess
from pathlib import Path

import pytest

from plangen.texts.values import ContentsList, Passage
from tests.support.structure.check import check_structure
from tests.support.tools import program
from tests.support.validators import printed_by_libreoffice, word_errors
from tests.word.building import (
    HOUSE_TEMPLATE,
    blank,
    docx,
    emptied,
    hidden,
    markdown,
    missing,
    render_file,
    rows,
    text,
)
from tests.word.test_controls import DAY, choice
from tests.word.test_pictures import LOGO
from tests.word.test_places_to_write import TICKS
from tests.word.test_places_to_write import choice as boxes
from tests.word.test_places_to_write import missing as place

TEMPLATE = """
    [Title] {{ titel }}
    {{ logo }}
    {{ indhold }}
    # Første
    {{ md }}
    Før: {{ md }} og efter
    ## Anden {{ titel }}
    {{ skjult }}
    {{ passage }}
    | Navn | Svar | Mere |
    | {%tr for r in xs %} | | |
    | {{ r.a }} | {{ r.b }} | {{ tom }} |
    | {%tr else %} | | |
    | {{ xs.ellers }} | | |
    | {%tr endfor %} | | |
    Se {{ dag }}, {{ valg }} og {{ andet }}: {{ md }}
    {{ liste }}
    {{ mangler_afsnit }}
    {{ afsnit.skriv }}
    {{ felter }}
    | {{ afsnit.skriv }} | {{ felter }} |
    | {{ skjult }} | {%p if skjult %}¶{{ skjult }}¶{%p endif %} |
    # Tredje
    # Fjerde
    # Femte
    # Sjette
    # Syvende
    {{ mangler }}
    sidehoved: {{ titel }} {{ logo }} {{ dag }}
    sidefod: {{ mangler }}
    """.replace("{{ felter }}", TICKS)
SOURCE = """
Første **fed** og *kursiv* med [link](https://kl.dk/a?b=1&c=2#d).\\
Ny linje.

1. Et
2. To
   - underpunkt
     1. dybt
     2. dybere

   Fortsat.
3. Tre

Mellem.

1. Forfra

| Krav | Type |
|---|---|
| K1 | Mindstekrav |
"""


def sample(house: bool) -> bytes:
    base = emptied(HOUSE_TEMPLATE.read_bytes()) if house else b""
    return render_file(
        docx(TEMPLATE, base),
        titel=text("{{ 7*7 }} & <b> 😀 مرحبا"),
        logo=LOGO,
        indhold=ContentsList(),
        md=markdown(SOURCE),
        skjult=hidden(),
        tom=blank(),
        mangler=missing("Dato"),
        dag=DAY,
        valg=choice("Høj", a="Høj"),
        andet=choice("Andet", a="Høj"),
        liste=markdown("- a\n  1. b\n\n| A |\n|---|\n| b |"),
        mangler_afsnit=missing("M", kind="markdown"),
        afsnit=place("problem", "markdown"),
        x=boxes("i_gang"),
        passage=Passage("ST-01", ("Pakken for ", missing("Projekt"), ".")),
        xs=rows(
            {"a": text("A"), "b": markdown("t\n\n- p\n  1. q")},
            {"a": markdown("1. d"), "b": markdown(SOURCE)},
        ),
    )


@pytest.mark.parametrize("house", [False, True])
def test_a_file_with_everything_is_valid(tmp_path: Path, house: bool) -> None:
    """Every kind of control in every kind of place, lists, tables, pictures, places to write in and boxes."""
    data = sample(house)
    assert check_structure(data) == []
    path = tmp_path / "alt.docx"
    path.write_bytes(data)
    assert word_errors(path) == []


def test_a_file_with_hardly_anything_is_sound() -> None:
    """What it has is judged above, too."""
    out = render_file(
        docx("{{ a }}\n| {{ a }} | {%p if b %}¶{{ b }}¶{%p endif %} |\n{{ indhold }}\nsidehoved: {{ a }}"),
        a=hidden(),
        b=hidden(),
        indhold=ContentsList(),
    )
    assert check_structure(out) == []


def test_libreoffice_numbers_the_lists_as_meant(tmp_path: Path) -> None:
    path = tmp_path / "alt.docx"
    path.write_bytes(sample(house=True))
    (pdf,) = printed_by_libreoffice([path], tmp_path)
    shown = subprocess.run(
        [program("pdftotext"), "-layout", str(pdf), "-"], capture_output=True, text=True, check=True
    ).stdout
    lines = [" ".join(line.split()) for line in shown.splitlines()]
    first = lines.index("1. Et")
    listed = [line for line in lines[first : first + 16] if line]
    assert listed == [
        "1. Et",
        "2. To",
        "– underpunkt",
        "i. dybt",
        "ii. dybere",
        "Fortsat.",
        "3. Tre",
        "Mellem.",
        "1. Forfra",
        *listed[9:],
    ]
