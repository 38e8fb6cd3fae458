"""The questionnaire without a script: pages, what is saved of them, and what is said beside the questions."""

from __future__ import annotations

from pathlib import Path

import pytest

from plangen.catalog import builtin_catalog
from plangen.forms.model import form_of
from plangen.projects.sources import read_project
from tests.serving.site import EXAMPLES, Site
from tests.support.samples import sampled

CATALOG = builtin_catalog()


def lines(path: Path) -> list[str]:
    return path.read_text("utf-8").splitlines()


def changed(before: list[str], after: list[str]) -> list[str]:
    """The lines that came (+) and went (-), without indent."""
    from difflib import ndiff

    return [f"{line[0]} {line[2:].strip()}" for line in ndiff(before, after) if line[0] in "+-"]


@pytest.mark.parametrize("example", sampled(EXAMPLES, every=2))
def test_a_page_that_nobody_changed_changes_no_byte(tmp_path: Path, example: str) -> None:
    """Every question of every page, whatever it holds: what a browser sends back is what was shown."""
    site = Site(tmp_path, example)
    before = site.yaml(example).read_bytes()
    form = form_of(CATALOG, site.workplace.load(example).project.base.reach)
    for page in form.pages:
        answer = site.page(f"p/{example}/afsnit/{page.id}").send({})
        assert answer.status_code == 303, page.id
    assert site.yaml(example).read_bytes() == before
    assert not (site.answers / f"{example}.aendringer.txt").exists()


def test_every_question_that_is_asked_stands_on_a_page(site: Site) -> None:
    loaded = site.workplace.load("jobcenter")
    form = form_of(CATALOG, loaded.project.base.reach)
    for page in form.pages:
        text = site.get(f"p/jobcenter/afsnit/{page.id}").text
        for question in page.questions:
            assert f'data-spoergsmaal="{question.address}"' in text
            assert question.text.partition("»")[0] in text.replace("&#39;", "'").replace("&amp;", "&")


def test_an_answer_changes_its_lines_and_no_others(site: Site) -> None:
    path = site.yaml("jobcenter")
    before = lines(path)
    page = site.page("p/jobcenter/afsnit/gevinster")
    answer = page.send({"svar/maal/1/indikator": "En anden indikator", "svar/maal/1/maales_uge": "20"})
    assert answer.status_code == 303
    found = changed(before, lines(path))
    assert [line for line in found if line[0] == "+"] == [
        "+ indikator: En anden indikator",
        "+ maales_uge: 20",
    ]
    assert len(found) == 4


@pytest.mark.parametrize(
    ("sent", "line"),
    [
        ("15. marts 2027", "  idriftsaettelsesdato: 2027-03-15"),
        ("uge 20, 2027", "  idriftsaettelsesdato: 2027-05-17"),
        ("15/3-2027", "  idriftsaettelsesdato: 2027-03-15"),
    ],
)
def test_answers_are_written_as_files_hold_them(site: Site, sent: str, line: str) -> None:
    site.page("p/jobcenter/afsnit/stamdata").send({"svar/idriftsaettelsesdato": sent})
    assert line in lines(site.yaml("jobcenter"))


def test_what_cannot_be_understood_is_kept_and_said_beside_its_question(site: Site) -> None:
    page = site.page("p/jobcenter/afsnit/stamdata")
    answer = page.send({"svar/idriftsaettelsesdato": "engang i foråret"}, "fortsaet")
    assert answer.headers["location"].endswith("/afsnit/stamdata?gemt=ja")
    after = site.page("p/jobcenter/afsnit/stamdata")
    assert after.field("svar/idriftsaettelsesdato") == "engang i foråret"
    assert after.root.find(".//title").text.startswith("Fejl: ")
    link = after.root.find(".//div[@id='problemer']//a")
    assert link.get("href") == "#q-svar-idriftsaettelsesdato"
    question = after.root.get_element_by_id("q-svar-idriftsaettelsesdato")
    assert "forkert" in question.get("class")
    assert "er ikke en dato" in "".join(question.find(".//p[@class='fejltekst']").itertext())


def test_saving_goes_on_to_the_next_section(site: Site) -> None:
    answer = site.page("p/jobcenter/afsnit/stamdata").send({}, "fortsaet")
    assert answer.headers["location"].endswith("/p/jobcenter/afsnit/roller")


