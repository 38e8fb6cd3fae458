"""The commands: the address that is told answers at once, and answers from a form are brought in."""

from __future__ import annotations

import json
import os
import subprocess
import sys
import urllib.error
import urllib.request
from pathlib import Path

import pytest

from plangen.questionnaires.lone_form import lone_form
from plangen.questionnaires.sent_form import form_to_send
from tests.serving.site import Site
from tests.support.cli import run
from tests.support.tools import ROOT


def test_the_address_is_told_unbroken_and_answers(tmp_path: Path) -> None:
    site = Site(tmp_path, "koerebog")
    command = [sys.executable, "-m", "plangen", "serve", str(site.answers), "--no-open", "--port", "0"]
    environment = {**os.environ, "PYTHONPATH": str(ROOT / "src"), "COLUMNS": "40"}
    with subprocess.Popen(
        command, stdout=subprocess.PIPE, text=True, env=environment, cwd=tmp_path
    ) as server:
        try:
            assert server.stdout is not None
            address = server.stdout.readline().strip()
            assert address.startswith("http://127.0.0.1:") and address.endswith("/")
            with urllib.request.urlopen(address, timeout=30) as answer:
                assert answer.status == 200 and "set-cookie" not in answer.headers
                assert "/p/koerebog" in answer.read().decode()
            with pytest.raises(urllib.error.HTTPError) as refused:
                urllib.request.urlopen(address.partition("/t/")[0], timeout=30)
            assert refused.value.code == 404
            refused.value.close()
        finally:
            server.kill()


@pytest.mark.parametrize(
    "arguments, said",
    [
        (("serve", "findes_ikke"), "findes_ikke findes ikke."),
        (("serve", "tekst.txt"), "tekst.txt kan ikke bruges som svarfil."),
        (("serve", "--root-path", "uden"), "»uden« kan ikke bruges som sti."),
        (("serve", "--host", ""), "»« kan ikke bruges som værtsnavn."),
        (("serve", "--navn", "a b"), "»a b« kan ikke bruges som værtsnavn."),
        (("serve", "--user-header", "X Bruger"), "»X Bruger« kan ikke bruges som navn på et hoved."),
        (("serve", "--port", "x"), "'x' er ikke et helt tal."),
        (("serve", "--port", "99999"), "99999 kan ikke bruges."),
        (("new", "Et navn", "--interview", "x"), "'x' er ikke et helt tal."),
        (("hent", "findes_ikke.docx"), "findes_ikke.docx findes ikke."),
        (("hent", "mappe"), "mappe er en mappe."),
    ],
)
def test_wrong_use_is_said(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, arguments: tuple[str, ...], said: str
) -> None:
    monkeypatch.chdir(tmp_path)
    (tmp_path / "tekst.txt").touch()
    for folder in ("mappe", "inputs"):
        (tmp_path / folder).mkdir()
    result = run(*arguments, *(["--no-open"] if arguments[0] == "serve" else []))
    assert result.code == 2 and said in " ".join(result.err.split())


def form_data(site: Site, name: str) -> dict[str, object]:
    """What the form in one file knows of its project."""
    text = lone_form(form_to_send(site.workplace.load(name), None, ("formaal",)))
    inside = text.partition('id="skema-data">')[2].partition("</script>")[0]
    read: dict[str, object] = json.loads(inside)
    return read


def test_answers_from_a_form_meet_those_given_meanwhile(tmp_path: Path) -> None:
    site = Site(tmp_path, "koerebog")
    told = form_data(site, "koerebog")
    answers = {"svar": {"problem": "Fra skemaet", "formaal_kort": "Formålet fra skemaet"}}
    file = tmp_path / "svar.json"
    file.write_text(json.dumps(told | {"answers": answers}), "utf-8")
    site.page("p/koerebog/afsnit/formaal").send({"svar/problem": "Skrevet imens"})
    before = site.yaml("koerebog").read_bytes()
    shown = run("hent", file, "--svar", site.yaml("koerebog"))
    assert shown.code == 1 and site.yaml("koerebog").read_bytes() == before
    assert "Formålet fra skemaet" in shown.out
    assert "»Skrevet imens«" in shown.err and "»Fra skemaet«" in shown.err
    run("hent", file, "--svar", site.yaml("koerebog"), "--apply")
    base = site.workplace.load("koerebog").project.base
    assert (base.text("problem"), base.text("formaal_kort")) == ("Skrevet imens", "Formålet fra skemaet")


def test_a_new_project_takes_over_what_can_be_used_again(tmp_path: Path) -> None:
    site = Site(tmp_path, "jobcenter")
    asked = [("titel", "Et nyt projekt"), ("omfang", "fuld"), ("fra", "jobcenter")]
    assert site.post("nyt", asked, follow_redirects=False).status_code == 303
    old, new = (site.workplace.load(name).project.base for name in ("jobcenter", "et_nyt_projekt"))
    assert new.text("projekt_titel") == "Et nyt projekt"
    assert new.text("kommune_navn") == old.text("kommune_navn")
    assert [row.text("navn") for row in new.rows("afdelinger")] == [
        r.text("navn") for r in old.rows("afdelinger")
    ]
    assert new.raw("projektstart") is None and not new.rows("maalinger") and old.rows("maalinger")
    errors = {
        one.code for one in site.workplace.load("et_nyt_projekt").project.findings if one.severity.rank == 0
    }
    assert errors <= {"V01", "V02", "V03"}


@pytest.mark.parametrize(
    "sent", [("", "fuld", ""), ("!!!", "fuld", ""), ("koerebog", "fuld", ""), ("Ny", "x", "../y")]
)
def test_a_project_that_cannot_be_made_is_said(tmp_path: Path, sent: tuple[str, str, str]) -> None:
    site = Site(tmp_path, "koerebog")
    before = {path: path.read_bytes() for path in site.answers.iterdir()}
    answer = site.post(
        "nyt", list(zip(("titel", "omfang", "fra"), sent, strict=True)), follow_redirects=False
    )
    assert answer.status_code in (422, 404)
    assert {path: path.read_bytes() for path in site.answers.iterdir()} == before
