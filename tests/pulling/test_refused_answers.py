"""What an answer cannot say refuses it by name: nothing of it is written, and the file stays."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from lxml import etree

from plangen.differences.comparison import AnswerEdit, compare
from tests.support import word_edits as word
from tests.support.cases import each
from tests.support.edited_packs import EditedPack
from tests.support.reading import read_word
from tests.support.samples import sampled
from tests.support.small_packs import build_small_pack

pytestmark = pytest.mark.usefixtures("everywhere")

PLAIN, PARAGRAPHS, ROW_CELL = "formaal_kort", "problem", "maal[platformen_tilbyd_47bd9e].maalvaerdi"
_NAMESPACES = (
    'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main" '
    'xmlns:m="http://schemas.openxmlformats.org/officeDocument/2006/math" '
    'xmlns:v="urn:schemas-microsoft-com:vml" '
    'xmlns:w14="http://schemas.microsoft.com/office/word/2010/wordml" '
    'xmlns:wp="http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing"'
)


def run(inner: str, look: str = "") -> str:
    return f"<w:r><w:rPr>{look}</w:rPr>{inner}</w:r>"


def text(words: str, look: str = "") -> str:
    return run(f'<w:t xml:space="preserve">{words}</w:t>', look)


def mark(kind: str) -> str:
    return run(f'<w:fldChar w:fldCharType="{kind}"/>')


def code(instruction: str) -> str:
    return run(f"<w:instrText>{instruction}</w:instrText>")


def in_control(kind: str, words: str) -> str:
    return f"<w:sdt><w:sdtPr>{kind}</w:sdtPr><w:sdtContent>{text(words)}</w:sdtContent></w:sdt>"


DATE_FIELD = mark("begin") + code(" DATE ") + mark("separate") + text("1. maj") + mark("end")
ALWAYS = {
    "picture": (
        run('<w:drawing><wp:inline><wp:docPr id="1" name="a" descr="Kort"/></wp:inline></w:drawing>'),
        "et billede eller en figur",
    ),
    "old picture": (run("<w:pict><v:shape/></w:pict>"), "et billede eller en figur"),
    "text box": (
        run(f"<w:pict><v:textbox><w:txbxContent><w:p>{text('x')}</w:p></w:txbxContent></v:textbox></w:pict>"),
        "en tekstboks",
    ),
    "footnote": (run('<w:footnoteReference w:id="2"/>'), "en fodnote"),
    "endnote": (run('<w:endnoteReference w:id="2"/>'), "en slutnote"),
    "embedded object": (run("<w:object/>"), "et indlejret objekt"),
    "symbol": (run('<w:sym w:font="Wingdings" w:char="F0FC"/>'), "et tegn fra en symbolskrift"),
    "formula": ("<m:oMath><m:r><m:t>x</m:t></m:r></m:oMath>", "en formel"),
    "ruby": (
        run(f"<w:ruby><w:rt>{text('a')}</w:rt><w:rubyBase>{text('b')}</w:rubyBase></w:ruby>"),
        "tekst med udtale over",
    ),
    "field": (DATE_FIELD, "et felt (DATE)"),
    "simple field": (f'<w:fldSimple w:instr=" REF a ">{text("se")}</w:fldSimple>', "et felt (REF)"),
    "box to tick": (
        mark("begin") + code(" FORMCHECKBOX ") + mark("separate") + mark("end"),
        "et felt (FORMCHECKBOX)",
    ),
    "citation": (in_control("<w:citation/>", "(Hansen, 2020)"), "et andet indholdskontrolelement"),
    "control to tick": (in_control("<w14:checkbox/>", "☐"), "et andet indholdskontrolelement"),
    "another answer": (
        in_control('<w:tag w:val="kommune_navn"/>', "By"),
        "feltet for et andet svar (kommune_navn)",
    ),
    "field without an end": (
        mark("begin") + code(" PAGE ") + mark("separate") + text("3"),
        "et felt uden slutning (PAGE)",
    ),
    "end of no field": (mark("end"), "et felt, hvor begyndelse eller slutning mangler"),
    "raised": (text("2", '<w:vertAlign w:val="superscript"/>'), "hævet tekst"),
    "lowered": (text("2", '<w:position w:val="-6"/>'), "sænket tekst"),
    "struck through": (text("gammelt", "<w:strike/>"), "overstreget tekst"),
    "hidden": (text("hemmeligt", "<w:vanish/>"), "skjult tekst"),
    "link into the document": (
        f'<w:hyperlink w:anchor="a">{text("se")}</w:hyperlink>',
        "et link til et andet sted i dokumentet",
    ),
    "unknown": (run("<w:fremtid/>"), "noget, som plangen ikke kender (fremtid)"),
    "file put in": ("<w:altChunk/>", "en indsat fil"),
}
TABLE = "<w:tbl><w:tr><w:tc>{}</w:tc></w:tr></w:tbl>"
IN_PARAGRAPHS = {
    "table with lines in a cell": (
        TABLE.format(f"<w:p>{text('a')}</w:p><w:p>{text('b')}</w:p>"),
        "flere linjer i en celle",
    ),
    "table in a cell": (
        TABLE.format(TABLE.format(f"<w:p>{text('a')}</w:p>") + "<w:p/>"),
        "en tabel i en celle",
    ),
    "merged cells": (
        TABLE.format(f'<w:tcPr><w:gridSpan w:val="2"/></w:tcPr><w:p>{text("a")}</w:p>'),
        "flettede celler",
    ),
}


def put_in(data: bytes, id: str, fragment: str) -> bytes:
    """Puts XML at the end of an answer's control: at the end of its paragraph, or after it."""

    def edit(parts: dict[str, word.Element]) -> None:
        holder = etree.fromstring(f"<x {_NAMESPACES}>{fragment}</x>")
        control = word.controls(parts, id)[0]
        content = control.find(f"{word.W}sdtContent")
        assert content is not None
        paragraphs = list(content.iter(f"{word.W}p"))
        blocks = holder[0].tag in (f"{word.W}tbl", f"{word.W}p", f"{word.W}altChunk")
        (paragraphs[-1] if paragraphs and not blocks else content).extend(holder)

    return word.edited(data, edit)


