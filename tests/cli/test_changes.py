"""What is told to have changed since the packs were made: `plangen changes`, `build` and the overview."""

from __future__ import annotations

import io
import json
import re
import shutil
from pathlib import Path
from typing import Any

import pytest
from docx import Document

from plangen.word.reading.revisions import accept, reject
from tests.support.cli import run
from tests.support.packs import example_path
from tests.support.samples import some
from tests.support.shared import made_once
from tests.support.structure.check import check_structure
from tests.support.validators import word_errors_of
from tests.word.libreoffice import settled
from tests.word.test_redlining import body
from tests.word.test_redlining import words as text

EDITS = {
    'version: "0.1"': 'version: "0.2"',
    "dato: 2027-01-11\n  udarbejdet_af": "dato: 2027-02-08\n  udarbejdet_af",
    "idriftsaettelsesdato: 2027-04-12": "idriftsaettelsesdato: 2027-04-19",
    "maalvaerdi: 80 pct.": "maalvaerdi: 85 pct.",
    "gevinstejer: Driftsleder\n": "gevinstejer: Driftsleder\n    - maal: Mindre kørsel\n"
    '      indikator: Kilometer pr. opgave\n      maalvaerdi: "12"\n      maales_uge: 8\n'
    "      gevinstejer: Driftsleder\n",
    "    - del: Hastesager\n      uge: 4\n      afdeling: alle\n": "",
}


def edited(path: Path, edits: dict[str, str]) -> None:
    text = path.read_text("utf-8")
    for old, new in edits.items():
        assert text.count(old) >= 1, old
        text = text.replace(old, new, 1)
    path.write_text(text, "utf-8")


@pytest.fixture
def built() -> Path:
    """A folder with an answer file and its pack; to be copied."""
    return made_once("changes-before", _make_first)


def _make_first(folder: Path) -> None:
    folder.mkdir()
    (folder / "koerebog.yaml").write_bytes(example_path("koerebog").read_bytes())
    assert "Ændret siden" not in build(folder), "nothing is remembered yet"


@pytest.fixture
def changed(built: Path) -> Path:
    """Such a folder, edited and built again; to be looked at."""
    return made_once("changes", lambda folder: _make(folder, built))


def _make(folder: Path, built: Path) -> None:
    shutil.copytree(built, folder)
    assert told(folder)["siden"] is None
    edited(folder / "koerebog.yaml", EDITS)
    (folder / "foer.json").write_text(json.dumps(told(folder)), "utf-8")
    pack = overview(folder).parent
    (folder / "foer").mkdir()
    for path in pack.glob("*.docx"):
        (folder / "foer" / path.name).write_bytes(path.read_bytes())
    (folder / "build.txt").write_text(build(folder, "--redline"), "utf-8")


def build(folder: Path, *more: str) -> str:
    result = run("build", folder / "koerebog.yaml", "--out", folder / "out", "--format", "docx", *more)
    return result.out


def told(folder: Path, *more: str) -> dict[str, Any]:
    """What `plangen changes` tells as data."""
    result = run("changes", folder / "koerebog.yaml", "--out", folder / "out", "--format", "json", *more)
    assert result.code == 0
    return dict(json.loads(result.out))


def overview(folder: Path) -> Path:
    return folder / "out" / "koerebog" / "faelles" / "00_pakkeoversigt_faelles.docx"


def words(path: Path) -> list[str]:
    return [one.text for one in Document(io.BytesIO(path.read_bytes())).paragraphs if one.text]


def changes_of(data: dict[str, Any], kind: str) -> dict[str, tuple[str, str]]:
    """What is told of a kind of change: id and which date → from, to."""
    (pack,) = data["pakker"]
    return {
        f"{one['id']}{one.get('del', '')}": (one.get("fra", ""), one.get("til", ""))
        for one in pack["aendringer"]
        if one["slags"] == kind
    }


