"""Several people at once: nobody's answer is lost, and nothing of one is taken for another's."""

from __future__ import annotations

import os
import random
import signal
import subprocess
import sys
import threading
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from plangen.catalog import builtin_catalog
from plangen.forms.model import form_of
from plangen.forms.page.answer import mark
from plangen.forms.page.posted import Posted
from plangen.forms.yaml.read.tree import read_tree
from plangen.questionnaires.saving import save
from plangen.questionnaires.sides import side_of
from tests.serving.site import Page, Site
from tests.support.tools import ROOT

SECTION = "p/jobcenter/afsnit/formaal"
AS_DATA = {"accept": "application/json"}


def test_different_answers_of_one_page_are_both_kept(site: Site) -> None:
    one, other = site.page(SECTION), site.page(SECTION)
    assert one.send({"svar/problem": "Den enes"}).status_code == 303
    assert other.send({"svar/formaal_kort": "Den andens formål"}).status_code == 303
    base = site.workplace.load("jobcenter").project.base
    assert (base.text("problem"), base.text("formaal_kort")) == ("Den enes", "Den andens formål")


def test_the_same_answer_is_shown_twice_and_asked(site: Site) -> None:
    one, other = site.page(SECTION), site.page(SECTION)
    one.send({"svar/problem": "Den enes"})
    answer = other.send({"svar/problem": "Den andens"})
    assert answer.status_code == 409
    assert "Prøve har ændret svaret imens" in answer.text
    assert "<p>Den enes</p>" in answer.text and ">\nDen andens</textarea>" in answer.text
    assert site.workplace.load("jobcenter").project.base.text("problem") == "Den enes"
    again = Page(site, SECTION, answer.text)
    assert again.send({}).status_code == 303  # who saves what is in the fields has chosen
    assert site.workplace.load("jobcenter").project.base.text("problem") == "Den andens"


def test_both_wrote_the_same(site: Site) -> None:
    one, other = site.page(SECTION), site.page(SECTION)
    one.send({"svar/problem": "Enige"})
    assert other.send({"svar/problem": "Enige"}).status_code == 303


GOALS = "p/jobcenter/afsnit/gevinster"


def goals(site: Site) -> list[tuple[str, str]]:
    return [
        (row.text("maal"), row.text("indikator"))
        for row in site.workplace.load("jobcenter").project.base.rows("maal")
    ]


def test_rows_and_fields_of_one_table_are_saved_each_for_itself(site: Site) -> None:
    """One takes a row away and adds one, another edits two rows, a third another field of one of them."""
    before = goals(site)
    one, other, third = (site.page(GOALS) for _ in range(3))
    one.send({"svar/maal/9/.raekke": "", "svar/maal/9/maal": "Et nyt mål"}, "slet:svar/maal/3")
    edited = {"svar/maal/0/indikator": "Den andens", "svar/maal/2/indikator": "Den andens"}
    assert other.send(edited).status_code == 303
    assert third.send({"svar/maal/2/maal": "Den tredjes"}).status_code == 303
    assert goals(site) == [
        (before[0][0], "Den andens"),
        before[1],
        ("Den tredjes", "Den andens"),
        *before[4:],
        ("Et nyt mål", ""),
    ]


def test_the_same_field_of_a_row_is_asked_and_the_rest_is_saved(site: Site) -> None:
    name = goals(site)[2][0]
    one, other = site.page(GOALS), site.page(GOALS)
    one.send({"svar/maal/2/indikator": "Den enes", "svar/maal/0/indikator": "Kun den enes"})
    answer = other.send({"svar/maal/2/indikator": "Den andens", "svar/maal/1/indikator": "Kun den andens"})
    assert answer.status_code == 409
    assert "Prøve har ændret det samme imens" in answer.text and f"{name}, Indikator: Den enes" in " ".join(
        answer.text.split()
    )
    assert [text for _, text in goals(site)[:3]] == ["Kun den enes", "Kun den andens", "Den enes"]
    again = Page(site, GOALS, answer.text)
    assert again.field("svar/maal/2/indikator") == "Den andens"
    assert again.send({}).status_code == 303
    assert [text for _, text in goals(site)[:3]] == ["Kun den enes", "Kun den andens", "Den andens"]


def test_a_row_that_one_edits_and_another_takes_away_is_asked(site: Site) -> None:
    before = goals(site)
    one, other = site.page(GOALS), site.page(GOALS)
    one.send({"svar/maal/3/indikator": "Den enes"})
    answer = other.send({}, "slet:svar/maal/3")
    assert answer.status_code == 409 and len(goals(site)) == len(before)
    assert Page(site, GOALS, answer.text).send({}).status_code == 303  # who saves again has chosen
    assert goals(site) == before[:3] + before[4:]