def test_rows_are_added_moved_and_taken_away(site: Site) -> None:
    def goals() -> list[str]:
        return [row.text("maal") for row in site.workplace.load("jobcenter").project.base.rows("maal")]

    first, second, third, fourth = goals()
    page = site.page("p/jobcenter/afsnit/gevinster")
    more = page.send({}, "tilfoej:svar/maal")
    assert more.headers["location"].endswith("?flere=maal%3A1#q-svar-maal")
    page = site.page(more.headers["location"].partition("#")[0])
    page.send({"svar/maal/4/maal": "Et femte mål", "svar/maal/4/gevinsttype": "tid"})
    assert goals() == [first, second, third, fourth, "Et femte mål"]
    site.page("p/jobcenter/afsnit/gevinster").send({}, "op:svar/maal/4")
    assert goals() == [first, second, third, "Et femte mål", fourth]
    site.page("p/jobcenter/afsnit/gevinster").send({}, "ned:svar/maal/0")
    assert goals() == [second, first, third, "Et femte mål", fourth]
    site.page("p/jobcenter/afsnit/gevinster").send({}, "slet:svar/maal/3")
    assert goals() == [second, first, third, fourth]


def test_no_rows_can_be_an_answer(site: Site) -> None:
    site.page("p/jobcenter/afsnit/formaal")
    path = site.yaml("jobcenter")
    question = next(q for q in CATALOG.questions.values() if q.none_allowed and q.type == "table")
    path.write_text(f"svar:\n  {question.id}:\n", "utf-8")
    section = "undervejs" if question.state else question.section
    site.page(f"p/jobcenter/afsnit/{section}").send({f"svar/{question.id}/.ingen": "ja"})
    assert path.read_text("utf-8") == f"svar:\n  {question.id}: ingen\n"
    text = site.get(f"p/jobcenter/afsnit/{section}").text
    assert f'name="svar/{question.id}/.ingen" value="ja" checked' in text


def test_a_hidden_answer_is_kept(site: Site) -> None:
    """Questions about citizens are not asked of a system for staff; their answers stay where they are."""
    path = site.yaml("jobcenter")
    before = lines(path)
    page = site.page("p/jobcenter/afsnit/stamdata")
    pairs = [(n, "fagsystem" if n == "svar/loesningstype" else t) for n, t in page.pairs()]
    site.post("p/jobcenter/afsnit/stamdata", pairs)
    assert changed(before, lines(path)) == ["- loesningstype: borgervendt", "+ loesningstype: fagsystem"]
    hidden = site.page("p/jobcenter/afsnit/formaal")
    question = hidden.root.get_element_by_id("q-svar-borgerside")
    assert question.get("hidden") is not None
    assert hidden.send({}).status_code == 303
    assert changed(before, lines(path)) == ["- loesningstype: borgervendt", "+ loesningstype: fagsystem"]


def test_names_follow_a_row_that_is_reworded(tmp_path: Path) -> None:
    """A stakeholder that others name keeps its key; a goal that others name by its title is renamed there."""
    site = Site(tmp_path, "jobcenter")
    before = read_project(site.yaml("jobcenter"), site.workplace.library)
    path = site.yaml("jobcenter")
    text = path.read_text("utf-8")
    title = before.project.base.rows("maal")[0].text("maal")
    times = text.count(f"maal: {title}")
    assert times > 1
    site.page("p/jobcenter/afsnit/gevinster").send({"svar/maal/0/maal": "Et mål med et nyt navn"})
    assert path.read_text("utf-8").count("maal: Et mål med et nyt navn") == times
    codes = {(one.code, one.question) for one in site.workplace.load("jobcenter").project.findings}
    assert codes == {(one.code, one.question) for one in before.project.findings}


def test_a_row_that_others_name_is_not_taken_away(site: Site) -> None:
    before = site.yaml("jobcenter").read_bytes()
    answer = site.page("p/jobcenter/afsnit/stamdata").send({}, "slet:svar/afdelinger/0")
    assert answer.status_code == 409
    assert "Ret eller fjern den dér først." in answer.text
    assert site.yaml("jobcenter").read_bytes() == before


