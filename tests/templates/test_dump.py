"""The text of a template: readable, complete, and checked."""

from __future__ import annotations

from pathlib import Path

import pytest

from plangen.templates.dump import dump_template, main
from tests.support.cases import each
from tests.word.building import HOUSE_TEMPLATE, changed, docx

TEMPLATE = docx(
    """
    [Title] {{ dokument.titel }}
    # Formål
    Før **fed {{ x }}** efter
    | Mål | Værdi |
    | {%tr for m in maal %} | |
    | {{ m.a }}¶mere | {{ m.b }} |
    | {%tr endfor %} | |
    sidehoved: {{ kommune }}
    """
)


def test_the_dump_shows_text_styles_tables_and_page() -> None:
    text = dump_template(TEMPLATE)
    for expected in (
        "sektion 1: stående, 216 × 279 mm, margener 25/32/25/32 mm",
        "# Sidehoved\n[Sidehoved] {{ kommune }}",
        "[Titel] {{ dokument.titel }}\n[Overskrift 1] Formål\n[Normal] Før ‹fed: fed {{ x }}› efter",
        "tabel [Plangentabel] 50 % / 50 %\n  række 1 (gentages)\n    | [Normal] Mål\n    | [Normal] Værdi",
        "    | [Normal] {{ m.a }}\n      [Normal] mere",
        "[Overskrift 1] afsnit: bygger på Normal, skrift majorHAnsi, 14 pt, fed, farve 365F91 (accent1)",
        "skrift til overskrifter: Calibri",
    ):
        assert expected in text


@each(
    ("part", "change", "expected"),
    [
        ("word/document.xml", ("Formål", "Mål"), "[Overskrift 1] Mål"),
        (
            "word/document.xml",
            ('w:w="12240" w:h="15840"', 'w:w="15840" w:h="12240" w:orient="landscape"'),
            "liggende",
        ),
        ("word/document.xml", ("<w:t>Mål", '<w:t xml:space="preserve"> Mål'), "|"),
        ("word/styles.xml", ('w:sz w:val="28"', 'w:sz w:val="40"'), "20 pt"),
        ("word/styles.xml", ('w:name w:val="Plangentabel"', 'w:name w:val="Anden"'), "tabel [Anden]"),
        ("word/theme/theme1.xml", ("4F81BD", "112233"), "farve accent1: 112233"),
        ("word/numbering.xml", ("•", "–"), "–"),
        ("word/settings.xml", ("<w:zoom", "<w:mirrorMargins/><w:zoom"), "word/settings.xml"),
    ],
)
def test_every_change_shows_in_the_dump(part: str, change: tuple[str, str], expected: str) -> None:
    before = dump_template(TEMPLATE)
    after = dump_template(changed(TEMPLATE, {part: change}))
    new = set(after.splitlines()) - set(before.splitlines())
    assert any(expected in line for line in new), new


def test_what_word_notes_about_editing_does_not_show() -> None:
    saved = changed(
        TEMPLATE, {"word/document.xml": ("<w:p>", '<w:p w:rsidR="00AA11BB" w:rsidRDefault="00CC22DD">')}
    )
    assert dump_template(saved) == dump_template(TEMPLATE)


def test_the_command_writes_and_checks(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    file = tmp_path / "skabelon.docx"
    file.write_bytes(TEMPLATE)
    assert main(["--check", str(file)]) == 1
    assert "skabelon.txt svarer ikke til skabelonen" in capsys.readouterr().err
    assert main([str(file)]) == 0
    assert (tmp_path / "skabelon.txt").read_text(encoding="utf-8") == dump_template(TEMPLATE)
    assert main(["--check", str(file)]) == 0
    file.write_bytes(changed(TEMPLATE, {"word/document.xml": ("Formål", "Mål")}))
    assert main(["--check", str(file)]) == 1


@pytest.mark.long  # `make check` asks the same
def test_the_dumps_beside_the_templates_are_fresh() -> None:
    templates = sorted(HOUSE_TEMPLATE.parent.glob("*.docx"))
    assert templates
    assert main(["--check", *map(str, templates)]) == 0
