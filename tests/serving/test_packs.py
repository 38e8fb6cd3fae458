"""The pack in the browser: built, fetched, and edited Word files sent back."""

from __future__ import annotations

import io
import json
import shutil
import time
from pathlib import Path
from zipfile import ZIP_DEFLATED, ZipFile

import pytest

from plangen.questionnaires.sent_form import form_to_send
from tests.serving.site import Page, Site
from tests.support.edited_packs import SMALL, EditedPack, build_pack
from tests.support.everywhere import library_everywhere
from tests.support.word_edits import set_text, type_in_free_text


@pytest.fixture
def built(tmp_path: Path) -> Site:
    """The small project with the pack that tests edit."""
    build_pack(tmp_path)
    return Site(tmp_path, library=library_everywhere())


def pack_of(site: Site) -> EditedPack:
    return EditedPack(site.answers.parent)


def send(site: Site, *files: tuple[str, bytes]) -> Page:
    """Sends files, and gives the page that tells of them."""
    parts = [("filer", (name, data, "application/octet-stream")) for name, data in files]
    answer = site.client.post(site.url("p/jobcenter/modtag"), files=parts)
    assert answer.status_code == 200, answer.text
    return Page(site, "", answer.text)


def files_of(site: Site) -> dict[str, bytes]:
    roots = (site.answers, site.out)
    return {str(p): p.read_bytes() for root in roots for p in sorted(root.rglob("*")) if p.is_file()}


def test_a_pack_is_built_and_fetched(tmp_path: Path) -> None:
    site = Site(tmp_path, "koerebog")
    assert site.page("p/koerebog/pakke").has("Der er ingen filer endnu.")
    started = site.post("p/koerebog/pakke", [("docx", "ja")], follow_redirects=False)
    assert started.status_code == 303
    for _ in range(600):
        state = site.get("p/koerebog/pakke/tilstand").json()
        if not state["i_gang"]:
            break
        assert 0 <= state["procent"] <= 99
        time.sleep(0.1)
    page = site.page("p/koerebog/pakke")
    assert page.has("Pakken er dannet.")
    links = [a.get("href") for a in page.root.iter("a") if "/fil/" in (a.get("href") or "")]
    words = [link for link in links if link.endswith(".docx")]
    assert len(words) > 5
    one = site.client.get(words[0])
    assert one.headers["content-disposition"].startswith("attachment")
    assert one.content == (site.out / "koerebog" / "faelles" / words[0].rpartition("/")[2]).read_bytes()
    for address in ("zip", "zip/faelles"):
        archive = ZipFile(io.BytesIO(site.get(f"p/koerebog/{address}").content))
        assert archive.testzip() is None
        assert f"faelles/{words[0].rpartition('/')[2]}" in archive.namelist()
        assert not [name for name in archive.namelist() if ".." in name or name.startswith((".", "/"))]


def test_an_edited_file_is_shown_first_and_then_taken_in(built: Site) -> None:
    path = pack_of(built).document("faelles", "D01")
    data = set_text(path.read_bytes(), "problem", "Rettet af Anne i Word")
    before = files_of(built)
    page = send(built, ("Formålet (Annes).docx", data))
    assert page.has("Problem i dag") and page.has("Rettet af Anne i Word")
    assert page.has("Tages ind i pakken.")
    assert files_of(built) == before
    assert page.form is not None
    told = built.client.post(page.form.get("action"))
    assert told.status_code == 200 and "Filerne er taget ind" in told.text
    assert "problem: Rettet af Anne i Word" in " ".join(
        built.yaml("jobcenter").read_text("utf-8").replace(">-", "").split()
    )
    log = (built.answers / "jobcenter.aendringer.txt").read_text("utf-8")
    assert "(fra Word): »Rettet af Anne i Word«" in log
    assert built.client.post(page.form.get("action")).status_code == 422  # it is done, and waits no more


def test_two_edited_files_of_one_document_become_one(built: Site) -> None:
    """The pack's own file was edited, too: what came is joined with it, and nothing is lost."""
    pack = pack_of(built)
    path = pack.document("faelles", "D01")
    original = path.read_bytes()
    pack.edit("faelles", "D01", lambda data: set_text(data, "problem", "Rettet i pakken"))
    mine = path.read_bytes()
    other = set_text(original, "formaal_kort", "Rettet hos en anden, og det er et formål")
    page = send(built, (path.name, other))
    assert page.has("Det, der er skrevet i denne, samles med den.")
    assert page.form is not None
    built.client.post(page.form.get("action"))
    base = built.workplace.load("jobcenter").project.base
    assert base.text("problem") == "Rettet i pakken"
    assert base.text("formaal_kort") == "Rettet hos en anden, og det er et formål"
    assert not path.with_name(f"{path.stem}_modtaget.docx").exists()
    kept = {file.read_bytes() for file in path.parents[1].glob(".plangen/faelles/erstattet/*.docx")}
    assert {mine, other} <= kept


def test_free_text_stays_in_the_file(built: Site) -> None:
    path = pack_of(built).document("faelles", "D01")
    data = type_in_free_text(path.read_bytes(), "Baggrund og problem", "Baggrund, som vi ser den")
    page = send(built, (path.name, data))
    assert page.has("Baggrund, som vi ser den")
    assert page.form is not None
    built.client.post(page.form.get("action"))
    import plangen.word.reading.document as reading

    text = str(reading.read_word(path.read_bytes(), built.workplace.library.catalog))
    assert "Baggrund, som vi ser den" in text


