"""The calendar and the task list that every build writes: remembered, kept, renewed, taken away."""

from __future__ import annotations

import json
import shutil
from pathlib import Path

import pytest

from plangen.store.base import BaseStore
from plangen.store.calendars import read_calendar
from tests.exports.calendars import Read, events_in
from tests.support.cli import Result, run

pytestmark = [pytest.mark.usefixtures("everywhere"), pytest.mark.documents("D05", "D06")]

ANSWERS = """\
pakke: {version: "1", dato: 2027-01-04}
svar:
  kommune_navn: Egelund Kommune
  projekt_titel: Prøve
  projektstart: 2027-01-04
  afdelinger:
    - {afdeling_id: nord, navn: Nord, leder: Leder, medarbejdere: 5, medarbejdergrupper: Sagsbehandlere}
    - {afdeling_id: vest, navn: Vest, leder: Leder, medarbejdere: 7, medarbejdergrupper: Sagsbehandlere}
  idriftsaettelsesdato: 2027-09-06
  milepaele:
    - {titel: Kursus i huset, tidspunkt: 2027-08-02, ansvarlig: Leder}
    - {titel: Besøg af andre, tidspunkt: 2027-08-09, ansvarlig: Leder}
"""
VISIT = "    - {titel: Besøg af andre, tidspunkt: 2027-08-09, ansvarlig: Leder}\n"
FILES = ("kalender.ics", "opgaver.xlsx")


class Project:
    """A small project on the disk."""

    def __init__(self, folder: Path, text: str = ANSWERS) -> None:
        self.answers = folder / "svar æ" / "proeve.yaml"
        self.answers.parent.mkdir(parents=True, exist_ok=True)
        self.out = folder / "pakker ø" / "proeve"
        self.write(text)

    def copy(self, folder: Path) -> Project:
        """The same in another folder, with what is built of it."""
        shutil.copytree(self.out.parents[1], folder)
        return Project(folder)

    def write(self, text: str) -> None:
        self.answers.write_text(text, "utf-8")

    def build(self, *options: str) -> Result:
        one = ("--format", "html", "--document", "D05")
        return run("build", self.answers, "--out", self.out.parent, *one, *options)

    def events(self, pack: str = "faelles") -> dict[str, Read]:
        """By title."""
        return {one.title: one for one in events_in(self.calendar(pack).read_bytes()).values()}

    def calendar(self, pack: str = "faelles") -> Path:
        return self.out / pack / "kalender.ics"

    def files(self, *packs: str) -> dict[str, bytes]:
        found = ((pack, name) for pack in packs or PACKS for name in FILES)
        return {f"{pack}/{name}": (self.out / pack / name).read_bytes() for pack, name in found}


PACKS = ("faelles", "nord", "vest")


@pytest.fixture(scope="module")
def built(everywhere: None, tmp_path_factory: pytest.TempPathFactory) -> Project:
    project = Project(tmp_path_factory.mktemp("bygget") / "projekt")
    project.build()
    return project


@pytest.fixture
def project(built: Project, tmp_path: Path) -> Project:
    """The project with its packs, as they were built."""
    return built.copy(tmp_path / "projekt")


def test_every_build_writes_both_in_every_pack_and_the_same_bytes(project: Project, tmp_path: Path) -> None:
    first = project.files()
    assert set(project.events("nord")) < set(project.events())
    project.build("--format", "docx")
    assert project.files() == first
    again = Project(tmp_path / "igen")
    again.build("--document", "D06", "--department", "nord")
    assert {name: first[name] for name in again.files("nord")} == again.files("nord"), "whatever is asked for"


def test_what_moves_and_what_goes_is_told_to_those_who_have_it(project: Project) -> None:
    before = events_in(project.calendar().read_bytes())
    project.write(ANSWERS.replace(VISIT, "").replace("2027-08-02", "2027-08-03"))
    project.build("--department", "faelles")
    events = project.events()
    assert (events["Kursus i huset"].sequence, events["Kursus i huset"].day.day) == (1, 3)
    gone = events["Udgår: Besøg af andre"]
    assert (gone.sequence, gone.status) == (1, "CANCELLED")
    assert {one.sequence for title, one in events.items() if "huset" not in title and one is not gone} == {0}
    assert before.keys() == events_in(project.calendar().read_bytes()).keys()
    project.build("--dato", "2028-01-03", "--department", "faelles")
    assert gone.title in project.events()
    project.build("--dato", "2028-01-04", "--department", "faelles")
    assert gone.title not in project.events()


def test_a_pack_that_is_not_built_keeps_its_calendar_and_is_told_as_old(project: Project) -> None:
    before = project.files()
    project.write(ANSWERS.replace("2027-08-02", "2027-08-03"))
    project.build("--department", "faelles")
    now = project.files()
    assert {name for name in now if now[name] != before[name]} == {"faelles/kalender.ics"}
    stale = json.loads(run("status", project.out, "--format", "json").out)["foraeldede_filer"]
    assert {Path(one["fil"]) for one in stale} == {project.calendar("nord"), project.calendar("vest")}
    project.build()
    assert project.events("nord")["Kursus i huset"].sequence == 1
    assert json.loads(run("status", project.out, "--format", "json").out)["foraeldede_filer"] == []


def test_what_somebody_has_written_in_the_task_list_is_kept_beside(project: Project) -> None:
    path = project.out / "nord" / "opgaver.xlsx"
    made = path.read_bytes()
    path.write_bytes(b"gemt i Excel")
    result = project.build("--department", "nord")
    assert result.code == 1, "errors in these answers"
    assert f"{path} var ændret og er dannet igen; en kopi af den ligger i" in result.err
    assert path.read_bytes() == made
    (kept,) = (project.out / ".plangen" / "nord" / "erstattet").iterdir()
    assert kept.read_bytes() == b"gemt i Excel"


def test_a_task_list_that_is_open_in_excel_is_left_and_the_rest_is_written(project: Project) -> None:
    path = project.out / "nord" / "opgaver.xlsx"
    before = path.read_bytes()
    lock = path.with_name(f"~${path.name}")
    lock.write_bytes(b"")
    project.write(ANSWERS.replace("2027-09-06", "2027-10-04"))
    result = project.build("--department", "nord", "--department", "vest")
    assert result.code == 3
    assert f"{path} er åben i Excel og er ikke ændret." in result.err
    assert path.read_bytes() == before
    assert project.events("nord") == project.events("vest"), "both are of the new answers"
    lock.unlink()
    project.build("--department", "nord")
    assert path.read_bytes() != before


def test_without_what_was_remembered_a_calendar_begins_anew(project: Project) -> None:
    before = project.files()
    memory = project.out / ".plangen" / "kalender_faelles.json"
    assert read_calendar(BaseStore(project.out), "faelles")
    for damage in (b"{", b'{"version": 1, "begivenheder": {"a": 3}}', b"[]", b'{"version": 9}'):
        memory.write_bytes(damage)
        assert read_calendar(BaseStore(project.out), "faelles") == {}
    project.build("--department", "faelles")
    assert project.files() == before


def test_a_department_that_is_gone_takes_its_calendar_with_it(project: Project) -> None:
    lines = [line for line in ANSWERS.splitlines(keepends=True) if "vest" not in line]
    project.write("".join(lines))
    project.build("--department", "nord")
    assert not project.calendar("vest").exists()
