"""The named cases: what staff do, and what the merged file must say. Words of staff begin with »zq«."""

from __future__ import annotations

import random
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import partial
from typing import Any

from plangen.ooxml.ns import serialise
from tests.fuzz import object_edits
from tests.fuzz.package import Package, element, w
from tests.merging import hand
from tests.merging.hand import Edit, both, in_body
from tests.support import word_edits as word

CHANGES = (
    ("kommune_navn: Egelund Kommune", "kommune_navn: Nyby Kommune"),
    ("baseline: 14 pct. (2025)", "baseline: 15 pct. (2025)"),
    ("maalvaerdi: 60 pct.", "maalvaerdi: 70 pct."),
    ("bidrag: Kobling til samtalemodellen", "bidrag: Kobling til samtalemodellen og målene"),
    ("Stiller de svære faglige spørgsmål", "Stiller de svære faglige spørgsmål højt"),
    ("er samlet ét sted.", "er samlet ét sted i sagen."),
    ("fortsat i fagsystemet.", "fra nu af i JobVejen."),
    ("At udskrive mødeindkaldelser og", "At udskrive breve og"),
    ("idriftsaettelsesdato: 2027-09-06", "idriftsaettelsesdato: 2027-09-20"),
    (
        "    - maal: Platformen tilbydes systematisk\n",
        "    - maal: Flere får svar samme dag\n"
        "      gevinsttype: borger\n      indikator: Andel svar samme dag\n      baseline: 40 pct.\n"
        "      maalvaerdi: 55 pct.\n      datakilde: Bookingstatistik\n      maales_uge: 12\n"
        "      gevinstejer: Teamleder i Jobindsats\n    - maal: Platformen tilbydes systematisk\n",
    ),
    (
        "    - rolle: It-arkitekt\n      kategori: it\n      afdeling: alle\n      skal_anvende: nej\n"
        "      fordel: Kender integrationer og sikkerhed\n      bidrag: Tekniske krav\n      timer_md: 6\n",
        "",
    ),
)
"""What changes in the answers while staff edit."""
NEW = {
    "D01": ("Nyby Kommune", "Flere får svar samme dag", "15 pct. (2025)"),
    "D02": ("Nyby Kommune", "Kobling til samtalemodellen og målene"),
}
"""What every merged file of a document says."""
GOALS, MEMBERS, TASKS = "Mål", "RolleAfdeling", "Opgave"
GOAL = "maal[faerre_aflyste_og_eda948]"
LEADER = "arbejdsgruppe_medlemmer[faglig_koordinator]"
EVERYDAY = "Hver rådgiver tilbyder"
POINT = "Skabeloner til mødeindkaldelser"


@dataclass(frozen=True)
class Case:
    """`document`: D01 or D02; `says`: texts of the merged file, `without`: texts that it has
    not; `conflicts`: the new texts that wait in it."""

    name: str
    document: str
    edit: Edit
    says: tuple[str, ...] = ()
    without: tuple[str, ...] = ()
    conflicts: tuple[str, ...] = ()


def by_chance(edit: Callable[[Package], Sequence[Any]], seed: int) -> Edit:
    """An edit of the fuzzer's; its words begin with »zq«, too."""

    def change(data: bytes) -> bytes:
        package = Package.read(data, random.Random(seed))
        edit(package)
        return package.data()

    return change


def typed(id: str, text: str) -> Edit:
    return partial(word.set_text, id=id, text=text)


def retitled(was: str, now: str) -> Edit:
    return partial(word.type_in_free_text, was=was, now=now)


def _add_style(data: bytes) -> bytes:
    package = Package.read(data, random.Random(1))
    xml = '<w:style w:type="paragraph" w:styleId="Fremmed"><w:name w:val="Fremmed"/></w:style>'
    package.root("word/styles.xml").append(element(xml))
    return package.data()


def _split(body: Any) -> None:
    """A heading of staff's own in the middle of a section."""
    hand.paragraph(body, "Relationen").addprevious(hand.written("zqdel to", "Heading1"))


def _number_list(body: Any) -> None:
    """A point at the end of a list of answers."""
    points = [p for p in body.iter(w("p")) if hand.text_of(p).startswith("Rådgiveren ser før")]
    point = element("<w:p><w:r><w:t>zqpunkt mere</w:t></w:r></w:p>")
    form = points[0].find(w("pPr"))
    if form is not None:
        point.insert(0, element(serialise(form).decode("utf-8").split("?>", 1)[-1].strip()))
    points[0].addnext(point)