def bomb() -> bytes:
    """A Word file that is small and unpacks to more than any document."""
    held = io.BytesIO()
    with ZipFile(held, "w", ZIP_DEFLATED, compresslevel=1) as archive:
        archive.writestr("[Content_Types].xml", "<Types/>")
        with archive.open("word/document.xml", "w", force_zip64=True) as part:
            for _ in range(300):
                part.write(b" " * 1_000_000)
    return held.getvalue()


def test_files_that_are_no_documents_are_named_and_change_nothing(built: Site) -> None:
    before = files_of(built)
    page = send(
        built,
        ("bombe.docx", bomb()),
        ("tekst.docx", b"hej"),
        ("../../indbrud.docx", b"PK\x03\x04"),
        ("makro.exe", b"MZ"),
        ("<b>fed</b>.docx", b""),
    )
    rows = ["".join(row.itertext()).strip() for row in page.root.findall(".//tbody/tr")]
    assert len(rows) == 5 and all("Bliver ikke brugt:" in row for row in rows)
    assert rows[2].startswith("indbrud.docx") and "<b>fed" not in page.text
    assert files_of(built) == before
    assert page.has("Der er intet at føre ind.")


def test_a_file_that_is_too_large_is_refused(built: Site, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("plangen.serving.returned._LARGEST", 1000)
    answer = built.client.post(built.url("p/jobcenter/modtag"), files=[("filer", ("stor.docx", b"x" * 1001))])
    assert answer.status_code == 422 and "stor.docx fylder over" in answer.text


def test_what_was_sent_to_one_project_is_no_other_projects(built: Site) -> None:
    shutil.copy(built.yaml("jobcenter"), built.yaml("andet"))
    path = pack_of(built).document("faelles", "D01")
    page = send(built, (path.name, set_text(path.read_bytes(), "problem", "Hemmeligt")))
    assert page.form is not None
    action = page.form.get("action").replace("/jobcenter/", "/andet/")
    for answer in (built.client.get(action), built.client.post(action)):
        assert answer.status_code == 422 and "Hemmeligt" not in answer.text


def test_the_overview_tells_of_departments_and_edited_files(built: Site) -> None:
    pack_of(built).edit("faelles", "D01", lambda data: set_text(data, "problem", "Rettet"))
    page = built.page("p/jobcenter/overblik")
    table = page.root.find(".//section/div/table")
    rows = [["".join(cell.itertext()).strip() for cell in row] for row in table.findall(".//tbody/tr")]
    names = [row.text("navn") for row in built.workplace.load("jobcenter").project.base.rows("afdelinger")]
    assert [row[0] for row in rows][1:] == names
    heads = ["".join(cell.itertext()) for cell in table.findall(".//thead/tr/th")]
    told = dict(zip(heads, rows[0], strict=True))
    assert (
        told["Rettet i Word"] == "1" and " af " in told["Besvaret"] and told["Idriftsættelse"] == "06.09.2027"
    )
    assert page.has("svar er rettet og ikke ført tilbage")


def test_filled_in_questionnaires_come_back_on_the_page(tmp_path: Path) -> None:
    """What would be written is shown, then written; what somebody has answered meanwhile stands. A form of
    another project is not taken."""
    site = Site(tmp_path, "koerebog")
    shutil.copyfile(SMALL, site.yaml("jobcenter"))
    form = form_to_send(site.workplace.load("jobcenter"), None)
    told = form.made_from.data() | {"answers": {"svar": {"problem": "Fra skemaet", "formaal_kort": "Sent"}}}
    site.page("p/jobcenter/afsnit/formaal").send({"svar/formaal_kort": "Imens"})
    before = files_of(site)
    other = form.made_from.data() | {"project": "koerebog", "answers": {"svar": {"problem": "Nej"}}}
    page = send(site, ("svar.json", json.dumps(told).encode()), ("andet.json", json.dumps(other).encode()))
    assert page.has("Fra skemaet") and page.has("Projektet: Imens") and page.has("Skemaet: Sent")
    assert page.has("andet.json er svar til et andet projekt") and files_of(site) == before
    done = page.send({}, "")
    assert done.status_code == 200 and "Filerne er taget ind" in done.text
    base = site.workplace.load("jobcenter").project.base
    assert (base.text("problem"), base.text("formaal_kort")) == ("Fra skemaet", "Imens")
    assert "Prøve: " in (site.answers / "jobcenter.aendringer.txt").read_text("utf-8").splitlines()[-1]
    assert site.post(page.form.get("action"), []).status_code == 422  # type: ignore[union-attr]


def test_answers_of_a_form_come_in_where_documents_cannot(tmp_path: Path, built: Site) -> None:
    """There is no pack that an edited document could belong to; the form beside it is told of and taken."""
    edited = pack_of(built).document("faelles", "D01").read_bytes()
    (tmp_path / "andet").mkdir()
    site = Site(tmp_path / "andet")
    shutil.copyfile(SMALL, site.yaml("jobcenter"))
    form = form_to_send(site.workplace.load("jobcenter"), None)
    told = form.made_from.data() | {"answers": {"svar": {"problem": "Fra skemaet"}}}
    page = send(site, ("svar.json", json.dumps(told).encode()), ("01.docx", edited))
    assert page.has("kan ikke tages ind: Projektet har ingen pakke endnu.") and page.has("Fra skemaet")
    assert page.form is not None
    done = Page(site, "", site.client.post(page.form.get("action")).text)
    assert done.has("blev ikke taget ind: Projektet har ingen pakke endnu.") and done.has("1 svar er skrevet")
    assert site.workplace.load("jobcenter").project.base.text("problem") == "Fra skemaet"
