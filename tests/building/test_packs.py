"""Which documents stand in which pack, tried through files and the command line (specifikation.md 4.1)."""

from __future__ import annotations

import json
import re
import tarfile
from dataclasses import replace
from importlib.resources import files
from pathlib import Path

import pikepdf
import pytest

from plangen.answers.model import Answers, Multi, Row, Value
from plangen.answers.packs import documents_of, most_pages, prints_sections_of
from plangen.building import closing
from plangen.catalog import Catalog, builtin_catalog
from plangen.catalog.build import build_catalog
from tests.support import word_edits as word
from tests.support.cases import each
from tests.support.cli import Result, run
from tests.support.edit_cases import typed
from tests.support.projection import word_projection
from tests.support.samples import sampled

DEPARTMENT = (
    "    - {{afdeling_id: {0}, navn: {1}, leder: Leder i {1}, medarbejdere: 5, medarbejdergrupper: Alle}}\n"
)
ANSWERS = """\
pakke: {version: "1", dato: 2027-01-04, omfang: fuld}
svar:
  kommune_navn: Egelund Kommune
  projekt_titel: Prøve
  formaal_kort: Borgeren får svar samme dag.
  med: {status: droeftet, udvalg: Lokal-MED}
  idriftsaettelsesdato: 2027-09-06
  afdelinger:
"""
ONE = ANSWERS + DEPARTMENT.format("nord", "Nord")
TWO = ONE + DEPARTMENT.format("syd", "Syd")
FEW, FEW_OF_ONE = (text.replace("omfang: fuld", "omfang: let") for text in (TWO, ONE))
MORE = TWO.replace("omfang: fuld", "omfang: let, dokumenter: [D02, D03]")


def made(documents: str) -> list[str]:
    """The numbers of those documents that have a template."""
    return [id[1:] for id in documents.split() if id in builtin_catalog().documents]


SHARED = made("D00 D01 D01b D02 D03 D04 D05 D06 D06b D07 D08 D09 D10 D11 D12 D13")
OF_DEPARTMENTS = made("D00 D04 D05 D06 D06b D06c D07 D08 D09")
LIGHT = made("D00 D01 D05 D06 D09")
FEW_OF_DEPARTMENTS = made("D00 D05 D06 D06c D09")
FEW_ALONE = sorted({*LIGHT, *FEW_OF_DEPARTMENTS})
SMALL = ("--department", "faelles", "--document", "D01")
"""A build that sees what is no longer in the pack."""
EARLIER = Path(__file__).parent.parent / "data" / "foerste_udgave.tar.xz"
"""Packs of the first edition of plangen, where each department had all documents: `en` has one department,
`to` has two. Of both: D01, D02 and D05 of Nord as Word files and pages."""


class Project:
    """A project on the disk."""

    def __init__(self, folder: Path, name: str = "proeve") -> None:
        self.answers = folder / "inputs" / f"{name}.yaml"
        self.out = folder / "out" / name

    def write(self, text: str) -> Project:
        self.answers.parent.mkdir(parents=True, exist_ok=True)
        self.answers.write_text(text, "utf-8")
        return self

    def own(self, text: str) -> None:
        path = self.answers.with_suffix("") / "nord.yaml"
        path.parent.mkdir(exist_ok=True)
        path.write_text(text, "utf-8")

    def build(self, *options: str) -> Result:
        return run("build", self.answers, "--out", self.out.parent, "--format", "docx", *options)

    def numbers(self, pack: str, ending: str = "docx") -> list[str]:
        """The numbers of the documents in a folder."""
        return sorted(path.name.partition("_")[0] for path in (self.out / pack).glob(f"*.{ending}"))

    def document(self, pack: str, number: str) -> Path:
        return next((self.out / pack).glob(f"{number}_*_{pack}.docx"))

    def status(self) -> dict[str, dict[str, str]]:
        told = json.loads(run("status", self.out, "--format", "json").out)
        return {one["fil"]: one for one in told["dokumenter"]}