D01 = (
    Case(
        "a paragraph in an answer",
        "D01",
        hand.after(EVERYDAY, hand.written("zqnyt afsnit i svaret")),
        ("fra nu af i JobVejen.",),
    ),
    Case("an answer changed alike", "D01", typed(f"{GOAL}.baseline", "15 pct. (2025)")),
    Case(
        "an answer changed differently",
        "D01",
        typed(f"{GOAL}.baseline", "zq13 pct."),
        (),
        (),
        ("15 pct. (2025)",),
    ),
    Case(
        "a Markdown paragraph changed differently",
        "D01",
        typed("hverdag_efter", "zqhverdag skrevet om"),
        ("zqhverdag skrevet om",),
        (),
        ("Hver rådgiver tilbyder",),
    ),
    Case(
        "other points of one list changed by each",
        "D01",
        in_body(lambda body: _type(body, "Borgeren booker og flytter", "zqbooker")),
        ("er samlet ét sted i sagen.",),
    ),
    Case(
        "a row added",
        "D01",
        hand.add_row("MålUdgangspunkt", "zqmål", "zq1", "zq2", "zq3", "zq4"),
        ("70 pct.",),
    ),
    Case(
        "a row deleted",
        "D01",
        partial(word.delete_row, question="maal", key="tid_til_borgere_m_0fdcf5"),
        (),
        ("Tid til borgere med komplekse behov",),
    ),
    Case(
        "a row deleted that has changed",
        "D01",
        partial(word.delete_row, question="maal", key="faerre_aflyste_og_eda948"),
        (),
        (),
        ("15 pct. (2025)",),
    ),
    Case("a row reworded", "D01", typed(f"{GOAL}.maal", "zqfærre aflysninger")),
    Case("rows sorted", "D01", hand.sort_rows("MålUdgangspunkt"), ("70 pct.",)),
    Case(
        "a row copied",
        "D01",
        partial(word.copy_row, question="maal", key="faerre_aflyste_og_eda948", texts={"baseline": "zqkopi"}),
    ),
    Case("a column added", "D01", hand.add_column("MålUdgangspunkt", "zqbemærkning", "zqtal")),
    Case(
        "a section moved", "D01", hand.move_section("Den nye hverdag", "Formål"), ("fra nu af i JobVejen.",)
    ),
    Case("a section split", "D01", in_body(_split), ("At udskrive breve og",)),
    Case(
        "a section deleted that has changed",
        "D01",
        hand.delete_section("Den nye hverdag"),
        (),
        (),
        ("fra nu af i JobVejen.",),
    ),
    Case("a heading renamed", "D01", retitled("Den nye hverdag", "zqhverdag"), ("fra nu af i JobVejen.",)),
    Case(
        "a table made a list", "D01", hand.as_list("MålUdgangspunkt"), ("70 pct.",), (), ("Flere får svar",)
    ),
    Case("a list continued", "D01", in_body(_number_list), ("er samlet ét sted i sagen.",)),
    Case(
        "a comment on a changed text",
        "D01",
        hand.comment_on(EVERYDAY, "zqer det rigtigt"),
        (),
        (),
        ("fra nu af i JobVejen.",),
    ),
    Case("a comment with a reply", "D01", hand.comment_on("Formål", "zqspørgsmål", "zqsvar")),
    Case(
        "columns in each other's place",
        "D01",
        both(hand.swap_columns("MålUdgangspunkt", 1, 2), typed(f"{GOAL}.maal", "zqfærre aflysninger")),
        ("70 pct.", "40 pct."),
        ("14 pct. (2025)",),
    ),
    Case(
        "a column deleted",
        "D01",
        hand.delete_column("MålUdgangspunkt", 1),
        ("70 pct.",),
        (),
        ("Færre aflyste og flyttede samtaler – 15 pct. (2025)",),
    ),
    Case(
        "a table deleted",
        "D01",
        hand.delete_table("MålUdgangspunkt"),
        (),
        ("Tid til borgere med komplekse behov",),
        ("Færre aflyste og flyttede samtaler | 15 pct. (2025)",),
    ),
    Case(
        "all controls removed",
        "D01",
        both(in_body(hand.without_controls), partial(word.add_paragraph, text="zqtilføjet")),
        ("70 pct.", "fra nu af i JobVejen."),
        ("14 pct. (2025)",),
    ),
    Case(
        "an answer of several paragraphs moved",
        "D01",
        in_body(lambda body: _move_answer(body, "hverdag_efter", "Formål")),
        ("fra nu af i JobVejen.",),
        ("fortsat i fagsystemet.",),
    ),
)
D02 = (
    Case("a picture", "D02", by_chance(object_edits.picture, 5)),
    Case("a text box", "D02", by_chance(object_edits.text_box, 3)),
    Case("a footnote", "D02", by_chance(object_edits.footnote, 4)),
    Case("a nested table", "D02", by_chance(object_edits.nested_table, 2)),
    Case("a formula", "D02", by_chance(object_edits.equation, 6)),
    Case("an inserted file", "D02", by_chance(object_edits.embedded_object, 1)),
    Case(
        "pending changes of two authors",
        "D02",
        both(
            hand.pending("Gruppen er sat sammen", "Bente", "zqbente", "afdelinger", 900),
            hand.pending("Gruppen er sat sammen", "Carl", "zqcarl", "repræsenteret", 910),
        ),
    ),
    Case(
        "a pending insertion in an answer that changes",
        "D02",
        in_body(lambda body: _insert_in_control(body, f"{LEADER}.bidrag", "zqventer")),
        (),
        (),
        ("Kobling til samtalemodellen og målene",),
    ),
    Case(
        "a move that waits",
        "D02",
        hand.moved_while_tracked("Gruppen er sat sammen", "Kommissoriet beskriver"),
        ("Gruppen er sat sammen",),
    ),
    Case(
        "pasted text in a style of its own",
        "D02",
        both(_add_style, hand.after("Kommissoriet", hand.written("zqindsat", "Fremmed"))),
    ),
    Case(
        "styles under other names",
        "D02",
        both(hand.renamed_style_ids, partial(word.add_paragraph, text="zqtilføjet")),
    ),
    Case(
        "headers of each section",
        "D02",
        both(hand.own_headers_of_each_section, partial(word.add_paragraph, text="zqtilføjet")),
    ),
    Case("a house style", "D02", both(hand.house_style, partial(word.add_paragraph, text="zqtilføjet"))),
    Case(
        "bold words in a sentence that changes", "D02", partial(word.make_answer_bold, id=f"{LEADER}.bidrag")
    ),
    Case("a derived date corrected by hand", "D02", retitled("15.02.2027", "zq16.02.2027")),
    Case("cells merged", "D02", hand.merge_cells(MEMBERS, "Faglig koordinator"), (), (), ()),
    Case(
        "a control typed over",
        "D02",
        partial(word.retype, id=f"{LEADER}.bidrag", text="zqoverblik"),
        (),
        (),
        ("Kobling til samtalemodellen og målene",),
    ),
    Case(
        "a row that goes was reworded",
        "D02",
        typed("arbejdsgruppe_medlemmer[it_arkitekt].bidrag", "zqtekniske krav"),
        (),
        (),
        ("Udgår",),
    ),
    Case(
        "a row that goes", "D02", partial(word.add_paragraph, text="zqnederst"), (), ("Kender integrationer",)
    ),
    Case(
        "columns of answers in each other's place",
        "D02",
        hand.swap_columns(MEMBERS, 2, 3),
        ("Stiller de svære faglige spørgsmål højt",),
        ("Kender integrationer",),
    ),
    Case(
        "controls removed from a table",
        "D02",
        in_body(lambda body: hand.without_controls(hand.table(body, MEMBERS))),
        ("Kobling til samtalemodellen og målene",),
    ),
    Case("a field without an end", "D02", by_chance(object_edits.unfinished_field, 7)),
    Case("a field of staff's", "D02", by_chance(object_edits.field, 7)),
    Case("an empty row beside the new one", "D02", hand.add_row(MEMBERS, "", "", "", "", "")),
    Case(
        "an answer emptied",
        "D02",
        partial(word.empty, id=f"{LEADER}.bidrag"),
        (),
        (),
        ("Kobling til samtalemodellen og målene",),
    ),
)


def _type(body: Any, beginning: str, text: str) -> None:
    run = next(hand.paragraph(body, beginning).iter(w("t")))
    run.text = f"{run.text} {text}"


def _move_answer(body: Any, id: str, before: str) -> None:
    control = next(one for one in body.iter(w("sdt")) if word.tag_of(one) == id)
    hand.block(body, hand.paragraph(body, before)).addprevious(control)


def _insert_in_control(body: Any, id: str, text: str) -> None:
    control = next(one for one in body.iter(w("sdt")) if word.tag_of(one) == id)
    by = 'w:id="940" w:author="Bente"'
    control.find(w("sdtContent")).append(element(f"<w:ins {by}><w:r><w:t> {text}</w:t></w:r></w:ins>"))