def test_a_department_answers_for_itself_beside_the_common_answer(site: Site) -> None:
    address = "p/jobcenter/afsnit/formaal?afdeling=jobindsats"
    shared = site.workplace.load("jobcenter").project.base.text("problem")
    page = site.page(address)
    question = page.root.get_element_by_id("q-svar-problem")
    assert shared.split()[0] in "".join(question.find(".//div[@class='faelles']").itertext())
    main = site.yaml("jobcenter").read_bytes()
    assert page.send({}).status_code == 303
    own = site.answers / "jobcenter" / "jobindsats.yaml"
    assert not own.exists()
    pairs = [(n, "Vores eget problem" if n == "svar/problem" else t) for n, t in page.pairs()]
    site.post(address, [*pairs, ("svar/problem/.eget", "ja")])
    assert own.read_text("utf-8") == (
        "# Egne svar for Jobindsats. Kun det, der er anderledes end i projektets svarfil.\n\n"
        "svar:\n  problem: Vores eget problem\n"
    )
    assert site.yaml("jobcenter").read_bytes() == main
    log = (site.answers / "jobcenter.aendringer.txt").read_text("utf-8")
    assert "Problem i dag (Jobindsats): »Vores eget problem«" in log
    page = site.page(address)
    pairs = [pair for pair in page.pairs() if pair != ("svar/problem/.eget", "ja")]
    site.post(address, pairs)
    assert "problem" not in own.read_text("utf-8").partition("svar:")[2]
    assert site.workplace.load("jobcenter").project.answers_of("jobindsats").text("problem") == shared


def test_a_file_that_cannot_be_read_is_told_and_left_alone(site: Site) -> None:
    site.yaml("jobcenter").write_bytes(b"\xff\xfe\xfa")
    page = site.page("p/jobcenter")
    assert page.has("Svarfilen kan ikke læses")
    for path in ("afsnit/formaal", "dokumenter"):
        assert site.get(f"p/jobcenter/{path}", follow_redirects=False).status_code == 303
    assert site.page("p/jobcenter/pakke").has("pakken kan ikke dannes")
    assert site.yaml("jobcenter").read_bytes() == b"\xff\xfe\xfa"


def test_the_log_hides_what_looks_like_a_cpr_number(site: Site) -> None:
    site.page("p/jobcenter/afsnit/formaal").send({"svar/problem": "Borgeren 010190-1234 ringede"})
    log = (site.answers / "jobcenter.aendringer.txt").read_text("utf-8")
    assert "Problem i dag" in log and "1234" not in log


def test_the_preview_marks_the_place_of_an_answer(site: Site) -> None:
    text = site.get("p/jobcenter/dokument/D01?sted=problem").text
    assert text.count('id="her"') == 1
    assert 'id="her" data-id="problem"' in text
    site.page("p/jobcenter/afsnit/formaal").send({"svar/problem": "Noget helt nyt at læse"})
    assert "Noget helt nyt at læse" in site.get("p/jobcenter/dokument/D01?sted=problem").text


def test_the_order_of_options_is_part_of_the_answer(site: Site) -> None:
    """Without a script a button beside an option moves it; what is chosen stands first on the page."""
    page = site.page("p/jobcenter/afsnit/formaal")
    chosen = [text for name, text in page.pairs() if name == "svar/formaal_typer" and text]
    assert chosen == ["kvalitet", "fleksibilitet", "frigoere_tid", "faglighed"]
    assert page.send({}, "op:svar/formaal_typer=frigoere_tid").status_code == 303
    base = site.workplace.load("jobcenter").project.base
    assert base.raw("formaal_typer").chosen == ("kvalitet", "frigoere_tid", "fleksibilitet", "faglighed")
    again = site.page("p/jobcenter/afsnit/formaal")
    assert [text for name, text in again.pairs() if name == "svar/formaal_typer" and text][
        1
    ] == "frigoere_tid"
    assert 'value="op:svar/arbejdsgruppe_tilgange' not in site.get("p/jobcenter/afsnit/arbejdsgruppe").text