@pytest.fixture(scope="session")
def made(tmp_path_factory: pytest.TempPathFactory) -> bytes:
    return build_small_pack(tmp_path_factory.mktemp("bygget")).document("faelles", "D01").read_bytes()


@pytest.fixture
def pack(tmp_path: Path) -> EditedPack:
    return build_small_pack(tmp_path / "projekt")


def the_edit(made: bytes, now: bytes) -> AnswerEdit:
    (edit,) = compare(read_word(made), read_word(now)).answers
    return edit


@each("name", sampled(ALWAYS, every=2))
def test_what_no_answer_can_say(made: bytes, name: str) -> None:
    fragment, reason = ALWAYS[name]
    now = put_in(put_in(made, PLAIN, fragment), PARAGRAPHS, fragment)
    edits = compare(read_word(made), read_word(now)).answers
    assert {edit.id: edit.refused for edit in edits} == dict.fromkeys(
        (PLAIN, PARAGRAPHS), f"indeholder {reason}"
    )
    assert not any(sign in edit.now for edit in edits for sign in ("‹", "\ufffc"))


@pytest.mark.parametrize("name", IN_PARAGRAPHS)
def test_what_a_table_of_an_answer_cannot_say(made: bytes, name: str) -> None:
    fragment, reason = IN_PARAGRAPHS[name]
    assert reason in the_edit(made, put_in(made, PARAGRAPHS, fragment)).refused


@pytest.mark.parametrize("id", [PLAIN, ROW_CELL])
@pytest.mark.parametrize("between", ["<w:br/>", "<w:cr/>"])
def test_several_lines_in_an_answer_of_one(made: bytes, id: str, between: str) -> None:
    edit = the_edit(made, put_in(made, id, run(f"{between}<w:t>mere</w:t>")))
    assert edit.refused == "står på flere linjer, og der er plads til én"


def test_a_link_in_an_answer_of_one_line_unless_its_address_is_its_text(made: bytes) -> None:
    def link(address: str, words: str) -> str:
        instruction = code(f' HYPERLINK "{address}" ')
        return mark("begin") + instruction + mark("separate") + text(words) + mark("end")

    now = put_in(made, PLAIN, link("https://kl.dk/a", "her"))
    assert the_edit(made, now).refused == "indeholder et link (https://kl.dk/a)"
    said = the_edit(made, put_in(made, PARAGRAPHS, link("https://kl.dk/a", "her")))
    assert (said.refused, said.now.endswith("[her](https://kl.dk/a)")) == ("", True)
    odd = put_in(made, PARAGRAPHS, link("file:///c:/a.docx", "her"))
    assert the_edit(made, odd).refused == "indeholder et link (file:///c:/a.docx)"


