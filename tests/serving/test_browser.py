"""People in a browser: with and without a script, with a keyboard alone, on a phone, two at once."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path

import pytest
from selenium.webdriver.common.keys import Keys

from plangen.questionnaires.lone_form import lone_form
from plangen.questionnaires.sent_form import form_to_send
from tests.serving.browsing import Browser, served, wait
from tests.serving.site import Site
from tests.support.cli import run
from tests.support.edited_packs import EditedPack, build_pack
from tests.support.everywhere import library_everywhere
from tests.support.word_edits import set_text

pytestmark = pytest.mark.heavy


@pytest.fixture(scope="module")
def browser(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Browser]:
    made = Browser(tmp_path_factory.mktemp("browser"))
    yield made
    made.close()


def test_a_person_starts_a_project_answers_and_finds_it_again(browser: Browser, tmp_path: Path) -> None:
    site = Site(tmp_path)
    with served(site) as address:
        browser.open(address)
        browser.press("Nyt projekt")
        browser.write("titel", "Skærmbesøg i hjemmeplejen")
        browser.one("#omfang-let").click()
        browser.press("Opret projektet")
        browser.press("1. Stamdata")
        browser.write("svar/kommune_navn", "Egelund Kommune")
        browser.write("svar/idriftsaettelsesdato", "15. marts 2027")
        assert browser.saved("idriftsaettelsesdato") == "Gemt"
        assert browser.saved("kommune_navn") == "Gemt"
        browser.open(browser.driver.current_url)
        assert browser.field("svar/kommune_navn").get_attribute("value") == "Egelund Kommune"
        assert browser.field("svar/idriftsaettelsesdato").get_attribute("value") == "15. marts 2027"
    [path] = site.answers.glob("*.yaml")
    assert path.name == "skaermbesoeg_i_hjemmeplejen.yaml"
    assert "idriftsaettelsesdato: 2027-03-15" in path.read_text("utf-8")


def test_two_people_at_once(browser: Browser, tmp_path: Path) -> None:
    site = Site(tmp_path, "koerebog")
    first = browser.driver.current_window_handle
    second = browser.window()
    with served(site) as address:
        section = f"{address}p/koerebog/afsnit/formaal"
        for window in (first, second):
            browser.at(window).open(section)
        browser.at(first).write("svar/problem", "Den enes problem")
        assert browser.saved("problem") == "Gemt"
        other = browser.at(second)
        other.write("svar/formaal_kort", "Den andens formål")
        assert other.saved("formaal_kort") == "Gemt"
        other.write("svar/problem", "Den andens problem")
        assert other.saved("problem").startswith("Ikke gemt: en anden har ændret det samme.")
        conflict = other.one("#q-svar-problem .konflikt")
        assert "Den enes problem" in conflict.text
        assert other.field("svar/problem").get_attribute("value") == "Den andens problem"
        other.press("Gem det, der står i felterne")
        assert wait(lambda: other.saved("problem") == "Gemt")
        assert not other.all("#q-svar-problem .konflikt")
    browser.driver.close()
    browser.at(first)
    base = site.workplace.load("koerebog").project.base
    assert (base.text("problem"), base.text("formaal_kort")) == ("Den andens problem", "Den andens formål")


def test_the_document_follows_an_answer_file_saved_elsewhere(browser: Browser, tmp_path: Path) -> None:
    site = Site(tmp_path, "koerebog")
    path = site.answers / "koerebog.yaml"
    text = path.read_text("utf-8")

    def shown() -> str:
        told = browser.driver.execute_script(
            "return document.querySelector('[data-visning]').contentDocument?.body?.textContent ?? ''"
        )
        return str(told).replace("\u00ad", "")

    with served(site) as address:
        browser.open(f"{address}p/koerebog/afsnit/formaal")
        browser.driver.execute_script("document.querySelector('[data-visning]').scrollIntoView()")
        assert wait(lambda: "Digital kørebog i Vej og Park" in shown())
        browser.driver.execute_script("window.dispatchEvent(new Event('blur'))")
        browser.driver.execute_async_script("setTimeout(arguments[0], 2000)")  # it has been remembered
        path.write_text(text.replace("Digital kørebog i Vej og Park", "Kørebog uden papir"), "utf-8")
        browser.driver.execute_script("window.dispatchEvent(new Event('focus'))")
        assert wait(lambda: "Kørebog uden papir" in shown())


def test_rows_skip_logic_and_the_document_without_a_new_page(browser: Browser, tmp_path: Path) -> None:
    site = Site(tmp_path, "koerebog")
    before = [row.text("maal") for row in site.workplace.load("koerebog").project.base.rows("maal")]
    with served(site) as address:
        browser.open(f"{address}p/koerebog/afsnit/gevinster")
        browser.press("Tilføj en række")
        browser.driver.switch_to.active_element.send_keys("Et nyt mål")
        assert browser.saved("maal") == "Gemt"
        frame = browser.one("iframe[data-visning]")
        browser.driver.switch_to.frame(frame)
        assert wait(lambda: [one.text for one in browser.all("#her")])
        browser.driver.switch_to.default_content()
        rows = browser.all("#q-svar-maal [data-raekke]")
        up = rows[-1].find_element("css selector", "[data-op]")
        browser.driver.execute_script(
            "arguments[0].scrollIntoView({block: 'center'}); arguments[0].click()", up
        )
        wait(
            lambda: site.workplace.load("koerebog").project.base.rows("maal")[-1].text("maal") != "Et nyt mål"
        )
        browser.open(f"{address}p/koerebog/afsnit/stamdata")
        box = browser.one("[name='svar/loesningstype'][value='borgervendt']")
        browser.driver.execute_script(
            "arguments[0].scrollIntoView({block: 'center'}); arguments[0].click()", box
        )
        assert browser.saved("loesningstype") == "Gemt"
    after = [row.text("maal") for row in site.workplace.load("koerebog").project.base.rows("maal")]
    assert after == [*before[:-1], "Et nyt mål", *before[-1:]]


def test_an_edited_word_file_is_sent_and_taken_in(browser: Browser, tmp_path: Path) -> None:
    build_pack(tmp_path)
    site = Site(tmp_path, library=library_everywhere())
    path = EditedPack(tmp_path).document("faelles", "D01")
    edited = tmp_path / "Fra Anne.docx"
    edited.write_bytes(set_text(path.read_bytes(), "problem", "Rettet i Word"))
    with served(site) as address:
        browser.open(f"{address}p/jobcenter/modtag")
        browser.one("#filer").send_keys(str(edited))
        browser.press("Se, hvad der er svaret og rettet")
        assert browser.says("Rettet i Word")
        assert browser.violations() == []
        browser.press("Tag filerne ind")
        assert browser.says("Filerne er taget ind")
    assert site.workplace.load("jobcenter").project.base.text("problem") == "Rettet i Word"


def test_options_are_put_in_order(browser: Browser, site: Site) -> None:
    with served(site) as address:
        browser.open(f"{address}p/jobcenter/afsnit/formaal")
        browser.one("button[value='op:svar/formaal_typer=fleksibilitet']").click()
        assert browser.saved("formaal_typer") == "Gemt"
        assert browser.violations() == []
    chosen = site.workplace.load("jobcenter").project.base.raw("formaal_typer").chosen
    assert chosen[:2] == ("fleksibilitet", "kvalitet")


def test_with_a_keyboard_alone(browser: Browser, tmp_path: Path) -> None:
    """From the top of the page to a field and on to the next section, and the focus is always seen."""
    site = Site(tmp_path, "koerebog")
    with served(site) as address:
        browser.open(f"{address}p/koerebog/afsnit/stamdata")
        keys = browser.one("body")
        keys.send_keys(Keys.TAB)
        assert browser.driver.switch_to.active_element.text == "Spring til indholdet"
        browser.driver.switch_to.active_element.send_keys(Keys.ENTER)
        seen: list[str] = []
        for _ in range(60):
            browser.driver.switch_to.active_element.send_keys(Keys.TAB)
            now = browser.driver.switch_to.active_element
            outline = now.value_of_css_property("outline-style")
            assert outline != "none", now.get_attribute("outerHTML")[:200]
            seen.append(now.get_attribute("name") or "")
            if seen[-1] == "svar/kommune_navn":
                break
        now.send_keys(Keys.CONTROL, "a")
        now.send_keys("Ny Kommune", Keys.ENTER)  # Enter in a field saves
        wait(lambda: "Svarene er gemt." in browser.text())
    assert site.workplace.load("koerebog").project.base.text("kommune_navn") == "Ny Kommune"


def test_without_scripts(browser: Browser, tmp_path: Path) -> None:
    browser.scripts(False)
    try:
        with served(Site(tmp_path)) as address:
            browser.open(f"{address}nyt")
            browser.write("titel", "Uden script")
            browser.press("Opret projektet")
            browser.press("1. Stamdata")
            browser.write("svar/kommune_navn", "Egelund Kommune")
            assert browser.driver.execute_script("return typeof window.plangen") == "undefined"
            browser.press("Gem og fortsæt")
            wait(lambda: browser.one("h1").text == "2. Roller")
            browser.press("Forrige afsnit")
            wait(lambda: browser.field("svar/kommune_navn").get_attribute("value") == "Egelund Kommune")
            assert browser.is_too_wide() is False
    finally:
        browser.scripts(True)


PAGES = (
    "",
    "nyt",
    "p/jobcenter",
    "p/jobcenter/afsnit/stamdata",
    "p/jobcenter/afsnit/roller",
    "p/jobcenter/afsnit/gevinster?flere=maal:1",
    "p/jobcenter/afsnit/arbejdsgruppe?afdeling=jobindsats",
    "p/jobcenter/afsnit/undervejs",
    "p/jobcenter/afsnit/pakke",
    "p/jobcenter/dokumenter",
    "p/jobcenter/pakke",
    "p/jobcenter/modtag",
    "p/jobcenter/overblik",
    "p/jobcenter/aendringer",
    "p/findes_ikke",
)


def test_every_page_is_accessible_and_fits_a_phone(browser: Browser, site: Site) -> None:
    text = site.yaml("jobcenter").read_text("utf-8")
    site.yaml("jobcenter").write_text(
        text.replace("projektstart: 2026-12-07", "projektstart: snart"), "utf-8"
    )
    wrong: dict[str, list[str]] = {}
    with served(site) as address:
        for page in PAGES:
            browser.open(f"{address}{page}")
            wrong[page] = browser.violations()
            browser.wide(375)
            wrong[page] += ["too wide"] if browser.is_too_wide() else []
            browser.wide(320)  # as 1280 at 400 %
            wrong[page] += ["too wide at 400 %"] if browser.is_too_wide() else []
            browser.wide(1280)
    assert {page: found for page, found in wrong.items() if found} == {}


def test_the_form_in_one_file(browser: Browser, tmp_path: Path) -> None:
    """Opened from the disk: a draft is kept, a question follows an answer, and the file is read back."""
    site = Site(tmp_path, "koerebog")
    form = tmp_path / "koerebog_skema.html"
    form.write_text(
        lone_form(form_to_send(site.workplace.load("koerebog"), None, ("stamdata", "formaal", "gevinster"))),
        "utf-8",
    )
    browser.driver.get_log("browser")  # of other pages
    browser.open(form.as_uri())
    assert browser.violations() == []
    browser.write("svar/problem", "Skrevet i skemaet")
    browser.write("svar/idriftsaettelsesdato", "1. oktober 2027")
    shown = browser.one("#q-svar-borgerside").is_displayed() if browser.all("#q-svar-borgerside") else None
    box = browser.one("[name='svar/loesningstype'][value='borgervendt']")
    browser.driver.execute_script("arguments[0].scrollIntoView({block: 'center'}); arguments[0].click()", box)
    if shown is not None:
        assert browser.one("#q-svar-borgerside").is_displayed()
    wait(lambda: "Kladden er gemt i denne browser" in browser.text())
    browser.driver.refresh()
    wait(lambda: "Kladden fra sidst er hentet frem" in browser.text())
    assert browser.field("svar/problem").get_attribute("value") == "Skrevet i skemaet"
    saved = browser.driver.execute_script("return JSON.stringify(window.plangen.everything())")
    answers = tmp_path / "koerebog_svar.json"
    answers.write_text(saved, "utf-8")
    assert json.loads(saved)["answers"]["svar"]["problem"] == "Skrevet i skemaet"
    assert not [e for e in browser.driver.get_log("browser") if e["level"] == "SEVERE"]
    before = site.yaml("koerebog").read_bytes()
    told = run("hent", answers, "--svar", site.yaml("koerebog"))
    assert "Problem i dag" in told.out and site.yaml("koerebog").read_bytes() == before
    assert run("hent", answers, "--svar", site.yaml("koerebog"), "--apply").code == 0
    base = site.workplace.load("koerebog").project.base
    assert base.text("problem") == "Skrevet i skemaet"
    text = site.yaml("koerebog").read_text("utf-8")
    assert "idriftsaettelsesdato: 2027-10-01" in text and "loesningstype: borgervendt" in text
    assert len([line for line in text.splitlines() if line not in before.decode().splitlines()]) == 3