@pytest.fixture
def project(tmp_path: Path) -> Project:
    return Project(tmp_path)


# --- the rule -----------------------------------------------------------------------------------------------


def answers_with(
    catalog: Catalog, departments: int, department: str | None = None, **package: Value
) -> Answers:
    rows = tuple(Row({}, key=f"a{number}") for number in range(departments))
    return Answers(catalog, "p", {"afdelinger": rows}, package, department=department)


def all_made(catalog: Catalog) -> Catalog:
    """The catalog as if every document had its template."""
    data = json.loads(files("plangen.catalog").joinpath("builtin.json").read_text("utf-8"))
    for entry in data["dokumenter"].values():
        entry.pop("dannes", None)
    return replace(catalog, documents=build_catalog(data).documents)


def ids(answers: Answers) -> str:
    return " ".join(document.id for document in documents_of(answers))


@each(
    ("profile", "documents"),
    [
        ("let", "D00 D01 D05 D06 D06c D09"),
        ("standard", "D00 D01 D01b D02 D04 D05 D06 D06c D07 D08 D09 D10"),
        ("fuld", "D00 D01 D01b D02 D03 D04 D05 D06 D06b D06c D07 D08 D09 D10 D11 D12 D13"),
    ],
)
def test_a_project_with_one_department_has_every_document_of_its_profile(
    catalog: Catalog, profile: str, documents: str
) -> None:
    every = all_made(catalog)
    assert ids(answers_with(every, 1, omfang=Value(profile))) == documents
    assert ids(answers_with(every, 0, omfang=Value(profile))) == documents


def test_with_several_departments_each_pack_has_its_level(catalog: Catalog) -> None:
    every = all_made(catalog)
    assert ids(answers_with(every, 2)) == (
        "D00 D01 D01b D02 D03 D04 D05 D06 D06b D07 D08 D09 D10 D11 D12 D13"
    )
    assert ids(answers_with(every, 2, "a1")) == "D00 D04 D05 D06 D06b D06c D07 D08 D09"


def test_documents_are_added_to_a_profile_with_all_their_sections(catalog: Catalog) -> None:
    added = Value(Multi(("D03", "D05")))
    answers = answers_with(catalog, 2, omfang=Value("let"), dokumenter=added)
    assert ids(answers) == "D00 D01 D03 D05 D06 D09"
    sections = {
        document.id: [prints_sections_of(answers, document, scope) for scope in ("let", "standard", "fuld")]
        for document in documents_of(answers)
    }
    assert sections["D03"] == [True, True, True]
    assert sections["D05"] == [True, False, False], "it is in the profile anyway"
    documents = {document.id: document for document in documents_of(answers)}
    assert (most_pages(answers, documents["D03"], 3), most_pages(answers, documents["D05"], 3)) == (6, 1)


def test_sheets_to_write_on_have_pages_of_their_own(catalog: Catalog) -> None:
    trials = (Row({}, key="en"), Row({}, key="to"))
    for departments, windows_in_pack in ((1, 6), (2, 1)):
        answers = answers_with(catalog, departments)
        answers = replace(answers, values=answers.values | {"proevehandlinger": trials})
        documents = {document.id: document for document in documents_of(answers)}
        assert most_pages(answers, documents["D08"], 6) == 1 + 2 + 1
        assert most_pages(answers, documents["D09"], 6) == 2 + windows_in_pack


def test_departments_get_their_form(catalog: Catalog) -> None:
    shared, own = (documents_of(answers_with(catalog, 2, one))[0] for one in (None, "a0"))
    assert (shared.title, shared.template_file) == ("Overblik", "00_pakkeoversigt")
    assert (own.title, own.template_file) == ("Jeres del", "00_pakkeoversigt_afdeling")
    assert own.file == shared.file
    assert documents_of(answers_with(catalog, 1, "a0"))[0].title == "Overblik"


