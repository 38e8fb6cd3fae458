"""What is read from a Word file, as it was made and after staff have been at it."""

from __future__ import annotations

import io
import random
import zipfile
from dataclasses import replace

import pytest
from lxml import etree

from plangen.catalog import builtin_catalog
from plangen.texts.values import Answer
from plangen.word.reading.content import Content, Control, TableRow
from plangen.word.reading.document import UnreadableWord
from tests.support.cases import each
from tests.support.packs import rendered
from tests.support.reading import read_word
from tests.support.samples import sampled
from tests.word.building import (
    blank,
    changed,
    docx,
    markdown,
    member,
    missing,
    names,
    render,
    render_file,
    rows,
    text,
)
from tests.word.staff import PROMPT, Staff
from tests.word.test_controls import DAY, choice
from tests.word.word_saves import w

TABLE = """
    # Mål
    | Mål | Hvornår | Note |
    | {%tr for m in maal %} | | |
    | {{ m.navn }} | {{ m.dag }} | {{ m.note }} |
    | {%tr else %} | | |
    | {{ maal.ellers }} | | |
    | {%tr endfor %} | | |
    """


def goal(key: str, name: str, note: str = "") -> dict[str, object]:
    id = f"maal[{key}]"
    day = Answer(str(DAY), id=f"{id}.dag", raw=DAY.raw, kind="date", variants=DAY.variants)
    written = (
        markdown(note, id=f"{id}.note")
        if note
        else Answer("–", id=f"{id}.note", status="blank", kind="markdown")
    )
    return {"navn": text(name, id=f"{id}.navn"), "dag": day, "note": written}


def goals(*keys: str) -> bytes:
    records = [goal(key, f"Mål {key}", "*Note*" if number else "") for number, key in enumerate(keys)]
    return render(TABLE, maal=rows(*records, ellers=Answer("[Udfyldes: Mål]", id="maal", status="missing")))


def texts(content: Content) -> dict[str, str]:
    return {control.id: control.text for control in content.controls}


def one(content: Content) -> Control:
    (control,) = content.controls
    return control


# --- the file as it was made --------------------------------------------------------------------------------
def test_a_control_says_what_it_shows() -> None:
    content = read_word(render("# Formål\nSe {{ x }} her.", x=text("det nye", id="formaal_kort")))
    assert one(content) == Control("formaal_kort", "det nye", "det nye", False, False, "Formål")
    assert content.free == ("Formål", "Se \ufffc her.", "")


def test_placeholders_say_nothing() -> None:
    content = read_word(
        render("{{ a }}\n{{ b }}\n{{ c }}", a=missing("A"), b=blank(), c=missing("C", kind="markdown"))
    )
    assert [(control.text, control.placeholder) for control in content.controls] == [("", True)] * 3
    assert [control.block for control in content.controls] == [False, False, True]


def test_plain_text_is_read_as_it_stands_and_markdown_as_source() -> None:
    data = render(
        "{{ a }}\n{{ b }}\nSe {{ b }}",
        a=text("2. *kvartal* [x]", id="a"),
        b=markdown("2\\. **x** \\*", id="b"),
    )
    assert [control.text for control in read_word(data).controls] == [
        "2. *kvartal* [x]",
        "2\\. **x** *",
        "2\\. **x** *",
    ]


def test_the_look_of_the_tag_is_no_markdown() -> None:
    data = render(
        "**{{ x }}**\n[List Bullet] {{ y }}", x=markdown("a *b*\n\nc", id="x"), y=markdown("d", id="y")
    )
    assert texts(read_word(data)) == {"x": "a *b*\n\nc", "y": "d"}


def test_nor_is_the_character_style_of_the_tag() -> None:
    strong = changed(docx("**{{ x }}**"), {"word/document.xml": ("<w:b/>", '<w:rStyle w:val="Strong"/>')})
    data = render_file(strong, x=markdown("**a** b *c*\n\n- [d](https://kl.dk)"))
    assert one(read_word(data)).text == "a b *c*\n\n- [d](https://kl.dk)"


