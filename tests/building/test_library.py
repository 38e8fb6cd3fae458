"""A project made with a library of its own: one more question, another passage, templates and a logo."""

from __future__ import annotations

import shutil
from dataclasses import replace
from pathlib import Path

import pytest

from plangen.building.build import build_project
from plangen.building.outcome import BuildRequest
from plangen.catalog import Question
from plangen.library import Library
from plangen.pictures.logo import logo_picture
from plangen.projects.shipped import TemplateFolder, shipped_library, template_folder
from plangen.projects.sources import read_project
from plangen.pulling.wishes import Choices
from plangen.store.base import BaseStore
from plangen.wordfiles.edited import Editing, UnknownFile
from plangen.wordfiles.pull import pull_pack
from plangen.wordfiles.scope import open_pack
from tests.support.projection import word_projection
from tests.support.structure.check import check_structure
from tests.support.word_edits import set_text
from tests.templates.template_parts import MICROSOFT, OFFICE, with_part
from tests.word.building import changed, member, names

QUESTION = Question(
    id="hvem_vinder",
    section="A",
    type="markdown",
    required="nej",
    scope="let",
    missing="M",
    short="Hvem vinder",
    text="Hvem får mest ud af det?",
)
LABEL, SITE = "0a7f3f1e-6f0b-4c7e-9d57-2b1f4d0c8e11", "5be0f1c2-3d4e-4f5a-8b6c-7d8e9fa0b1c2"
LOGO = b'<svg xmlns="http://www.w3.org/2000/svg" width="40" height="20"><rect width="40" height="20"/></svg>'
ANSWERS = "pakke:\n  dato: 2026-12-11\nsvar:\n  projekt_titel: Min egen titel\n"


@pytest.fixture(scope="module")
def library(tmp_path_factory: pytest.TempPathFactory) -> Library:
    """The same for all: its templates are compiled once."""
    return library_in(tmp_path_factory.mktemp("bibliotek"))


def library_in(folder: Path) -> Library:
    """The library that plangen ships, with a question that D01 prints, and another standard sentence."""
    shipped = shipped_library()
    copy = folder / "skabeloner"
    shutil.copytree(template_folder(), copy)
    file = copy / "docx" / "01_formaalsbeskrivelse.docx"
    change = {"word/document.xml": ("{{ problem }}", "{{ hvem_vinder }}")}
    file.write_bytes(changed(file.read_bytes(), change))
    catalog = replace(
        shipped.catalog,
        questions={**shipped.catalog.questions, QUESTION.id: QUESTION},
        passages={id: f"Egen sætning {id}." for id in shipped.catalog.passages},
    )
    return Library(catalog, TemplateFolder(copy))


@pytest.fixture
def answers(tmp_path: Path) -> Path:
    path = tmp_path / "egen.yaml"
    path.write_text(ANSWERS, "utf-8")
    return path


def build(answers: Path, library: Library) -> Path:
    """D01 of a project made with a library, in Word; its page lies beside it."""
    request = BuildRequest(answers.parent / "out", ("faelles",), ("D01",), ("docx", "html"))
    outcome = build_project(read_project(answers, library), request, lambda *_: None)
    assert outcome.failures == []
    return request.out / "egen" / "faelles" / "01_formaalsbeskrivelse_faelles.docx"


def texts(path: Path) -> list[str]:
    return [text for _, text in word_projection(path.read_bytes())]


def test_a_question_and_a_passage_of_its_own_stand_in_both_formats(answers: Path, library: Library) -> None:
    word = build(answers, library)
    page = word.with_suffix(".html").read_text("utf-8")
    for said in ("[Udfyldes: Hvem vinder]", "Egen sætning ST-03."):
        assert said in texts(word)
        assert said in page


def test_an_answer_to_it_is_read_back_from_word_and_printed(answers: Path, library: Library) -> None:
    word = build(answers, library)
    word.write_bytes(set_text(word.read_bytes(), QUESTION.id, "Borgerne vinder mest."))
    outcome = pull_pack(open_pack(word.parent, answers, library), Choices(), True)
    assert [step.wish.label for step in outcome.pull.steps] == ["Hvem vinder"]
    assert "hvem_vinder: Borgerne vinder mest." in answers.read_text("utf-8")
    build(answers, library)
    assert "Borgerne vinder mest." in texts(word)
    assert "Borgerne vinder mest." in word.with_suffix(".html").read_text("utf-8")