def test_answers_rows_and_dates_before_the_pack_is_built_again(changed: Path) -> None:
    data = json.loads((changed / "foer.json").read_text("utf-8"))
    assert data["siden"] == {"nummer": 1, "dato": "2027-01-11", "udgave": "0.1"}
    assert data["nu"] == {"dato": "2027-02-08", "udgave": "0.2"}
    assert changes_of(data, "svar") == {
        "idriftsaettelsesdato": ("12.04.2027", "19.04.2027"),
        "maal[svar_til_borgeren_de00d8].maalvaerdi": ("80 pct.", "85 pct."),
    }
    assert list(changes_of(data, "række ny")) == ["maal[mindre_koersel]"]
    assert list(changes_of(data, "række væk")) == ["ibrugtagning_trin[hastesager]"]
    dates = changes_of(data, "dato")
    assert dates["idriftsaettelse"] == ("12.04.2027", "19.04.2027")
    assert dates["kort/OPG-23//slutslut"] == ("12.04.2027", "19.04.2027")
    assert dates["vindue/26"] == ("11.10.2027", "25.10.2027"), "out of the autumn holidays"
    assert dates["oplaering/oevelse_paa_egne_opgaver/Oplæring"] == ("30.03.2027", "05.04.2027")
    assert not any("start" in id and "OPG-01" in id for id in dates), "what does not move is not told"


def test_each_change_names_the_documents_that_print_it_and_each_document_what_became_of_it(
    changed: Path,
) -> None:
    (pack,) = json.loads((changed / "foer.json").read_text("utf-8"))["pakker"]
    (goal,) = [one for one in pack["aendringer"] if one["slags"] == "række ny"]
    assert goal["hvad"] == "Mål og gevinster: »Mindre kørsel«"
    assert goal["dokumenter"] == ["D01", "D09"]
    states = {one["id"]: one["tilstand"] for one in pack["dokumenter"]}
    assert states == dict.fromkeys(("D00", "D01", "D05", "D06", "D06c", "D09"), "ændret")


def test_a_build_says_in_a_line_what_it_changed(changed: Path) -> None:
    (line,) = [one for one in (changed / "build.txt").read_text("utf-8").splitlines() if "siden" in one]
    dates = len(changes_of(json.loads((changed / "foer.json").read_text("utf-8")), "dato"))
    assert line == (
        "Ændret siden version 0.1, 11.01.2027: 2 ændrede svar, 1 ny række, 1 række væk og"
        f" {dates} datoer flyttet. Se mere med plangen changes."
    )


def test_the_overview_tells_the_changes_from_the_edition_before(changed: Path) -> None:
    assert "Ændret siden sidst" not in words(changed / "foer" / overview(changed).name)
    told = words(overview(changed))
    start = told.index("Ændret siden sidst")
    assert told[start + 1 : start + 6] == [
        "Sammenlignet med version 0.1, 11.01.2027",
        "Svar: Idriftsættelsesdato: 12.04.2027 → 19.04.2027",
        "Svar: Mål og gevinster »Svar til borgeren samme dag«, Målværdi: 80\xa0pct. → 85\xa0pct.",
        "Ny række: Mål og gevinster: »Mindre kørsel«",
        "Række væk: Ibrugtagning i trin: »Hastesager«",
    ]
    assert re.fullmatch(r"Desuden \d+ datoer flyttet\.", told[start + 7])


def test_a_build_with_nothing_new_touches_no_byte_and_remembers_nothing_more(changed: Path) -> None:
    before = tree(changed / "out")
    assert "Intet er ændret siden sidst" in build(changed)
    assert tree(changed / "out") == before
    run("build", changed / "koerebog.yaml", "--out", changed / "out", "--format", "docx", "--document", "D01")
    assert tree(changed / "out") == before


def test_after_the_build_the_changes_from_the_edition_before_are_told(changed: Path) -> None:
    before = json.loads((changed / "foer.json").read_text("utf-8"))
    assert told(changed) == before
    for edition in ("0.1", "2027-01-11", "2027-02-07"):
        assert told(changed, "--siden", edition) == before
    assert told(changed, "--siden", "0.2")["pakker"][0]["aendringer"] == []