def test_the_same_address_written_differently_is_the_same() -> None:
    made = render("{{ x }}", x=markdown("[a](https://kl.dk) [b](https://kl.dk/~x/%C3%A6#d)"))
    links = "word/_rels/document.xml.rels"
    assert "https://kl.dk/~x/%C3%A6#d" in member(made, links)
    saved = changed(made, {links: ('"https://kl.dk"', '"https://kl.dk/"')})
    saved = changed(saved, {links: ("https://kl.dk/~x/%C3%A6#d", "https://kl.dk/%7Ex/%c3%a6#d")})
    assert read_word(saved) == read_word(made)


def test_an_answer_with_more_paragraphs_in_a_list_keeps_them() -> None:
    data = render("[List Bullet] {{ x }}", x=markdown("d\n\ne", id="x"))
    assert texts(read_word(data)) == {"x": "d\n\ne"}


def test_places_are_headings_tables_and_headers() -> None:
    data = render(
        """
        {{ a }}
        # Et  kapitel
        {{ a }}
        | X | Y |
        | {{ a }} | {{ a }} |
        | {{ a }} | b |
        ## Under
        {{ a }}
        sidehoved: {{ a }}
        sidefod: {{ a }}
        """,
        a=text("svar"),
    )
    assert [control.place for control in read_word(data).controls] == [
        "Forsiden",
        "Et kapitel",
        "Et kapitel, tabel, række 1",
        "Et kapitel, tabel, række 1",
        "Et kapitel, tabel, række 2",
        "Under",
        "sidehoved",
        "sidefod",
    ]


def test_the_contents_list_is_no_free_text() -> None:
    headings = "\n".join(f"# Kapitel {number}" for number in range(8))
    content = read_word(render(f"{{{{ indhold }}}}\n{headings}"))
    assert [piece for piece in content.free if piece] == [f"Kapitel {number}" for number in range(8)]


def test_fields_count_as_what_they_are() -> None:
    data = docx("Side HER af\nslut")
    field = '</w:t></w:r><w:fldSimple w:instr=" PAGE "><w:r><w:t>7</w:t></w:r></w:fldSimple><w:r><w:t>'
    field = field.replace("<w:t>", '<w:t xml:space="preserve">')
    data = changed(data, {"word/document.xml": ("<w:t>", '<w:t xml:space="preserve">')})
    simple = changed(data, {"word/document.xml": ("HER", field)})
    assert read_word(simple).free[0] == "Side ‹PAGE› af"


def test_hyphens_and_spaces_that_only_steer_lines_do_not_count() -> None:
    data = render("for\u00adskel 5\u00a0kr. {{ x }}", x=text("lang\u00adsom 5\u00a0uger"))
    content = read_word(data)
    assert content.free[0] == "forskel 5 kr. \ufffc"
    assert one(content).text == "langsom 5 uger"


# --- tables -------------------------------------------------------------------------------------------------
def test_the_rows_of_a_table_of_answers() -> None:
    (table,) = read_word(goals("a", "b")).tables
    assert table.question == "maal"
    assert table.rows[0] == TableRow(
        "a", (("navn", "Mål a"), ("dag", "06.09.2027"), ("note", "")), "Mål, tabel, række 1"
    )
    assert table.rows[1].cells[2] == ("note", "*Note*")


def test_rows_deleted_and_moved() -> None:
    data = Staff(goals("a", "b", "c")).delete_row("maal", "b").move_row("maal", "a", after="c").saved()
    (table,) = read_word(data).tables
    assert [row.key for row in table.rows] == ["c", "a"]


def test_a_row_put_in_by_hand_has_its_columns_but_no_key() -> None:
    data = Staff(goals("a", "b")).insert_row("maal", "b", "Nyt mål", "1. maj 2027", "2. note").saved()
    (table,) = read_word(data).tables
    assert [row.key for row in table.rows] == ["a", "b", ""]
    new = table.rows[2]
    assert new.cells == (("navn", "Nyt mål"), ("dag", "1. maj 2027"), ("note", "2\\. note"))
    assert (new.copied_from, new.place) == ("", "Mål, tabel, række 3")


@pytest.mark.parametrize("above", [False, True])
def test_a_copied_row_is_not_the_one_it_came_from(above: bool) -> None:
    data = Staff(goals("a", "b")).copy_row("maal", "a", above=above).saved()
    (table,) = read_word(data).tables
    found = [(row.key, row.copied_from) for row in table.rows]
    assert found == ([("", "a"), ("a", ""), ("b", "")] if above else [("a", ""), ("", "a"), ("b", "")])