def test_the_script_is_told_what_became_of_an_answer(site: Site) -> None:
    page = site.page(SECTION)
    pairs = [pair for pair in page.pairs() if pair[0].startswith("svar/problem")]
    changed = [(name, "Nyt" if name == "svar/problem" else text) for name, text in pairs]
    told = site.post(SECTION, changed, headers=AS_DATA)
    assert told.status_code == 200
    one = told.json()["svar"]["problem"]
    assert (one["udfald"], one["dokument"]) == ("gemt", builtin_catalog().questions["problem"].documents[0])
    assert told.headers["etag"] == f'"{one["version"]}"'
    assert one["vist"] == '"Nyt"'
    again = site.post(
        SECTION, [(n, "Tredje" if n == "svar/problem" else t) for n, t in pairs], headers=AS_DATA
    )
    assert again.status_code == 409
    assert again.json()["svar"]["problem"]["udfald"] == "konflikt"
    assert "<p>Nyt</p>" in again.json()["svar"]["problem"]["spoergsmaal"]
    found = site.get(f"{SECTION}/fund").json()
    assert "afsnit/formaal" in found["trin"] and "problem" in found["beskeder"]


def test_thirty_people_save_one_file_and_nothing_is_lost(tmp_path: Path) -> None:
    """Each saves an answer of their own, and again: all of it is there, and the file is whole."""
    site = Site(tmp_path, "koerebog")
    form = form_of(builtin_catalog(), site.workplace.load("koerebog").project.base.reach)
    texts = [q for q in form.questions() if q.type in ("markdown", "text") and q.part == "svar"][:30]
    assert len(texts) == 30
    known = {str(question.address): question for question in form.questions()}
    start = threading.Barrier(len(texts))

    def person(question: object) -> None:
        start.wait()
        assert hasattr(question, "id")
        for turn in (1, 2):
            version = mark(side_of(site.workplace.load("koerebog"), None).answer(known[question.id]))
            sent = {question.id: Posted(f"{version}.", f"{question.id} gang {turn}")}
            saved = save(site.workplace, "koerebog", None, known, sent, question.id)
            assert saved.written == [question.id], saved

    with ThreadPoolExecutor(len(texts)) as people:
        list(people.map(person, texts))
    data = site.yaml("koerebog").read_bytes()
    assert read_tree(data, "").complete
    base = site.workplace.load("koerebog").project.base
    for question in texts:
        assert base.text(question.id) == f"{question.id} gang 2"
    log = (site.answers / "koerebog.aendringer.txt").read_text("utf-8").splitlines()
    assert len(log) == 2 + 60


SAVER = """
import sys
from pathlib import Path
from tests.serving.site import Site
from tests.serving.test_together import saving_on
saving_on(Site(Path(sys.argv[1])))
"""


def saving_on(site: Site) -> None:
    """Saves one answer after the other and says so, until it is stopped."""
    form = form_of(builtin_catalog(), site.workplace.load("koerebog").project.base.reach)
    known = {str(question.address): question for question in form.questions()}
    for turn in range(100_000):
        version = mark(side_of(site.workplace.load("koerebog"), None).answer(known["problem"]))
        save(site.workplace, "koerebog", None, known, {"problem": Posted(f"{version}.", f"gang {turn}")}, "x")
        sys.stdout.write(f"{turn}\n")
        sys.stdout.flush()


def killed_once(site: Site, after: float) -> None:
    """A process that saves is killed in the middle; what it said was saved is there."""
    saver = subprocess.Popen(
        [sys.executable, "-c", SAVER, str(site.answers.parent)],
        stdout=subprocess.PIPE,
        cwd=ROOT,
        text=True,
        env={**os.environ, "PYTHONPATH": os.pathsep.join(sys.path)},
    )
    with saver:
        assert saver.stdout is not None
        said = [saver.stdout.readline().strip()]
        timer = threading.Timer(after, saver.send_signal, [signal.SIGKILL])
        timer.start()
        said += [line.strip() for line in saver.stdout]
    timer.join()
    data = site.yaml("koerebog").read_bytes()
    tree = read_tree(data, "")
    assert tree.complete and not tree.findings
    turns = [int(line) for line in said if line.isdigit()]
    text = site.workplace.load("koerebog").project.base.text("problem")
    assert int(text.removeprefix("gang ")) in (turns[-1], turns[-1] + 1)


@pytest.mark.skipif(sys.platform == "win32", reason="kill -9")
def test_the_file_is_whole_after_a_kill_at_any_moment(tmp_path: Path) -> None:
    site = Site(tmp_path, "koerebog")
    moments = random.Random(13)
    for _ in range(int(os.environ.get("PLANGEN_KILLS", "1"))):
        killed_once(site, moments.uniform(0.0, 0.6))
    site.page("p/koerebog/afsnit/formaal").send({"svar/problem": "Bagefter"})
    after = {path.name for path in site.answers.iterdir()}
    assert after == {"koerebog.yaml", "koerebog.aendringer.txt"}
    assert site.workplace.load("koerebog").project.base.text("problem") == "Bagefter"
