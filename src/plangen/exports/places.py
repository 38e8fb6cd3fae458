"""Where the documents of a pack print a dated thing."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from plangen.answers.model import Answers
from plangen.answers.packs import prints_sections_of
from plangen.catalog import Document
from plangen.plan.entry import EntryKind, PlanEntry

_PLAN, _GUIDELINES = ("D06", "Opgaver"), ("D06", "Krav til brugen og retningslinjer")
SECTIONS: Final[dict[EntryKind, tuple[tuple[str, str], ...]]] = {
    "Opgave begynder": (_PLAN,),
    "Opgave slutter": (_PLAN,),
    "Milepæl": (("D00", "Milepæle"), ("D06", "Planen på én side"), ("D00", "Projektet på én side")),
    "Evaluering": (("D09", "Plan for evalueringer"), ("D09", "Evalueringsvindue")),
    "Kommunikation": (("D05", "Plan for kommunikation"),),
    "Ibrugtagning": (("D06", "Ibrugtagning trin for trin"),),
    "Oplæring": (("D07", "Oplæringsplan"),),
    "Prøvehandling begynder": (("D08", "Oversigt"),),
    "Prøvehandling evalueres": (("D08", "Oversigt"),),
    "Måling": (("D10", "Mål og gevinster"), ("D01", "Mål og prioritering")),
    "Opfølgning": (("D10", "Hvem følger op på hvad"),),
    "Frist": (("D12", "Status på vurderinger og aftaler"),),
    "Frist for potentiale": (("D04", "Potentialer"),),
    "Frist for barriere": (("D04", "Barrierer"),),
    "Frist for beslutning": (("D09", "Evalueringsvindue"),),
    "Krav til brugen gælder fra": (_GUIDELINES,),
    "Retningslinje gælder fra": (_GUIDELINES,),
    "Arbejdsgang gælder fra": (("D06", "Arbejdsgange"),),
    "Læseadgang til det gamle system slutter": (("D06", "Udskiftning af gammelt system"),),
    "Det gamle system lukkes": (("D06", "Udskiftning af gammelt system"),),
}
"""Kind of a dated thing → the documents and sections that print it, the main one first. Every pack has what
of it its profile and level give."""
_FIRST_ELSEWHERE = ("D00", "De næste fire uger")


def place_of(entry: PlanEntry, answers: Answers, documents: Sequence[Document]) -> str:
    """»Implementeringsplan, afsnittet »Opgaver««: the first place in the pack that prints a dated thing.

    `documents`: the pack's. What no document of it prints under a heading of its own stands among the next
    four weeks of the overview as its day draws near.
    """
    in_pack = {document.id: document for document in documents}
    for id, heading in (*SECTIONS[entry.kind], _FIRST_ELSEWHERE):
        document = in_pack.get(id)
        scope = dict(document.sections).get(heading) if document else None
        if document and scope and prints_sections_of(answers, document, scope):
            return f"{document.title}, afsnittet »{heading}«"
    return ""