@pytest.mark.parametrize("typed", ["Se ‹bilag› »2« her", "‹ og ›", "5 ‹ 7"])
def test_a_users_own_quotation_marks_are_text(made: bytes, typed: str) -> None:
    edit = the_edit(made, word.set_text(made, PLAIN, typed))
    assert (edit.now, edit.refused) == (typed, "")


@pytest.mark.parametrize("look", ["<w:b/>", '<w:color w:val="FF0000"/>', '<w:sz w:val="40"/>'])
def test_a_look_in_a_plain_answer_is_formatting(made: bytes, look: str) -> None:
    difference = compare(read_word(made), read_word(put_in(made, PLAIN, text("!", look))))
    assert [edit.refused for edit in difference.answers] == [""]
    assert difference.looks


def test_text_in_a_field_that_people_type_in_is_the_answer(made: bytes) -> None:
    """LibreOffice makes such fields of plain controls when it saves a file as .odt or .doc."""
    for instruction in (' FILLIN ""', " FORMTEXT "):
        field = mark("begin") + code(instruction) + mark("separate") + text(" og mere") + mark("end")
        edit = the_edit(made, put_in(made, PLAIN, field))
        assert edit.now.endswith(" og mere")
        assert edit.refused == ""


# --- through files and the command line ---------------------------------------------------------------------
EDITS: dict[str, Callable[[bytes], bytes]] = {
    "Det korte formål": lambda data: put_in(data, PLAIN, ALWAYS["picture"][0]),
    "Problem": lambda data: put_in(data, PARAGRAPHS, DATE_FIELD),
    "Mål": lambda data: put_in(data, ROW_CELL, ALWAYS["footnote"][0]),
}


def test_refused_answers_are_named_and_their_file_stays(pack: EditedPack) -> None:
    for edit in EDITS.values():
        pack.edit("faelles", "D01", edit)
    theirs = pack.document("faelles", "D01").read_bytes()
    before = pack.texts()
    code_, told = pack.pull("--apply")
    assert code_ == 1
    assert pack.texts() == before
    messages = sorted(one["besked"] for one in told["ikke_foert_tilbage"])
    assert messages == [
        "Svaret indeholder en fodnote. Det kan ikke føres tilbage til svarfilen.",
        "Svaret indeholder et billede eller en figur. Det kan ikke føres tilbage til svarfilen.",
        "Svaret indeholder et felt (DATE). Det kan ikke føres tilbage til svarfilen.",
    ]
    assert all(one["spoergsmaal"] and one["hjaelp"] for one in told["ikke_foert_tilbage"])
    (file,) = (one for name, one in pack.status().items() if name.startswith("faelles/01"))
    assert {one["id"]: one["afvist"] for one in file["svar"]} == {
        PLAIN: "indeholder et billede eller en figur",
        PARAGRAPHS: "indeholder et felt (DATE)",
        ROW_CELL: "indeholder en fodnote",
    }
    pack.build("--format", "docx", "--department", "faelles", "--document", "D01")
    assert pack.document("faelles", "D01").read_bytes() == theirs


def test_a_new_row_with_a_picture_is_named_and_its_file_stays(pack: EditedPack) -> None:
    def edit(parts: dict[str, word.Element]) -> None:
        new = word.row_of(parts, "maal", "platformen_tilbyd_47bd9e").getnext()
        assert new is not None
        holder = etree.fromstring(f"<x {_NAMESPACES}>{ALWAYS['picture'][0]}</x>")
        next(new.iter(f"{word.W}p")).extend(holder)

    cells = ["Færre opkald", "Opkald pr. uge", "40", "30", "1. kvartal"]
    pack.edit("faelles", "D01", lambda d: word.insert_row(d, "maal", "platformen_tilbyd_47bd9e", cells))
    pack.edit("faelles", "D01", lambda data: word.edited(data, edit))
    theirs = pack.document("faelles", "D01").read_bytes()
    before = pack.texts()
    _, told = pack.pull("--apply")
    assert pack.texts() == before
    (one,) = told["ikke_foert_tilbage"]
    assert "indeholder et billede eller en figur" in one["besked"]
    pack.build("--format", "docx", "--department", "faelles", "--document", "D01")
    assert pack.document("faelles", "D01").read_bytes() == theirs