def test_what_is_wrong_is_said_at_its_field(site: Site) -> None:
    """The cell is marked and described by its finding, and the summary at the top leads to it."""
    section = "p/jobcenter/afsnit/gevinster"
    site.page(section).send({"svar/maal/2/maales_uge": "snart", "svar/maal/0/indikator": ""})
    page = site.page(section)
    links = page.root.xpath("//div[@id='problemer']//a")
    (link,) = links
    cell = page.root.get_element_by_id(link.get("href")[1:])
    assert cell.get("name") == "svar/maal/2/maales_uge" and cell.get("aria-invalid") == "true"
    said = [page.root.get_element_by_id(id) for id in cell.get("aria-describedby").split()]
    assert "»snart« er ikke et tal" in said[-1].text_content()
    assert page.root.xpath("//details[@id='raekke-svar-maal-2']/@open")
    missing = page.root.get_element_by_id("f-svar-maal-0-indikator-fund")
    assert "Indikator mangler" in missing.text_content()
    assert page.root.get_element_by_id("fund-svar-maal").text_content().strip() == ""
    told = site.get(f"{section}/fund").json()["felter"]["maal"]
    assert {(one["raekke"], one["felt"]) for one in told} == {("2", "maales_uge"), ("0", "indikator")}


def test_a_department_has_its_own_rows_of_a_shared_table(site: Site) -> None:
    """It changes one, leaves one out, adds one, takes each back, and at last the whole answer: its file holds
    what is different and nothing else, and the project's file is not touched."""
    address = "p/jobcenter/afsnit/gevinster?afdeling=jobindsats"
    own = site.answers / "jobcenter" / "jobindsats.yaml"
    main = site.yaml("jobcenter").read_bytes()
    head = "# Egne svar for Jobindsats. Kun det, der er anderledes end i projektets svarfil.\n\nsvar:\n"

    def after(changes: dict[str, str], button: str = "gem") -> str:
        answer = site.page(address).send(changes, button)
        assert answer.status_code == 303, answer.text
        assert site.yaml("jobcenter").read_bytes() == main
        return own.read_text("utf-8").removeprefix(head).rstrip()

    changed = (
        "    aendr:\n      - raekke: Platformen tilbydes systematisk\n        indikator: Vores indikator\n"
    )
    added = "    tilfoej:\n      - maal: Vores eget mål\n        gevinsttype: tid\n"
    omitted = "    udelad:\n      - Tid til borgere med komplekse behov\n"
    edit = {"svar/maal/1/indikator": "Vores indikator", "svar/maal/.eget": "ja"}
    assert after(edit) == f"  maal:\n{changed}".rstrip()
    assert after({}, "slet:svar/maal/2") == f"  maal:\n{changed}{omitted}".rstrip()
    new = {"svar/maal/9/.raekke": "", "svar/maal/9/maal": "Vores eget mål", "svar/maal/9/gevinsttype": "tid"}
    assert after(new) == f"  maal:\n{changed}{added}{omitted}".rstrip()
    page = site.page(address)
    labels = [one.text_content() for one in page.root.xpath("//span[@class='hvis']")]
    assert labels == ["ændret her", "kun her"]
    assert page.has("Udeladt her Tid til borgere med komplekse behov")
    rows = site.workplace.load("jobcenter").project.answers_of("jobindsats").rows("maal")
    assert [row.text("maal")[:9] for row in rows] == ["Færre afl", "Platforme", "Borgerne ", "Vores ege"]
    assert after({}, "faelles:svar/maal/1") == f"  maal:\n{added}{omitted}".rstrip()
    (again,) = site.page(address).root.xpath("//button[starts-with(@value, 'med:')]/@value")
    assert after({}, again) == f"  maal:\n{added}".rstrip()
    refused = site.page(address).send({"svar/maal/0/maales_uge": "snart"})
    assert refused.status_code == 409 and "»snart« er ikke et tal. Det er ikke gemt." in refused.text
    page = site.page(address)
    site.post(address, [pair for pair in page.pairs() if pair != ("svar/maal/.eget", "ja")])
    assert own.read_text("utf-8").removeprefix(head).strip() == ""


def test_two_people_of_a_department_change_different_rows(site: Site) -> None:
    address = "p/jobcenter/afsnit/gevinster?afdeling=jobindsats"
    one, other, shared = site.page(address), site.page(address), site.page(address.partition("?")[0])
    one.send({"svar/maal/1/indikator": "Den enes", "svar/maal/.eget": "ja"})
    assert other.send({"svar/maal/2/indikator": "Den andens", "svar/maal/.eget": "ja"}).status_code == 303
    shared.send({"svar/maal/1/baseline": "Fælles"})
    rows = site.workplace.load("jobcenter").project.answers_of("jobindsats").rows("maal")
    assert [row.text("indikator") for row in rows[1:3]] == ["Den enes", "Den andens"]
    assert rows[1].text("baseline") == "Fælles"
