"""States of packs: written, read, kept by age, and compared department by department."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path

import pytest

from plangen.catalog import Catalog
from plangen.history.changes import pack_changes, project_changes
from plangen.history.state import DateThen, FindingThen, PackState, ProjectState
from plangen.projects.shipped import shipped_library
from plangen.projects.sources import LoadedProject, read_project
from plangen.rendering.state import edition_of, pack_state
from plangen.rendering.subject import subject_of
from plangen.store.base import BaseStore
from plangen.store.builds import Builds
from tests.support.packs import ROOT, example


def state_of(loaded: LoadedProject) -> ProjectState:
    """The state of a project; of its documents nothing."""
    packs = {
        key or "faelles": pack_state(subject_of(loaded, key), {})
        for key in (None, "jobindsats", "ungeindsats")
    }
    return ProjectState(1, *edition_of(loaded.project), packs)


@pytest.fixture(scope="module")
def jobcenter() -> ProjectState:
    return state_of(example("jobcenter"))


def test_a_state_is_read_as_it_was_written(jobcenter: ProjectState) -> None:
    assert ProjectState.from_json(jobcenter.to_json()) == jobcenter


def test_moving_one_go_live_changes_only_what_hangs_on_it(jobcenter: ProjectState, tmp_path: Path) -> None:
    """Ungeindsatsen goes live a week later; what follows the common date stays."""
    text = (ROOT / "inputs" / "jobcenter.yaml").read_text("utf-8")
    assert text.count("idriftsaettelse: 2027-10-04") == 2
    path = tmp_path / "jobcenter.yaml"
    path.write_text(text.replace("idriftsaettelse: 2027-10-04", "idriftsaettelse: 2027-09-27", 1), "utf-8")
    moved = state_of(read_project(path, shipped_library()))
    catalog = example("jobcenter").library.catalog
    changed = {pack.key: pack for pack in project_changes(jobcenter, moved, catalog).packs}
    # Nothing of documents is remembered here, so no date is told as one that they print; the states are.
    assert changed["jobindsats"].changes == ()
    (answer,) = [one for one in changed["ungeindsats"].changes if one.kind == "svar"]
    assert (answer.was, answer.now) == ("04.10.2027", "27.09.2027")
    days = {
        key: (jobcenter.packs["ungeindsats"].dates[key].day, one.day)
        for key, one in moved.packs["ungeindsats"].dates.items()
    }
    assert days["kort/OPG-23//slut"] == ("2027-10-04", "2027-09-27")
    assert days["vindue/4@ungeindsats"] == ("2027-11-01", "2027-10-25")
    assert days["kort/OPG-01//slut"] == ("2027-01-04", "2027-01-04")
    same = {key for key, (was, now) in days.items() if was == now}
    assert {"kort/OPG-10//start", "kort/OPG-12//slut", "kort/OPG-30//start"} <= same


def pack(**more: object) -> PackState:
    return replace(PackState("faelles", "Alle", documents={"D06": "1"}), **more)  # type: ignore[arg-type]


def test_dates_of_departments_that_moved_alike_are_told_together(catalog: Catalog) -> None:
    def dates(*days: str) -> dict[str, DateThen]:
        names = ("Nord", "Syd", "Øst")
        windows = {
            f"vindue/2@{name}": DateThen("Vindue", day, name, ("D06",))
            for name, day in zip(names, days, strict=True)
        }
        lives = {
            f"idriftsaettelse@{name}": DateThen("Idriftsættelse", "2027-01-04", name, ("D06",))
            for name in names
        }
        return windows | lives

    def labels(*days: str) -> list[str]:
        found = pack_changes(
            pack(dates=dates(*["2027-02-01"] * 3)), pack(dates=dates(*days), documents={"D06": "2"}), catalog
        )
        return [f"{one.label} {one.was} {one.now}" for one in found.changes]

    assert labels(*["2027-02-08"] * 3) == ["Vindue 01.02.2027 08.02.2027"]
    assert labels("2027-02-08", "2027-02-08", "2027-02-01") == ["Vindue (Nord og Syd) 01.02.2027 08.02.2027"]


def test_a_finding_in_other_words_is_neither_new_nor_gone(catalog: Catalog) -> None:
    old = (
        FindingThen("R55", "advarsel", "To afdelinger mangler.", "superbrugere"),
        FindingThen("R20", "fejl", "Dato mangler.", "med"),
    )
    new = (
        FindingThen("R55", "advarsel", "Én afdeling mangler.", "superbrugere"),
        FindingThen("R21", "advarsel", "For tæt.", "oplaering"),
    )
    found = pack_changes(pack(findings=old), pack(findings=new), catalog).changes
    assert [(one.kind, one.id) for one in found] == [("bemærkning ny", "R21"), ("bemærkning væk", "R20")]


def test_a_row_that_is_reworded_is_the_same_row(catalog: Catalog) -> None:
    def rows(key: str, text: str) -> PackState:
        cells = {"maal": text, "indikator": "Andel besvarede", "maalvaerdi": "80 pct.", "gevinstejer": "Chef"}
        answers = {f"maal[{key}].{column}": value for column, value in cells.items()}
        return pack(answers=answers, rows={"maal": (key,)})

    (change,) = pack_changes(
        rows("hurtigt_svar", "Hurtigt svar"), rows("hurtigere_svar", "Hurtigere svar"), catalog
    ).changes
    assert (change.kind, change.id, change.was, change.now) == (
        "svar",
        "maal[hurtigere_svar].maal",
        "Hurtigt svar",
        "Hurtigere svar",
    )


# --- on the disk --------------------------------------------------------------------------------------------
def add(builds: Builds, number: int, day: date | None, version: str) -> None:
    builds.add(ProjectState(number, day.isoformat() if day else "", version, {"faelles": pack()}))


def test_states_are_kept_for_a_year_by_their_own_dates(tmp_path: Path) -> None:
    builds, first = Builds(BaseStore(tmp_path)), date(2026, 1, 5)
    for number in range(1, 8):
        add(builds, number, first + timedelta(days=90 * (number - 1)), f"0.{number}")
    assert [state.number for state in builds] == [7, 6, 5, 4, 3]
    names = sorted(path.name for path in (tmp_path / ".plangen").rglob("*.json"))
    assert names[0] == "000003_2026-07-04_0.3.json"


def test_the_last_state_of_another_edition_stays_however_old_it_is(tmp_path: Path) -> None:
    builds = Builds(BaseStore(tmp_path))
    add(builds, 1, date(2024, 1, 5), "0.1")
    for number in (2, 3):
        add(builds, number, date(2027, 1, 5), "0.2")
    before = builds.before(("2027-01-05", "0.2"))
    assert before is not None
    assert before.number == 1


def test_what_is_not_a_state_is_passed_over_and_a_version_is_no_path(tmp_path: Path) -> None:
    builds = Builds(BaseStore(tmp_path))
    add(builds, 1, None, "../../æ ø")
    folder = tmp_path / ".plangen" / ".tilstande"
    assert [path.name for path in folder.iterdir()] == ["000001_..-..-.json"]
    (folder / "000002_x.json").write_text("{", "utf-8")
    (folder / "000003.json").write_text('{"version": 1, "pakker": {"a": 7}}', "utf-8")
    assert [state.number for state in builds] == [1]
    assert builds.since("../../æ ø") is not None


def test_of_an_edition_the_last_state_stays_beside_the_build_before(tmp_path: Path) -> None:
    builds, day = Builds(BaseStore(tmp_path)), date(2027, 1, 5)
    for number, version in enumerate(["0.1", "0.1", "0.2", "0.1", "0.2", "0.2", "0.2"], start=1):
        add(builds, number, day, version)
    assert [state.number for state in builds] == [7, 6, 4]


def test_an_edition_is_known_whatever_its_version_is_called(tmp_path: Path) -> None:
    builds, versions = Builds(BaseStore(tmp_path)), ["pakker", 'a "pakker" b', "x" * 5000]
    for number, version in enumerate(versions, start=1):
        add(builds, number, None, version)
    found = [builds.since(version) for version in versions]
    assert [state.number for state in found if state] == [1, 2, 3]