def test_a_copied_row_keeps_the_kinds_of_its_columns() -> None:
    """Word leaves the bookmarks out of a copy."""
    data = Staff(goals("a", "b")).copy_row("maal", "b").saved()
    (table,) = read_word(data).tables
    assert table.rows[2].cells == (("navn", "Mål b"), ("dag", "06.09.2027"), ("note", "*Note*"))


def test_an_answer_to_another_question_in_a_copied_row_is_told_beside() -> None:
    """Such a cell is the template's own words about several things; a new row has none of them."""
    both = TABLE.replace("{{ m.note }}", "Måles på {{ tekst }}, se {{ m.note }}")
    file = render(both, maal=rows(goal("a", "Mål a"), goal("b", "Mål b")), tekst=text("ventetid", id="tekst"))
    (table,) = read_word(Staff(file).copy_row("maal", "b").saved()).tables
    copied = table.rows[2]
    assert (copied.copied_from, dict(copied.cells)["navn"]) == ("b", "Mål b")
    assert [heading for heading, _ in copied.beside] == ["Note"]


def test_a_table_without_rows_and_what_was_written_into_it() -> None:
    document = builtin_catalog().documents["D01"]
    staff = Staff(rendered("tom", None, document, "docx"))
    assert [(t.question, t.rows) for t in read_word(staff.saved()).tables] == [("maal", ())]
    row = next(staff.control("maal").iterancestors(w("tr")))
    row.addnext(etree.fromstring(etree.tostring(row.getprevious())))
    properties = row.getnext().find(w("trPr"))
    properties.remove(properties.find(w("tblHeader")))
    (table,) = read_word(staff.saved()).tables
    heads = ("Mål", "Udgangspunkt", "Målværdi", "Måles", "Ejer")
    assert table.rows[0].cells == tuple((head, head) for head in heads)


@pytest.mark.parametrize("data", [goals("a"), goals()], ids=["række", "ingen rækker"])
def test_a_header_that_is_no_longer_repeated_is_a_header(data: bytes) -> None:
    saved = changed(data, {"word/document.xml": ("<w:tblHeader/>", "")})
    kept = {"layouts": (), "extras": ()}  # that it is not repeated is a fact of its own
    assert replace(read_word(saved), **kept) == replace(read_word(data), **kept)
    assert "gentages ikke" in " ".join(read_word(saved).extras)


def test_a_record_spread_over_rows_is_no_table_of_rows() -> None:
    data = render(
        "| Navn | {{ a }} |\n| Note | {{ b }} |",
        a=text("x", id="maal[a].navn"),
        b=text("y", id="maal[a].note"),
    )
    assert read_word(data).tables == ()


def test_a_table_of_two_questions_has_no_rows_of_unknown_origin() -> None:
    data = render(
        "| H | I |\n| {{ a }} | x |\n| {{ b }} | y |\n| c | z |",
        a=text("x", id="maal[a].navn"),
        b=text("y", id="risici[b].risiko"),
    )
    assert [(t.question, [row.key for row in t.rows]) for t in read_word(data).tables] == [
        ("maal", ["a"]),
        ("risici", ["b"]),
    ]


# --- what staff do ------------------------------------------------------------------------------------------
def test_text_written_in_a_control() -> None:
    data = render("{{ x }}\nsidehoved: {{ y }}", x=text("a", id="x"), y=text("b", id="y"))
    assert texts(read_word(Staff(data).write("x", "ny").write("y", "andet").saved())) == {
        "x": "ny",
        "y": "andet",
    }


@each(
    "answer",
    [missing("M"), missing("M", kind="markdown"), choice("[Udfyldes: M]", "missing", a="Høj"), blank()],
    ids=["text", "markdown", "choice", "blank"],
)
def test_a_placeholder_filled_in(answer: Answer) -> None:
    data = render("{{ x }}", x=answer)
    control = one(read_word(Staff(data).write(answer.id, "Høj").saved()))
    assert (control.text, control.placeholder) == ("Høj", False)


