"""The contents list, and the headings it links to."""

from __future__ import annotations

import re

from plangen.documents.printing import Printing
from plangen.ooxml.properties import CoreProperties
from plangen.texts.values import ContentsList
from plangen.word.engine import WordTemplate
from tests.support.reading import read_word
from tests.word.building import NAME, docx, markdown, member, missing, outline, render, text

FOURTEEN = "\n".join(f"# Afsnit {number}" for number in range(1, 15))


def test_a_document_of_fourteen_headings_has_a_contents_list() -> None:
    out = render(
        f"[Title] Titel\n{{{{ indhold }}}}\n{FOURTEEN}\n## Under {{{{ x }}}}\n### Dybt", x=text("A & B")
    )
    assert outline(out)[1:17] == [
        "[TOC Heading] Indhold",
        *(f"[toc 1] Afsnit {number}" for number in range(1, 15)),
        "[toc 2] Under A & B",
    ]


def test_the_list_is_a_field_with_links_in_a_control_of_its_own() -> None:
    xml = member(render(f"{{{{ indhold }}}}\n{FOURTEEN}"))
    assert '<w:docPartGallery w:val="Table of Contents"/><w:docPartUnique/>' in xml
    assert r' TOC \o "1-2" \h \n \z \u ' in xml
    assert re.findall(r'fldCharType="(\w+)"', xml) == ["begin", "separate", "end"]
    links = re.findall(r'<w:hyperlink w:anchor="(\w+)" w:history="1">', xml)
    marks = re.findall(r'<w:bookmarkStart w:id="\d+" w:name="(\w+)"/>', xml)
    assert links == marks
    assert len(set(links)) == 14
    assert "updateFields" not in xml


def test_a_shorter_document_has_neither_list_nor_title() -> None:
    fewer = FOURTEEN.replace("# Afsnit 14", "")
    out = render(f"før\n[TOC Heading] Det står der\n{{{{ indhold }}}}\n{fewer}")
    assert outline(out)[:2] == ["før", "[heading 1] Afsnit 1"]
    assert "bookmarkStart" not in member(out)


def test_headings_of_level_three_count_but_are_not_listed() -> None:
    out = render("{{ indhold }}\n# A\n" + "### b\n" * 13)
    assert outline(out)[:3] == ["[TOC Heading] Indhold", "[toc 1] A", "[heading 1] A"]


def test_the_templates_own_title_is_kept() -> None:
    out = render(f"[TOC Heading] Det står der\n{{{{ indhold }}}}\n{FOURTEEN}")
    assert outline(out)[:2] == ["[TOC Heading] Det står der", "[toc 1] Afsnit 1"]
    assert "Indhold<" not in member(out)


def test_headings_that_are_not_printed_are_not_listed() -> None:
    out = render(f"{{{{ indhold }}}}\n{{%p if x %}}\n# Væk\n{{%p endif %}}\n{FOURTEEN}\n# {{{{ x }}}}", x="")
    assert "[toc 1] Væk" not in outline(out)
    assert sum(line.startswith("[toc 1]") for line in outline(out)) == 14


def test_headings_with_missing_answers_and_in_table_cells() -> None:
    out = render(
        "{{ indhold }}\n{%p for x in xs %}\n# {{ x }}\n{%p endfor %}\n{{ y }}",
        xs=[missing("Mål"), *(text(str(number)) for number in range(13))],
        y=markdown("# Ikke en overskrift"),
    )
    assert outline(out)[1] == "[toc 1] [Udfyldes: Mål]"
    assert sum(line.startswith("[toc 1]") for line in outline(out)) == 14


def test_no_empty_paragraph_is_left_between_the_tables_around_a_list_that_is_not_printed() -> None:
    out = render("| A |\n{{ indhold }}\n| B |")
    assert outline(out) == ["| A |", "", "| B |"]


def test_a_list_of_main_sections_leaves_the_lower_levels_out() -> None:
    out = render(f"{{{{ indhold.hovedafsnit }}}}\n{FOURTEEN}\n## Under")
    assert [line for line in outline(out) if line.startswith("[toc")] == [
        f"[toc 1] Afsnit {number}" for number in range(1, 15)
    ]
    xml = member(out)
    assert r' TOC \o "1-1" \h \n \z \u ' in xml
    assert xml.count("bookmarkStart") == 14


def test_with_the_pages_of_the_headings_the_list_has_their_numbers() -> None:
    """Numbers that Word shows as they are, and that F9 brings up to date."""
    template = WordTemplate(NAME, docx(f"{{{{ indhold }}}}\n{FOURTEEN}\n### Dybt\n# Sidst"))
    context = {"indhold": ContentsList()}
    pages = (*range(1, 15), 17, 19)
    out = template.render(context, CoreProperties(title="x"), Printing(), lambda: pages)
    xml = member(out)
    assert r' TOC \o "1-2" \h \z \u ' in xml
    links = re.findall(r'<w:hyperlink w:anchor="(\w+)"', xml)
    assert re.findall(r" PAGEREF (\w+) \\h ", xml) == links
    lines = [line for line in outline(out) if line.startswith("[toc 1]")]
    assert [re.split(r"\s+", line)[-1] for line in lines] == [*map(str, range(1, 15)), "19"]
    kinds = re.findall(r'fldCharType="(\w+)"', xml)
    assert kinds.count("begin") == kinds.count("separate") == kinds.count("end") == 16
    assert read_word(out).contents == ("Indhold", *(f"Afsnit {number}" for number in range(1, 15)), "Sidst")