def test_a_project_without_a_logo_gets_that_of_the_library(answers: Path, library: Library) -> None:
    logo = logo_picture(LOGO, "Egen Kommune")
    assert read_project(answers, replace(library, logo=logo)).logo == logo
    assert read_project(answers, library).logo is None


def test_two_libraries_do_not_mix_in_one_run(answers: Path, library: Library) -> None:
    own = texts(build(answers, library))
    shipped = texts(build(answers, shipped_library()))
    assert "Egen sætning ST-03." in own and "Egen sætning ST-03." not in shipped
    assert "[Udfyldes: Hvem vinder]" not in shipped and texts(build(answers, library)) == own


def test_an_edition_of_a_document_that_the_library_has_no_more_is_no_base(
    answers: Path, library: Library
) -> None:
    word = build(answers, library)
    others = {id: one for id, one in library.catalog.documents.items() if id != "D01"}
    less = replace(library, catalog=replace(library.catalog, documents=others))
    store = BaseStore(answers.parent / "out" / "egen")
    assert Editing(read_project(answers, library), store).state(word) is None
    assert isinstance(Editing(read_project(answers, less), store).state(word), UnknownFile)


def labelled(template: bytes) -> bytes:
    """A template with a label of sensitivity as Word keeps it: in properties, and in a part of its own."""
    vt = "http://schemas.openxmlformats.org/officeDocument/2006/docPropsVTypes"
    own = "http://schemas.openxmlformats.org/officeDocument/2006/custom-properties"
    properties = {f"MSIP_Label_{LABEL}_Name": "Fortroligt", f"MSIP_Label_{LABEL}_Owner": "anna@egelund.dk"}
    custom = "".join(
        f'<property fmtid="{{D5CDD505-2E9C-101B-9397-08002B2CF9AE}}" pid="{number}" name="{name}">'
        f"<vt:lpwstr>{value}</vt:lpwstr></property>"
        for number, (name, value) in enumerate(properties.items(), 2)
    )
    custom = f'<Properties xmlns="{own}" xmlns:vt="{vt}">{custom}</Properties>'
    labels = (
        '<clbl:labelList xmlns:clbl="http://schemas.microsoft.com/office/2020/mipLabelMetadata">'
        f'<clbl:label id="{{{LABEL}}}" enabled="1" method="Privileged" siteId="{{{SITE}}}" contentBits="0"'
        ' removed="0" setBy="anna@egelund.dk"/><clbl:extLst><clbl:ext uri="anna"/></clbl:extLst>'
        "</clbl:labelList>"
    )
    if "docProps/custom.xml" in names(template):
        template = changed(template, {"docProps/custom.xml": custom.encode()})
    else:
        template = with_part(
            template, "docProps/custom.xml", custom.encode(), f"{OFFICE}/custom-properties", source=""
        )
    kind = f"{MICROSOFT}/2020/02/relationships/classificationlabels"
    return with_part(template, "docMetadata/LabelInfo.xml", labels.encode(), kind, id="rIdLabel", source="")


def test_a_label_of_sensitivity_follows_the_template_without_who_set_it(answers: Path) -> None:
    library = library_in(answers.parent)
    file = Path(library.templates.path) / "docx" / "01_formaalsbeskrivelse.docx"
    file.write_bytes(labelled(file.read_bytes()))
    word = build(answers, library)
    data = word.read_bytes()
    custom, labels = member(data, "docProps/custom.xml"), member(data, "docMetadata/LabelInfo.xml")
    assert f"MSIP_Label_{LABEL}_Name" in custom and "Fortroligt" in custom
    assert "plangen_udgave" in custom
    assert f'id="{{{LABEL}}}" enabled="1" method="Privileged" siteId="{{{SITE}}}"' in labels
    assert "anna" not in custom + labels
    assert "classificationlabels" in member(data, "_rels/.rels")
    assert check_structure(data) == []
    store = BaseStore(answers.parent / "out" / "egen")
    assert Editing(read_project(answers, library), store).state(word) is None, "as it was made"
    assert build(answers, library).read_bytes() == data