# --- builds -------------------------------------------------------------------------------------------------


@pytest.mark.long  # `test_profiles` builds a smaller pack of two departments
def test_several_departments(project: Project) -> None:
    project.write(TWO).build()
    assert project.numbers("faelles") == SHARED
    assert project.numbers("nord") == project.numbers("syd") == OF_DEPARTMENTS


def test_one_department_gives_one_pack_that_it_names(project: Project) -> None:
    result = project.write(FEW_OF_ONE).build()
    assert project.numbers("faelles") == FEW_ALONE
    assert not (project.out / "nord").exists()
    assert f"{project.out / 'faelles'}: {len(FEW_ALONE)} filer skrevet" in result.out
    assert [row.split(";")[:2] for row in overview(project)] == [["faelles", "Nord"]]
    assert project.build("--department", "nord").out == project.build("--department", "faelles").out


def overview(project: Project) -> list[str]:
    return (project.out / "oversigt.csv").read_text("utf-8-sig").splitlines()[1:]


def test_the_only_department_s_own_answers_stand_in_the_one_pack(project: Project) -> None:
    project.write(ONE).own("svar:\n  formaal_kort: Kun i Nord.\n")
    project.build("--document", "D01")
    path = project.document("faelles", "01")
    assert ("afsnit", "Kun i Nord.") in word_projection(path.read_bytes())
    path.write_bytes(typed("formaal_kort", "Nyt i Nord.")(path.read_bytes()))
    assert run("pull", project.out, "--apply").code == 0
    own = project.answers.with_suffix("") / "nord.yaml"
    assert own.read_text("utf-8") == "svar:\n  formaal_kort: Nyt i Nord.\n"
    assert project.answers.read_text("utf-8") == ONE
    project.build("--document", "D01")
    assert {one["tilstand"] for one in project.status().values()} == {"uændret"}


def test_profiles(project: Project) -> None:
    small = TWO.replace("omfang: fuld", "omfang: let, dokumenter: [D12]")
    project.write(small).build()
    assert project.numbers("faelles") == [*LIGHT, "12"]
    assert project.numbers("nord") == FEW_OF_DEPARTMENTS


def test_a_document_that_no_pack_has_is_wrong_use(project: Project) -> None:
    project.write(TWO.replace("omfang: fuld", "omfang: let"))
    result = project.build("--document", "D02")
    assert result.code == 2
    assert "D02 Kommissorium for arbejdsgruppen er ikke med i pakkerne (omfang: let)." in result.err
    assert "»dokumenter« i »pakke«" in result.err
    elsewhere = project.build("--document", "D01", "--department", "nord")
    assert elsewhere.code == 2
    assert "D01 Formålsbeskrivelse er ikke med i de valgte pakker." in elsewhere.err
    assert project.build("--document", "D01").out.count("skrevet") == 1
    assert not (project.out / "nord").exists()


def test_a_bundle_holds_the_documents_of_its_pack(project: Project) -> None:
    project.write(FEW).build("--samlet", "--department", "syd")
    recorded = json.loads((project.out / ".plangen" / "filer.json").read_text("utf-8"))["filer"]
    assert recorded["syd/samlet_syd.pdf"]["dokumenter"] == [f"D{number}" for number in FEW_OF_DEPARTMENTS]


# --- documents that are no longer in a pack -----------------------------------------------------------------