def test_the_text_has_lines_of_80_characters_and_names_what_did_not_change(changed: Path) -> None:
    result = run("changes", changed / "koerebog.yaml", "--out", changed / "out")
    lines = result.out.splitlines()
    assert lines[0] == "koerebog: ændret siden version 0.1, 11.01.2027"
    assert max(map(len, lines)) <= 80
    assert "    A11 Idriftsæt løsningen: slut 12.04.2027 → 19.04.2027 [D06, D06c]" in lines
    nothing = run("changes", changed / "koerebog.yaml", "--out", changed / "out", "--siden", "0.2")
    assert nothing.out == "koerebog: Intet er ændret siden version 0.2, 08.02.2027.\n"


def test_an_edition_that_is_not_remembered_is_wrong_use_and_those_that_are_are_named(changed: Path) -> None:
    result = run("changes", changed / "koerebog.yaml", "--out", changed / "out", "--siden", "0.9")
    assert result.code == 2
    assert "»0.9«" in result.err
    assert "version 0.2, 08.02.2027" in result.err
    assert "version 0.1, 11.01.2027" in result.err


def test_a_document_whose_answers_and_dates_are_as_they_were_did_not_change(
    built: Path, tmp_path: Path
) -> None:
    """Only the version and a line about the management are new."""
    folder = Path(shutil.copytree(built, tmp_path / "kopi"))
    edited(
        folder / "koerebog.yaml",
        {
            'version: "0.1"': 'version: "0.2"',
            "    kanal: Tavlen i mandskabsrummet": "    kanal: Tavlen ved kaffen",
        },
    )
    (pack,) = told(folder)["pakker"]
    assert [one["id"] for one in pack["aendringer"]] == ["feedback.kanal"]
    same = {one["id"] for one in pack["dokumenter"] if one["tilstand"] == "uændret"}
    assert same == {"D00", "D01", "D05", "D06", "D09"}, "of these none prints the line"
    assert pack["aendringer"][0]["dokumenter"] == ["D06c"]


# --- reading copies -----------------------------------------------------------------------------------------
def copies(folder: Path) -> dict[str, bytes]:
    """The reading copies of the pack, by the name of the document's file."""
    found = (overview(folder).parent / "aendringer").glob("*.docx")
    return {path.name.replace("_aendringer.docx", ".docx"): path.read_bytes() for path in found}


def test_each_changed_document_has_a_reading_copy_that_is_the_old_text_or_the_new(changed: Path) -> None:
    found = copies(changed)
    assert sorted(found) == sorted(path.name for path in (changed / "foer").iterdir())
    for name, data in found.items():
        assert text(body(data, accept)) == text(body((overview(changed).parent / name).read_bytes()))
        assert text(body(data, reject)) == text(body((changed / "foer" / name).read_bytes()))


def test_reading_copies_are_sound_word_files_that_are_no_documents_of_the_pack(changed: Path) -> None:
    paths = sorted((overview(changed).parent / "aendringer").glob("*.docx"))
    assert [path.name for path in paths if check_structure(path.read_bytes())] == []
    assert not any(word_errors_of(some(paths, every=len(paths))).values())
    status = run("status", changed / "out" / "koerebog")
    assert status.code == 0
    assert "aendringer" not in status.out + status.err


@pytest.mark.heavy
def test_libreoffice_accepts_and_rejects_the_changes_alike(changed: Path, tmp_path: Path) -> None:
    found = dict(some(copies(changed).items(), every=3))
    folders = {"accept": overview(changed).parent, "reject": changed / "foer"}
    for verb, files in settled(found, tmp_path / "lo").items():
        for name, data in files.items():
            assert text(body(data)) == text(body((folders[verb] / name).read_bytes())), (verb, name)


def test_a_reading_copy_without_anything_to_show_is_not_made(tmp_path: Path) -> None:
    (tmp_path / "koerebog.yaml").write_bytes(example_path("koerebog").read_bytes())
    some = ("--document", "D01", "--redline")
    result = run("build", tmp_path / "koerebog.yaml", "--out", tmp_path / "out", "--format", "docx", *some)
    assert result.code == 0
    assert "uden ændringer siden udgaven før, eller uden en udgave før: D01." in result.err
    assert not (overview(tmp_path).parent / "aendringer").exists()


def tree(folder: Path) -> dict[str, bytes]:
    return {str(path): path.read_bytes() for path in sorted(folder.rglob("*")) if path.is_file()}