@pytest.mark.parametrize("loses", ["the tag", "the name of Word"])
def test_a_placeholder_typed_over_in_libreoffice(loses: str) -> None:
    """LibreOffice leaves the mark that says that nothing is filled in."""
    typed: dict[str, tuple[str, str] | bytes | None] = {"word/document.xml": ("[Udfyldes: M]", "1.0")}
    data = changed(render("{{ x }}", x=missing("M")), typed)
    assert one(read_word(data)).placeholder
    if loses == "the tag":
        data = changed(data, {"word/document.xml": ('<w:tag w:val="svar"/>', "")})
    else:
        data = changed(data, {"docProps/app.xml": ("<Application>plangen", "<Application>LibreOffice/24.8")})
    control = one(read_word(data))
    assert (control.text, control.placeholder) == ("1.0", False)


@pytest.mark.parametrize("answer", [text("a"), markdown("a *b*")], ids=["text", "markdown"])
def test_a_control_emptied(answer: Answer) -> None:
    control = one(read_word(Staff(render("{{ x }}", x=answer)).empty("svar").saved()))
    assert (control.text, control.placeholder) == ("", True)
    assert PROMPT not in control.text


def test_a_control_emptied_without_words_prompt() -> None:
    control = one(read_word(Staff(render("a {{ x }} b", x=text("x"))).write("svar", "").saved()))
    assert (control.text, control.placeholder) == ("", False)


def test_paragraphs_written_in_a_block_control() -> None:
    data = render("{{ x }}", x=missing("Problem", kind="markdown"))
    edited = Staff(data).write_paragraphs("svar", [("Et ", ""), ("fedt", "b"), (" ord", "")], [("- To", "i")])
    assert one(read_word(edited.saved())).text == "Et **fedt** ord\n\n*- To*"


@pytest.mark.parametrize("document", ["D01", "D05"])
def test_what_is_filled_in_is_read_as_its_question_asks_when_no_bookmark_is_left(document: str) -> None:
    """Word takes bookmarks away with the text that they hold."""
    staff = Staff(rendered("tom", None, builtin_catalog().documents[document], "docx"))
    empty = {c.id for c in read_word(staff.saved()).controls if c.placeholder and "dato" not in c.id}
    for id in empty:
        staff.write(id, "1. udkast *a*")
    read = texts_by_id(read_word(staff.without_bookmarks().saved()))
    markdown = {id for id in empty if "1\\. udkast \\*a\\*" in read[id]}
    assert all("1. udkast *a*" in read[id] for id in empty - markdown)
    assert {"D01": {"problem"}, "D05": {"hverdag_efter"}}[document] <= markdown
    assert {"projekt_titel", "kommune_navn"} <= empty - markdown


def test_an_answer_without_its_first_paragraph_and_its_control() -> None:
    """So LibreOffice saves it when somebody has deleted that paragraph."""
    staff = Staff(render("# A\n{{ x }}\nefter", x=markdown("a\n\n- b\n- c", id="x")))
    control = staff.control("x")
    _, *rest = control.find(w("sdtContent"))
    for paragraph in reversed(rest):
        control.addnext(paragraph)
    control.getparent().remove(control)
    content = read_word(staff.saved())
    assert texts(content) == {"x": "- b\n- c"}
    assert content.free == ("A", "\ufffc", "efter", "")


def texts_by_id(content: Content) -> dict[str, set[str]]:
    return {c.id: {one.text for one in content.controls if one.id == c.id} for c in content.controls}


def test_a_control_deleted_and_its_text_typed_again() -> None:
    data = render("Før {{ x }} efter\n{{ y }}", x=text("a", id="x"), y=markdown("b", id="y"))
    content = read_word(Staff(data).retype("x", "nyt").retype("y", "andet").saved())
    assert content.controls == ()
    assert content.free == ("Før nyt efter", "andet", "")


def test_the_same_answer_edited_in_one_of_two_places() -> None:
    data = render("{{ x }}\n{{ x }}", x=text("a"))
    content = read_word(Staff(data).write("svar", "b", number=1).saved())
    assert [control.text for control in content.controls] == ["a", "b"]


def test_tracked_changes_have_two_readings() -> None:
    data = render("{{ x }}\n{{ y }}", x=text("gammel", id="x"), y=markdown("væk", id="y"))
    content = read_word(Staff(data).track_insertion("x", " og ny").track_deletion("y").saved())
    assert [(control.text, control.rejected) for control in content.controls] == [
        ("gammel og ny", "gammel"),
        ("", "væk"),
    ]
    assert content.tracked == 2


def test_comments_are_read() -> None:
    assert read_word(Staff(render("a {{ x }}", x=text("b"))).comment("Er det rigtigt?").saved()).comments == (
        "Er det rigtigt?",
    )