def test_a_smaller_profile_takes_only_what_nobody_has_edited(project: Project) -> None:
    project.write(MORE).build("--format", "docx,html", "--department", "faelles")
    charter = project.document("faelles", "02")
    charter.write_bytes(word.add_paragraph(charter.read_bytes(), "Vores egen bemærkning."))
    theirs = charter.read_bytes()
    project.write(FEW)
    result = project.build("--department", "faelles")
    assert project.numbers("faelles") == sorted([*LIGHT, "02"])
    assert charter.read_bytes() == theirs
    assert f"{charter} er ikke slettet: dokumentet er ikke med i pakken, men filen er rettet i Word." in (
        result.err
    )
    gone = [line for line in result.err.splitlines() if "03_kravspecifikation_faelles.docx" in line]
    assert len(gone) == 1
    assert re.search(r"slettet.*dokumentet er ikke med i pakken", gone[0])
    assert "02_kommissorium_faelles.html" not in {path.name for path in (project.out / "faelles").iterdir()}
    states = project.status()
    assert states["faelles/02_kommissorium_faelles.docx"]["tilstand"] == "rettet"
    assert "ikke længere med i pakken" in states["faelles/02_kommissorium_faelles.docx"]["aarsag"]
    assert "faelles/03_kravspecifikation_faelles.docx" not in states, "nobody misses it"
    assert "02_kommissorium_faelles.docx" in overview(project)[0]
    project.write(MORE).build("--department", "faelles")
    assert project.numbers("faelles") == sorted([*LIGHT, "02", "03"]), "a larger pack has them again"
    assert charter.read_bytes() == theirs


def test_an_edit_that_the_answer_file_says_goes_with_the_file(project: Project) -> None:
    project.write(TWO).build("--department", "faelles", "--document", "D02")
    charter = project.document("faelles", "02")
    charter.write_bytes(typed("med.udvalg", "Hoved-MED")(charter.read_bytes()))
    project.write(TWO.replace("omfang: fuld", "omfang: let"))
    assert "er ikke slettet" in project.build(*SMALL).err
    pulled = run("pull", project.out, "--apply")
    assert f"{charter}: dokumentet er ikke længere med i pakken." in pulled.err
    assert "udvalg: Hoved-MED" in project.answers.read_text("utf-8")
    edited = charter.read_bytes()
    assert f"{charter} er slettet" in project.build(*SMALL).err
    kept = (project.out / ".plangen" / "faelles" / "erstattet").glob("02_*.docx")
    assert [path.read_bytes() for path in kept] == [edited]


def test_a_file_that_is_open_in_word_stays(project: Project) -> None:
    project.write(TWO).build("--department", "faelles", "--document", "D02")
    charter = project.document("faelles", "02")
    charter.with_name(f"~${charter.name[2:]}").write_bytes(b"")
    project.write(TWO.replace("omfang: fuld", "omfang: let"))
    result = project.build(*SMALL)
    assert charter.exists()
    assert result.code == 3
    assert "er åben i Word" in result.err


def test_a_new_version_beside_an_edited_file_goes_and_the_file_stays(project: Project) -> None:
    project.write(TWO).build("--department", "faelles", "--document", "D02")
    charter = project.document("faelles", "02")
    made = charter.read_bytes()
    charter.write_bytes(b"ikke en Word-fil")
    changed = TWO.replace("Prøve", "Ny titel")
    project.write(changed).build("--department", "faelles", "--document", "D02")
    charter.write_bytes(word.add_paragraph(made, "Vores egen bemærkning."))
    beside = charter.with_name("02_kommissorium_faelles_ny.docx")
    assert beside.exists()
    project.write(changed.replace("omfang: fuld", "omfang: let")).build(*SMALL)
    assert charter.exists()
    assert not beside.exists()


def test_a_project_that_comes_to_one_department(project: Project) -> None:
    project.write(FEW).build("--format", "docx,html", "--document", "D00", "--document", "D05")
    plan = project.document("nord", "05")
    plan.write_bytes(word.add_paragraph(plan.read_bytes(), "Vores egen bemærkning."))
    project.write(FEW_OF_ONE)
    result = project.build()
    assert project.numbers("nord") == ["05"]
    assert project.numbers("nord", "html") == []
    assert f"{plan} er ikke slettet: projektet har én afdeling, og dens dokumenter ligger i faelles" in (
        result.err
    )
    assert project.status()["nord/05_kommunikationsplan_nord.docx"]["tilstand"] == "rettet"
    assert "nord/00_pakkeoversigt_nord.docx" not in project.status()
    plan.unlink()
    assert "nord" not in project.build().err
    assert not (project.out / "nord").exists()
    assert [row.split(";")[0] for row in overview(project)] == ["faelles", "syd"], "its files are still there"


