"""Everything that the sources hold stands at its place in the pack (`elementer.yaml`).

The places are looked for in the pages of »jobcenter« in fuld, or in the build that an element names. Places
in documents that are not made yet are passed over; they count as soon as the document has its template.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path
from typing import Any

import lxml.html
import pytest
from ruamel.yaml import YAML

from plangen.catalog import builtin_catalog
from plangen.catalog.address import Address
from plangen.rendering.subject import Subject
from tests.support.cases import each
from tests.support.packs import subject
from tests.support.rendering import first_told, render
from tests.support.variants import Tree, answers_of, subject_from

CATALOG = builtin_catalog()
ELEMENTS: dict[str, dict[str, Any]] = YAML(typ="safe").load(
    Path(__file__).with_name("elementer.yaml").read_text("utf-8")
)
VARIANTS: dict[str, Tree] = {
    "proces_4": {"fasemodel": "proces_4"},
    "projektmodel_5": {"fasemodel": "projektmodel_5"},
    "digitale_veje_4": {"fasemodel": "digitale_veje_4"},
    "bedre_ibrugtagning": {
        "projekttype": "bedre_ibrugtagning",
        "brug_i_dag": {
            "tal": "12 pct. af samtalerne",
            "aarsager": "Det er frivilligt",
            "proevet": "Et kursus",
        },
    },
    "udskiftning": {"udskiftning": {"gammelt_system": "Jobarkivet", "data": "Åbne sager flyttes"}},
    "gruppen_beslutter": {"beslutningskompetence": "Gruppen beslutter testopgaver og formidling."},
    "overdraget": {"opgave_tilpasning": [{"kort": "OPG-30", "status": "afsluttet"}]},
    "alle_tilgange": {"arbejdsgruppe_tilgange": list(CATALOG.questions["arbejdsgruppe_tilgange"].options)},
}
DEPARTMENT = "jobindsats"
"""Whose pack has the windows of D09 and the plan on one page: »jobcenter« has several departments."""
WORDED_ANEW = {("D01", "Hvad effektiviseringen betyder"): "Hvad den frigjorte tid bruges til"}
"""Headings that go by the purpose, as »jobcenter« has them."""
WHOLE = "*"
_HEADINGS = {"h1": 1, "h2": 2, "h3": 3, "h4": 4}


# --- the pages ----------------------------------------------------------------------------------------------
@dataclass
class Part:
    """What stands under a heading: its words, those of its figures too, and the ids of its answers."""

    level: int
    heading: str = ""
    words: list[str] = field(default_factory=list)
    ids: set[str] = field(default_factory=set)

    @property
    def text(self) -> str:
        return " ".join(" ".join(self.words).replace("\u00ad", "").split())


@cache
def parts(variant: str, document: str, department: str | None = None) -> tuple[Part, ...]:
    """The parts of a document's page, in order; none when the pack has no such document."""
    one = _pack(variant, department)
    known = next((one for one in one.documents if one.id == document), None)
    if known is None:
        return ()
    html = render(known, one, (), first_told(known, one), "html").decode("utf-8")
    return tuple(_read(lxml.html.fromstring(html).find("body")))


@cache
def _pack(variant: str, department: str | None = None) -> Subject:
    """A pack of »jobcenter«, or of it with the answers of a variant."""
    if not variant or variant == _model_of_jobcenter():
        return subject("jobcenter", department)
    tree = answers_of("jobcenter")
    tree["svar"].update(VARIANTS[variant])
    return subject_from(tree, department)


def _model_of_jobcenter() -> str:
    return subject("jobcenter", None).answers.text("fasemodel")


def _read(body: Any) -> Iterator[Part]:
    here = Part(1)
    for element in body.iter():
        if not isinstance(element.tag, str) or _is_in_heading(element):
            continue
        if element.tag in _HEADINGS:
            yield here
            here = Part(
                _HEADINGS[element.tag], " ".join(element.text_content().replace("\u00ad", "").split())
            )
        else:
            here.words += [element.text or "", element.get("alt") or "", element.get("aria-label") or ""]
        here.words.append(element.tail or "")
        if element.get("data-id"):
            here.ids.add(element.get("data-id"))
    yield here


def _is_in_heading(element: Any) -> bool:
    return any(around.tag in _HEADINGS for around in element.iterancestors())


def section(variant: str, document: str, heading: str) -> Part | None:
    """A section (a window or a trial: all of them) with all that stands below it, or the whole document, in
    the project's pack, else in the department's; None when neither has it."""
    heading = WORDED_ANEW.get((document, heading), heading)
    in_packs = (_section(parts(variant, document, key), heading) for key in (None, DEPARTMENT))
    return next((found for found in in_packs if found is not None), None)


def _section(found: tuple[Part, ...], heading: str) -> Part | None:
    if heading == WHOLE:
        return _together(found) if found else None
    named = [n for n, part in enumerate(found) if part.heading.startswith(heading)]
    alike = [piece for n in named if found[n].heading != _title(found) for piece in _below(found, n)]
    return _together(tuple(alike)) if alike else None


def _below(found: tuple[Part, ...], at: int) -> tuple[Part, ...]:
    """A part and those under its heading."""
    level = found[at].level
    end = next((n for n in range(at + 1, len(found)) if found[n].level <= level), len(found))
    return found[at:end]