def test_looks_are_seen_and_answers_have_none_of_their_own() -> None:
    data = render("**Navn:** {{ x }}\n{{ y }}", x=text("a", id="x"), y=markdown("**b** c", id="y"))
    before = read_word(data)
    assert before.looks[0].endswith("; fed: Navn:")
    after = read_word(Staff(data).bold("x").saved())
    assert after.looks[0].endswith("; fed: Navn: \ufffcx\ufffc")
    assert after.free == before.free
    written = read_word(
        Staff(data).write_paragraphs("y", [("helt", ""), (" nyt", "i")], [("to", "b")]).saved()
    )
    assert written.looks == before.looks


def test_a_filled_in_placeholder_is_no_change_of_look() -> None:
    data = render("{{ x }} {{ y }}\n{{ z }}", x=missing("X"), y=blank(), z=missing("Z", kind="markdown"))
    staff = Staff(data)
    for control in read_word(data).controls:
        assert control.id == "svar"
    for number in range(3):
        staff.write("svar", "nyt", number=number)
    assert read_word(staff.saved()).looks == read_word(data).looks


# --- odd files ----------------------------------------------------------------------------------------------
def zipped(**members: bytes) -> bytes:
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w") as archive:
        for name, content in members.items():
            archive.writestr(name.replace("__", "/").replace("_DOT_", "."), content)
    return file.getvalue()


@each(
    "data",
    [
        b"",
        b"Kommissorium",
        b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600),
        zipped(a=b"b"),
        docx("x")[:400],
        changed(docx("x"), {"word/document.xml": b"<w:document"}),
        changed(docx("x"), {"word/document.xml": b"<html/>"}),
        changed(docx("x"), {"word/styles.xml": b"<w:styles"}),
        changed(docx("x"), {"word/_rels/document.xml.rels": b"nej"}),
        changed(docx("x"), {"_rels/.rels": b"<x/>"}),
    ],
)
def test_a_file_that_is_no_word_document_is_refused_in_danish(data: bytes) -> None:
    with pytest.raises(UnreadableWord, match="filen"):
        read_word(data)


def test_strict_open_xml_is_named() -> None:
    strict = member(docx("x")).replace(
        "http://schemas.openxmlformats.org/wordprocessingml/2006/main",
        "http://purl.oclc.org/ooxml/wordprocessingml/main",
    )
    with pytest.raises(UnreadableWord, match="Strict"):
        read_word(changed(docx("x"), {"word/document.xml": strict.encode()}))


@each("seed", sampled(range(60), every=3))
def test_odd_content_never_stops_the_reader(seed: int) -> None:
    """Elements taken away, repeated and renamed at random: read, or refused in words."""
    chance = random.Random(seed)
    data = (
        goals("a", "b")
        if seed % 2
        else render(
            "# A\n{{ x }}\nSe {{ y }} {{ z }}",
            x=markdown("**a**\n\n- b\n  1. c\n\n| d |\n|---|"),
            y=DAY,
            z=missing("Z"),
        )
    )
    odd = changed(data, {"word/document.xml": disturbed(member(data), chance).encode()})
    for name in names(data):
        if name in ("word/styles.xml", "word/numbering.xml") and chance.random() < 0.3:
            odd = changed(odd, {name: disturbed(member(data, name), chance).encode()})
    try:
        read_word(odd)
    except UnreadableWord as error:
        assert "filen" in str(error)


def disturbed(xml: str, chance: random.Random) -> str:
    root = etree.fromstring(xml.encode())
    for _ in range(chance.randrange(1, 12)):
        element = chance.choice([e for e in root.iter(etree.Element) if e is not root] or [root])
        parent = element.getparent()
        match chance.randrange(5):
            case 0 if parent is not None:
                parent.remove(element)
            case 1:
                other = chance.choice(list(root.iter(etree.Element)))
                other.insert(0, etree.fromstring(etree.tostring(element)))
            case 2:
                element.attrib.clear()
            case 3:
                for name in element.attrib:
                    element.set(name, chance.choice(["", "x", "-1", "99999999999999999999", "1.5"]))
            case 4:
                element.tag = chance.choice([e.tag for e in root.iter(etree.Element)])
    return etree.tostring(root, encoding="unicode")
