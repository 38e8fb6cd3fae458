"""Which rows of a table stay on one page in Word (specifikation.md 4.1)."""

from __future__ import annotations

from lxml import etree

from plangen.ooxml.ns import PPR, ROW, P, w
from plangen.word.filling.tables import arrange_tables
from tests.support.cases import each

NAMESPACE = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
UPRIGHT = (
    '<w:sectPr><w:pgSz w:w="11906" w:h="16838"/>'
    '<w:pgMar w:top="1021" w:right="1361" w:bottom="907" w:left="1361"/></w:sectPr>'
)


def kept(rows: int, text: str, section: str = UPRIGHT) -> list[bool]:
    """Which rows stay with the next: those of a table with a head and two columns of the same width."""
    cell = '<w:tc><w:tcPr><w:tcW w:w="2500" w:type="pct"/></w:tcPr><w:p><w:r><w:t>{}</w:t></w:r></w:p></w:tc>'
    head = f"<w:tr><w:trPr><w:tblHeader/></w:trPr>{cell.format('Hvad') * 2}</w:tr>"
    body = f"<w:tr>{cell.format(text) * 2}</w:tr>" * rows
    grid = '<w:tblGrid><w:gridCol w:w="4600"/><w:gridCol w:w="4600"/></w:tblGrid>'
    table = f"<w:tbl>{grid}{head}{body}</w:tbl>"
    root = etree.fromstring(f"<w:body {NAMESPACE}>{table}<w:p/>{section}</w:body>")
    arrange_tables(root)
    firsts = [next(row.iter(P)) for row in root.iter(ROW)]
    return [one.find(f"{PPR}/{w('keepNext')}") is not None for one in firsts]


@each(
    ("rows", "text", "together"),
    [
        (8, "Kort", True),
        (9, "Kort", False),
        (8, "Et længere svar. " * 12, False),
        (2, "Et længere svar. " * 12, True),
    ],
)
def test_a_table_that_takes_little_of_a_page_is_not_parted(rows: int, text: str, together: bool) -> None:
    found = kept(rows, text)
    assert found == ([True] * rows + [False] if together else [True, True, *[False] * (rows - 1)])


def test_the_page_is_that_of_the_section_that_ends_after_the_table() -> None:
    text = "Et svar på to linjer, der er lidt længere end en halv side er bred. " * 2
    low = UPRIGHT.replace('w:h="16838"', 'w:h="8000"')
    assert kept(5, text) == [True] * 5 + [False]
    assert kept(5, text, low) == [True, True, False, False, False, False]