def _title(found: tuple[Part, ...]) -> str:
    """The document's own title; one that is made of notices has a title for each of them instead."""
    titles = [part.heading for part in found if part.level == 1 and part.heading]
    return titles[0] if len(titles) == 1 else ""


def _together(found: tuple[Part, ...]) -> Part:
    words = [word for part in found for word in (part.heading, *part.words)]
    return Part(0, found[0].heading, words, {id for part in found for id in part.ids})


# --- what should stand there --------------------------------------------------------------------------------
def is_there(what: str, part: Part, variant: str) -> bool:
    """A passage, a figure, »words«, the answers to a question, or one field of them."""
    if what.startswith("»"):
        return what[1:-1].casefold() in part.text.casefold()
    if re.fullmatch(r"ST-\d+", what):
        words = re.sub(r"\[(.*?)\]\(.*?\)", r"\1", CATALOG.passages[what])  # of a link its text
        pieces = [" ".join(piece.split()) for piece in re.split(r"\{\w+\}", words)]
        return all(piece in part.text for piece in pieces)
    if re.fullmatch(r"F\d+", what):
        figure = getattr(_pack(variant).context["figur"], what)
        return bool(figure) and " ".join(figure.alt.split()) in part.text
    question, _, column = what.partition(".")
    ids = [Address.parse(id) for id in part.ids]
    return any(one.whole == question and column in ("", one.column, one.row) for one in ids)


def is_derived(what: str, variant: str, document: str) -> bool:
    """Whether the document prints nothing of a question as an answer: only what is computed of it."""
    question = what.partition(".")[0]
    whole = section(variant, document, WHOLE)
    return question in CATALOG.questions and not any(
        Address.parse(id).whole == question for id in (whole.ids if whole else ())
    )


PLACES = [
    pytest.param(id, document, heading, has, id=f"{id}-{document}")
    for id, element in ELEMENTS.items()
    for document, heading, *has in element.get("steder", ())
    if document in CATALOG.documents
]


@each(("id", "document", "heading", "has"), PLACES)
def test_an_element_stands_at_its_place(id: str, document: str, heading: str, has: list[str]) -> None:
    variant = ELEMENTS[id].get("variant", "")
    part = section(variant, document, heading)
    assert part is not None and part.text, f"{document} har ikke afsnittet »{heading}«"
    answers = [what for what in has if what.partition(".")[0] in CATALOG.questions]
    assert [what for what in has if what not in answers and not is_there(what, part, variant)] == []
    printed = [what for what in answers if not is_derived(what, variant, document)]
    assert not printed or any(is_there(what, part, variant) for what in printed), answers


# --- the table ----------------------------------------------------------------------------------------------
def test_the_table_holds_all_elements() -> None:
    """346 of the sources and the card; beside them ordinary practice, and what was found later."""
    own = ("konvention", "tillaeg")
    assert len([id for id in ELEMENTS if not id.startswith(own)]) == 346
    assert len([id for id in ELEMENTS if id.startswith("tillaeg")]) == 22
    kinds = ("steder", "kort", "ark", "regel", "tekst")
    assert [id for id, element in ELEMENTS.items() if not any(element.get(kind) for kind in kinds)] == []


def test_every_place_is_a_section_of_a_document() -> None:
    for id, element in ELEMENTS.items():
        for document, heading, *_ in element.get("steder", ()):
            known = _every_document()[document]
            assert heading in (WHOLE, "Om dokumentet", *known), (id, document, heading)


@cache
def _every_document() -> dict[str, tuple[str, ...]]:
    """The sections of every document, made or not."""
    data = YAML(typ="safe").load(_DOCUMENTS.read_text("utf-8"))
    return {id: tuple(row.get("afsnit", ())) for id, row in data.items()}


_DOCUMENTS = Path(__file__).parents[2] / "src/plangen/catalog/data/dokumenter.yaml"


def test_what_is_not_passed_over_is_what_is_made() -> None:
    """Nothing but a document without a template keeps a place from being looked for."""
    passed_over = {
        document
        for element in ELEMENTS.values()
        for document, *_ in element.get("steder", ())
        if document not in CATALOG.documents
    }
    assert passed_over <= set(CATALOG.titles) - set(CATALOG.documents)
    assert len(PLACES) > 200


@each("id", [id for id, one in ELEMENTS.items() if one.get("kort")])
def test_an_element_has_its_cards_in_the_plan(id: str) -> None:
    plans = [_pack(variant).plan for variant in ("", "bedre_ibrugtagning")]
    assert all(any(plan.card(card) for plan in plans) for card in ELEMENTS[id]["kort"])


def test_every_rule_and_passage_of_an_element_is_in_use() -> None:
    for id, element in ELEMENTS.items():
        assert all(CATALOG.rules[code].built for code in element.get("regel", ())), id
        assert all(passage in CATALOG.passages for passage in element.get("tekst", ())), id


@each("id", [id for id, one in ELEMENTS.items() if one.get("ark")])
def test_an_element_has_its_workshop_sheet(id: str) -> None:
    for number in ELEMENTS[id]["ark"]:
        sheet = CATALOG.sheets[f"ARK{number:02}"]
        assert sheet.bands or sheet.cards
