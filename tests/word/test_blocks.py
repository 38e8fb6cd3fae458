"""Markdown answers as Word structure."""

from __future__ import annotations

import re

from plangen.texts.blocks import List, Paragraph, Span
from plangen.texts.values import Answer
from tests.support.cases import each
from tests.word.building import (
    HOUSE_TEMPLATE,
    changed,
    docx,
    emptied,
    markdown,
    member,
    outline,
    render,
    render_file,
    rows,
)


def blocks(source: str, template: str = "{{ x }}") -> list[str]:
    return outline(render(template, x=markdown(source)))


def test_paragraphs_keep_the_style_of_the_tag() -> None:
    assert blocks("Et\n\nTo", "[Quote] {{ x }}") == ["[Quote] Et", "[Quote] To"]


def test_bold_italic_and_hard_breaks() -> None:
    assert blocks("a **b** *c* ***d***  \ne\n\nslut") == ["a **b** _c_ **_d_**\ne", "slut"]


def test_the_look_of_the_tag_is_that_of_the_blocks() -> None:
    assert blocks("a\n\nb *c*", "**{{ x }}**") == ["**a**", "**b ****_c_**"]


def test_bullets_use_the_list_style_and_deeper_ones_its_numbering() -> None:
    assert blocks("- a\n  - b\n    - c") == [
        "[List Bullet] a",
        "[List Bullet 2 1:1] b",
        "[List Bullet 3 1:2] c",
    ]


def test_numbered_lists_start_anew() -> None:
    source = "1. a\n2. b\n\ntekst\n\n1. c\n\n- x\n  1. d\n- y\n  1. e"
    assert blocks(source) == [
        "[List Number 3:0] a",
        "[List Number 3:0] b",
        "tekst",
        "[List Number 4:0] c",
        "[List Bullet] x",
        "[List Number 2 5:1] d",
        "[List Bullet] y",
        "[List Number 2 6:1] e",
    ]


def test_every_numbered_list_has_a_start_of_its_own() -> None:
    out = render("{{ x }}", x=markdown("3. a\n4. b\n\n- x\n  1. d"))
    numbering = member(out, "word/numbering.xml")
    found = re.findall(
        r'<w:num w:numId="(\d+)"><w:abstractNumId w:val="(\d+)"/>'
        r'<w:lvlOverride w:ilvl="(\d)"><w:startOverride w:val="(\d+)"/></w:lvlOverride></w:num>',
        numbering,
    )
    assert found == [("3", "2", "0", "3"), ("4", "2", "1", "1")]


def test_an_answer_without_numbered_lists_leaves_the_numbering_alone() -> None:
    out = render("{{ x }}", x=markdown("- a"))
    assert "lvlOverride" not in member(out, "word/numbering.xml")


def test_lists_deeper_than_the_template_stay_at_its_last_level() -> None:
    nested = List(False, ((Paragraph((Span("dybest"),)),),))
    for depth in reversed(range(11)):
        nested = List(False, ((Paragraph((Span(str(depth)),)), nested),))
    answer = markdown("- x")
    answer.__dict__["blocks"] = (nested,)
    out = outline(render("{{ x }}", x=answer))
    assert out[-3:] == ["[List Bullet 1:8] 9", "[List Bullet 1:8] 10", "[List Bullet 1:8] dybest"]


def test_further_paragraphs_of_an_item_are_continued() -> None:
    assert blocks("1. a\n\n   mere\n2. b") == [
        "[List Number 3:0] a",
        "[List Continue] mere",
        "[List Number 3:0] b",
    ]


def test_an_item_that_begins_with_a_list_gets_a_line_of_its_own() -> None:
    assert blocks("- - a") == ["[List Bullet]", "[List Bullet 2 1:1] a"]


def test_a_multi_choice_as_bullets() -> None:
    answer = Answer("A og b", id="x", raw=("a", "b"), kind="multi", variants={"items": "A\nB"})
    assert outline(render("{{ x }}", x=answer)) == ["A og b"]
    assert outline(render("{{ x.punkter }}", x=answer)) == ["[List Bullet] A", "[List Bullet] B"]


def test_text_beside_blocks_is_not_lost() -> None:
    out = blocks("- a\n- b", "[Quote] Før: {{ x }} og efter")
    assert out == ["[Quote] Før:", "[List Bullet] a", "[List Bullet] b", "[Quote] og efter"]


def test_two_block_values_in_one_paragraph() -> None:
    out = render("{{ x }} midt {{ y }}", x=markdown("- a"), y=markdown("1. b"))
    assert outline(out) == ["[List Bullet] a", "midt", "[List Number 3:0] b"]


def test_links_are_relationships_in_the_link_style() -> None:
    out = render(
        "{{ x }}", x=markdown("Se [KL **nu**](https://kl.dk/a?b=1&c=2) og [igen](https://kl.dk/a?b=1&c=2)")
    )
    relationships = member(out, "word/_rels/document.xml.rels")
    assert relationships.count('Target="https://kl.dk/a?b=1&amp;c=2" TargetMode="External"') == 1
    link_id = re.search(r'Id="(\w+)"[^>]*Target="https://kl.dk', relationships)
    assert link_id is not None
    xml = member(out)
    assert xml.count(f'r:id="{link_id[1]}"') == 2
    assert '<w:rPr><w:rStyle w:val="Hyperlink"/></w:rPr><w:t xml:space="preserve">KL </w:t>' in xml
    assert '<w:rPr><w:rStyle w:val="Hyperlink"/><w:b/><w:bCs/></w:rPr><w:t>nu</w:t>' in xml