# --- packs of the first edition -----------------------------------------------------------------------------


@pytest.fixture
def earlier(tmp_path: Path) -> Path:
    """The packs, with D01 of Nord edited in an answer and D02 beyond answers; small ones from now on."""
    with tarfile.open(EARLIER) as archive:
        archive.extractall(tmp_path, filter="data")
    for name in ("en", "to"):
        answers = Project(tmp_path, name).answers
        answers.write_text(answers.read_text("utf-8").replace("pakke: {", "pakke: {omfang: let, "), "utf-8")
        purpose, charter = (Project(tmp_path, name).document("nord", number) for number in ("01", "02"))
        purpose.write_bytes(typed("formaal_kort", "Svar samme time.")(purpose.read_bytes()))
        charter.write_bytes(word.add_paragraph(charter.read_bytes(), "Vores egen bemærkning."))
    return tmp_path


@pytest.mark.parametrize(
    ("name", "left"),
    sampled([("en", ["01", "02"]), ("to", sorted([*FEW_OF_DEPARTMENTS, "01", "02"]))], every=2),
)
def test_packs_of_the_first_edition_lose_nothing(earlier: Path, name: str, left: list[str]) -> None:
    project = Project(earlier, name)
    edited = {number: project.document("nord", number).read_bytes() for number in ("01", "02")}
    result = project.build()
    assert project.numbers("faelles") == (FEW_ALONE if name == "en" else LIGHT)
    assert project.numbers("nord") == left
    assert {number: project.document("nord", number).read_bytes() for number in edited} == edited
    for number in edited:
        assert f"{project.document('nord', number)} er ikke slettet" in result.err
    states = project.status()
    assert states["nord/01_formaalsbeskrivelse_nord.docx"]["tilstand"] == "rettet"
    assert states["nord/02_kommissorium_nord.docx"]["fri_tekst"]
    pulled = json.loads(run("pull", project.out, "--format", "json", "--apply").out)
    assert [step["rettet_til"] for step in pulled["rettelser"]] == ["Svar samme time."]
    written = project.answers if name == "en" else project.answers.with_suffix("") / "nord.yaml"
    assert "formaal_kort: Svar samme time." in written.read_text("utf-8")
    again = project.build()
    assert not (project.out / "nord" / "01_formaalsbeskrivelse_nord.docx").exists()
    assert project.document("nord", "02").read_bytes() == edited["02"]
    assert "02_kommissorium_nord.docx er ikke slettet" in again.err


# --- the length of documents --------------------------------------------------------------------------------


def test_a_document_that_is_too_long_is_named_in_the_log_alone(
    project: Project, monkeypatch: pytest.MonkeyPatch
) -> None:
    project.write(TWO)
    asked = ("--document", "D05", "--format", "docx,pdf", "--department", "faelles", "--department", "nord")
    assert "længere end aftalt" not in project.build(*asked, "--format", "docx").err
    monkeypatch.setattr(closing, "most_pages", lambda *_: 1)
    result = project.build(*asked)
    with pikepdf.open(next((project.out / "faelles").glob("05_*.pdf"))) as pdf:
        pages = len(pdf.pages)
    assert pages > 1
    told = f"længere end aftalt for omfanget fuld: D05 Kommunikationsplan ({pages} sider, højst 1)."
    assert f"info: {project.out / 'faelles'}: {told}" in result.err
    assert result.err.count("længere end aftalt") == 1, "a department's pack has no limit of its own"
    page = word_projection(project.document("faelles", "05").read_bytes())
    assert not [text for _, text in page if "længere end aftalt" in text]
