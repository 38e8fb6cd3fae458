"""What templates leave behind is put right: cells, tables, grids, ids, bookmarks."""

from __future__ import annotations

import re

from tests.support.structure.check import check_structure
from tests.word.building import changed, docx, member, outline, render, render_file, rows, text


def test_a_cell_whose_paragraphs_are_taken_away_keeps_one() -> None:
    out = render("# A\n| {%p if x %}¶a¶{%p endif %} | b |\nslut", x="")
    assert outline(out)[1] == "|  | b |"
    assert check_structure(out) == []


def test_a_table_whose_rows_are_taken_away_goes() -> None:
    out = render("før\n| {%tr for r in xs %} |\n| {{ r.a }} |\n| {%tr endfor %} |\nefter", xs=rows())
    assert outline(out) == ["før", "efter"]


def test_tables_in_an_empty_table_go_with_it() -> None:
    inner = "<w:tbl><w:tblPr/><w:tblGrid><w:gridCol/></w:tblGrid><w:tr><w:tc>{}</w:tc></w:tr></w:tbl><w:p/>"
    tag = "<w:p><w:r><w:t>{{%tr {} %}}</w:t></w:r></w:p>"
    loop = inner.replace("<w:tr>", "<w:tr><w:tc>X</w:tc></w:tr><w:tr>").replace(
        "X", tag.format("for a in xs")
    )
    loop = loop.replace("</w:tr></w:tbl>", f"</w:tr><w:tr><w:tc>{tag.format('endfor')}</w:tc></w:tr></w:tbl>")
    loop = loop.replace("<w:tc>{}</w:tc>", "<w:tc><w:p><w:r><w:t>{{ a }}</w:t></w:r></w:p></w:tc>")
    data = changed(
        docx("| HER |\nslut"), {"word/document.xml": ("<w:p><w:r><w:t>HER</w:t></w:r></w:p>", loop)}
    )
    assert outline(render_file(data, xs=[])) == ["|  |", "slut"]
    assert outline(render_file(data, xs=["1", "2"])) == ["| | 1 |¶| 2 |¶ |", "slut"]


def test_columns_that_repeat_fit_the_grid() -> None:
    weeks_in = "| {%tc for u in uger %} | {{ u }} | {%tc endfor %} |"
    template = f"# A\n| Navn {weeks_in}\n| Anna {weeks_in}"
    for weeks in ([], [1], [1, 2, 3, 4, 5]):
        out = render(template, uger=weeks)
        assert outline(out)[1] == " | ".join(["| Navn", *map(str, weeks)]) + " |"
        assert check_structure(out) == []
        widths = [int(width) for width in re.findall(r'<w:gridCol w:w="(\d+)"/>', member(out))]
        assert len(widths) == 1 + len(weeks)
        assert 8500 < sum(widths) <= 8640


def test_bookmarks_in_a_loop_are_kept_once() -> None:
    marked = '<w:p><w:bookmarkStart w:id="7" w:name="her"/><w:r><w:t>{{ x }}</w:t></w:r>'
    marked += '<w:bookmarkEnd w:id="7"/></w:p>'
    data = changed(
        docx("# A\n{%p for x in xs %}\nHER\n{%p endfor %}"),
        {"word/document.xml": ("<w:p><w:r><w:t>HER</w:t></w:r></w:p>", marked)},
    )
    out = render_file(data, xs=["1", "2", "3"])
    assert member(out).count('w:name="her"') == 1
    assert check_structure(out) == []


def test_half_a_bookmark_goes() -> None:
    half = '<w:p><w:bookmarkStart w:id="7" w:name="her"/><w:r><w:t>{%p if x %}</w:t></w:r></w:p>'
    half += '<w:p><w:r><w:t>a</w:t></w:r><w:bookmarkEnd w:id="7"/></w:p>'
    data = changed(
        docx("# A\nHER\n{%p endif %}"), {"word/document.xml": ("<w:p><w:r><w:t>HER</w:t></w:r></w:p>", half)}
    )
    assert "bookmark" not in member(render_file(data, x=text("a")))


def test_controls_in_a_loop_have_ids_of_their_own() -> None:
    control = (
        '<w:sdt><w:sdtPr><w:tag w:val="t"/><w:id w:val="7"/></w:sdtPr><w:sdtContent><w:p><w:r><w:t>{{ x }}'
    )
    control += "</w:t></w:r></w:p></w:sdtContent></w:sdt>"
    data = changed(
        docx("# A\n{%p for x in xs %}\nHER\n{%p endfor %}"),
        {"word/document.xml": ("<w:p><w:r><w:t>HER</w:t></w:r></w:p>", control)},
    )
    out = render_file(data, xs=["1", "2"])
    assert outline(out)[1:] == ["1", "2"]
    assert member(out).count('<w:id w:val="7"/>') == 1
    assert check_structure(out) == []


def test_text_boxes_in_a_loop_have_names_of_their_own() -> None:
    names = 'xmlns:v="urn:schemas-microsoft-com:vml" xmlns:o="urn:schemas-microsoft-com:office:office"'
    box = f'<w:p><w:r><w:pict {names}><v:shapetype id="_x0000_t202"/>'
    box += '<v:shape id="boks" type="#_x0000_t202" o:spid="_x0000_s1026"><v:textbox><w:txbxContent><w:p><w:r>'
    box += "<w:t>{{ x }}</w:t></w:r></w:p></w:txbxContent></v:textbox></v:shape></w:pict></w:r></w:p>"
    data = changed(
        docx("# A\n{%p for x in xs %}\nHER\n{%p endfor %}"),
        {"word/document.xml": ("<w:p><w:r><w:t>HER</w:t></w:r></w:p>", box)},
    )
    out = member(render_file(data, xs=["1", "2", "3"]))
    assert re.findall(r'<v:shape id="([^"]*)"', out) == ["boks", "boks_2", "boks_3"]
    assert len(set(re.findall(r'o:spid="([^"]*)"', out))) == 3
    assert out.count("<v:shapetype") == 1
    assert out.count('type="#_x0000_t202"') == 3


def test_a_document_that_would_be_empty_has_a_paragraph() -> None:
    out = render("{%p if x %}\na\n{%p endif %}", x="")
    assert outline(out) == [""]


def test_cells_can_be_coloured_and_merged_as_in_docxtpl() -> None:
    out = render(
        """
        # A
        | {%tr for r in xs %} | |
        | {% cellbg r.farve %}{{ r.navn }} | {% vm %}fælles |
        | {%tr endfor %} | |
        """,
        xs=[{"farve": "FF0000", "navn": "a"}, {"farve": text("00FF00"), "navn": "b"}],
    )
    assert re.findall(r'w:fill="(\w+)"', member(out)) == ["FF0000", "00FF00"]
    assert re.findall(r'<w:vMerge w:val="(\w+)"/>', member(out)) == ["restart", "continue"]
    assert outline(out)[1:] == ["| a | fælles |", "| b |  |"]