@each(
    "address",
    [
        "http://",
        "https://[x",
        "http://a:b:c/",
        "https://ex%ample.dk",
        "mailto:",
        "mailto:a@b@c",
        "https://a/#b#c",
    ],
)
def test_an_address_that_word_cannot_read_is_plain_text(address: str) -> None:
    out = render("{{ x }}", x=markdown(f"[tekst]({address})"))
    assert outline(out) == ["tekst"]
    assert "hyperlink" not in member(out)


def test_mail_addresses_are_links() -> None:
    out = render("{{ x }}", x=markdown("[skriv](mailto:hr@kommune.dk)"))
    assert 'Target="mailto:hr@kommune.dk"' in member(out, "word/_rels/document.xml.rels")


def test_links_in_a_header_belong_to_the_header() -> None:
    out = render("tekst\nsidehoved: {{ x }}", x=markdown("[a](https://a.dk)"))
    assert "https://a.dk" in member(out, "word/_rels/header1.xml.rels")
    assert "https://a.dk" not in member(out, "word/_rels/document.xml.rels")


TABLE = "| Krav | Type |\n|---|---|\n| Et **langt** krav om meget | [link](https://a.dk) |"


def test_a_table_has_the_house_look_and_a_repeated_header() -> None:
    out = render("{{ x }}", x=markdown(f"før\n\n{TABLE}\n\nefter"))
    assert outline(out) == ["før", "| Krav | Type |", "| Et **langt** krav om meget | link |", "efter"]
    xml = member(out)
    assert '<w:tblStyle w:val="Plangentabel"/><w:tblW w:w="5000" w:type="pct"/><w:tblLook' in xml
    assert "<w:trPr><w:cantSplit/><w:tblHeader/></w:trPr>" in xml
    shares = [int(share) for share in re.findall(r'<w:tcW w:w="(\d+)" w:type="pct"/>', xml)]
    assert 4990 <= sum(shares[:2]) <= 5000
    assert shares[0] > shares[1]


def test_a_table_in_a_template_without_the_house_style_has_a_grid() -> None:
    data = changed(
        docx("{{ x }}"), {"word/styles.xml": ('w:name w:val="Plangentabel"', 'w:name w:val="Anden"')}
    )
    out = render_file(data, x=markdown(TABLE))
    assert '<w:tblStyle w:val="TableGrid"/>' in member(out)


def test_the_house_template_has_its_own_styles_for_cells() -> None:
    base = emptied(HOUSE_TEMPLATE.read_bytes())
    out = render_file(docx("{{ x }}", base), x=markdown(f"{TABLE}\n\nefter"))
    assert outline(out) == [
        "| [Tabeloverskrift] Krav | [Tabeloverskrift] Type |",
        "| [Tabeltekst] Et **langt** krav om meget | [Tabeltekst] link |",
        "[Efter tabel] efter",
    ]


def test_blocks_in_cells() -> None:
    out = render(
        """
        | A | B |
        | {%tr for r in xs %} | |
        | {{ r.a }} | {{ r.b }} |
        | {%tr endfor %} | |
        """,
        xs=rows(
            {"a": markdown("1. a\n2. b"), "b": markdown("t\n\n- c")},
            {"a": markdown("1. d"), "b": markdown(TABLE)},
        ),
    )
    assert outline(out) == [
        "| A | B |",
        "| [List Number 3:0] a¶[List Number 3:0] b | t¶[List Bullet] c |",
        "| [List Number 4:0] d | | Krav | Type |¶| Et **langt** krav om meget | link |¶ |",
    ]


def test_a_list_in_a_cell_with_a_style_of_its_own_keeps_that_style() -> None:
    data = changed(
        docx("| {{ x }} |"),
        {"word/document.xml": ("<w:p><w:r>", '<w:p><w:pPr><w:pStyle w:val="Quote"/></w:pPr><w:r>')},
    )
    source = "- a\n  1. b\n\n     mere"
    out = render_file(data, x=markdown(source))
    assert outline(out) == ["| [Quote 1:0] a¶[Quote 3:1] b¶[Quote] mere |"]
    assert '<w:ind w:left="720"/>' in member(out)


def test_two_tables_after_each_other_stay_two() -> None:
    out = render("{{ x }}\n{{ y }}", x=markdown(TABLE), y=markdown(TABLE))
    assert outline(out)[2] == ""


def test_a_section_break_stays_with_the_last_paragraph() -> None:
    section = '<w:p><w:pPr><w:sectPr><w:pgSz w:w="11906" w:h="16838"/></w:sectPr></w:pPr><w:r>'
    data = changed(docx("{{ x }}\nslut"), {"word/document.xml": ("<w:p><w:r>", section)})
    out = render_file(data, x=markdown("a\n\n- b"))
    assert outline(out) == ["a", "[List Bullet] b", "", "slut"]
    assert member(out).count('<w:pgSz w:w="11906" w:h="16838"/>') == 1
