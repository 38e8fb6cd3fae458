"""A small template that uses the main parts: `python eksempel.py MAPPE` writes MAPPE/99_eksempel.docx.

Copy it to begin a new document. Once the .docx lies in templates/docx/ and has been opened in Word, it is the
source; do not write it again from here.
"""

from __future__ import annotations

import sys
from pathlib import Path

from kit import LANDSCAPE, Col, Fact, b, end, facts, front, grid, h1, h2, landscape, p, table, when, write


def main(folder: Path) -> None:
    write(
        folder / "99_eksempel.docx",
        "Eksempel",
        front(),
        h1("Problemet i dag"),
        p("{{ problem }}"),
        when("borgere_alternativ.vises", h2("For borgerne"), p("{{ borgere_alternativ }}")),
        facts("Møder", [Fact("Mødefrekvens", "{{ arbejdsgruppe_moeder.frekvens }}")]),
        h1("Mål"),
        p(b("Vigtigste mål:"), " {{ formaal_primaert.valg }}"),
        table(
            "Mål og gevinster",
            [
                Col("Mål", 40, "{{ m.maal }}"),
                Col("Indikator", 35, "{{ m.indikator }}"),
                Col("Målværdi", 25, "{{ m.maalvaerdi }}"),
            ],
            "m in maal",
            otherwise="{{ maal.ellers }}",
        ),
        landscape(
            h1("Evaluering"),
            grid(
                "Evalueringsvindue",
                [
                    [("Hvad gik godt?", ""), ("Hvorfor gik det godt?", "")],
                    [("Hvad kunne gå bedre?", ""), ("Hvad ville du/I gøre anderledes?", "")],
                ],
                height_mm=45,
                page=LANDSCAPE,
            ),
        ),
        end(),
    )


if __name__ == "__main__":
    main(Path(sys.argv[1]))
