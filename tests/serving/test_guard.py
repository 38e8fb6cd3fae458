"""Who is let in: the token in the address, the origin of a form, and nothing of anybody else's."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from plangen.serving.guard import HEADERS, MOST_BYTES, Gate, new_token
from tests.serving.site import BASE, TOKEN, Site

SECTION = "p/jobcenter/afsnit/formaal"


def problem(site: Site) -> str:
    return site.yaml("jobcenter").read_text("utf-8")


@pytest.mark.parametrize(
    "path", ["/", "/t/", "/t/x/", f"/t/{TOKEN}x/", "/p/jobcenter", "/filer/app.css", f"/{TOKEN}/"]
)
def test_without_the_token_there_is_nothing(site: Site, path: str) -> None:
    answer = site.client.get(path)
    assert answer.status_code == 404
    assert "jobcenter" not in answer.text and TOKEN not in answer.text


def test_the_address_answers_without_cookies_and_sets_none(site: Site) -> None:
    for path in ("", "p/jobcenter", SECTION):
        answer = site.get(path)
        assert answer.status_code == 200
        assert "set-cookie" not in answer.headers


def test_tokens_cannot_be_guessed() -> None:
    made = {new_token() for _ in range(50)}
    assert len(made) == 50 and min(map(len, made)) >= 32


ELSEWHERE = (
    {"origin": "https://ond.example"},
    {"origin": "null"},
    {"origin": "http://127.0.0.1:9"},
    {"sec-fetch-site": "cross-site"},
    {"sec-fetch-site": "same-site", "origin": BASE},
)


def test_a_form_from_another_origin_is_refused(site: Site) -> None:
    before = problem(site)
    page = site.page(SECTION)
    for headers in ELSEWHERE:
        assert page.send({"svar/problem": "Indbrud"}, headers=headers).status_code == 403, headers
        assert problem(site) == before, headers
    assert page.send({"svar/problem": "Vores eget"}, headers={"origin": BASE}).status_code == 303
    assert "problem: Vores eget" in " ".join(problem(site).replace(">-", "").split())


def test_another_host_name_is_refused(site: Site) -> None:
    """A name that somebody lets point at this machine is not the server's."""
    assert site.get("", headers={"host": "ond.example"}).status_code == 403
    assert site.get("", headers={"host": "localhost:8123"}).status_code == 200


@pytest.mark.parametrize("method", ["PUT", "DELETE", "OPTIONS", "PATCH"])
def test_only_reading_and_forms_are_answered(site: Site, method: str) -> None:
    assert site.client.request(method, site.url("")).status_code == 405


@pytest.mark.parametrize(
    "path",
    [
        "fil/faelles/..%2f..%2finputs%2fjobcenter.yaml",
        "fil/..%2f..%2finputs/jobcenter.yaml",
        "fil/.plangen/projekt.json",
        "fil/faelles/.hemmelig.docx",
        "fil/faelles/link.docx",
        "dokument/..%2f..%2fD01",
        "zip/..%2f..%2finputs",
        "afsnit/..%2fformaal",
        "pakke/%2e%2e/%2e%2e/%2e%2e/etc/passwd",
    ],
)
def test_paths_lead_nowhere_else(site: Site, path: str) -> None:
    folder = site.out / "jobcenter" / "faelles"
    folder.mkdir(parents=True)
    (folder / ".hemmelig.docx").write_bytes(b"PK")
    (folder / "link.docx").symlink_to(site.yaml("jobcenter"))
    answer = site.get(f"p/jobcenter/{path}")
    assert answer.status_code == 404
    assert "Egelund" not in answer.text


@pytest.mark.parametrize(
    "name", ["%252e%252e", "..%2finputs%2fjobcenter", "jobcenter.yaml", "%00", "koerebog"]
)
def test_there_are_only_the_projects_of_the_folder(site: Site, name: str) -> None:
    other = site.answers.parent / "andre"
    other.mkdir()
    shutil.copy(site.yaml("jobcenter"), other / "koerebog.yaml")
    assert site.get(f"p/{name}").status_code == 404


def test_a_department_that_is_not_there(site: Site) -> None:
    assert site.get("p/jobcenter/afsnit/formaal?afdeling=..%2f..%2fx").status_code == 404
    assert site.get("p/jobcenter/dokument/D01?afdeling=ukendt").status_code == 404


def test_too_much_is_refused_whatever_is_said_of_its_size(site: Site) -> None:
    address = site.url(SECTION)
    much = b"a=" + b"x" * MOST_BYTES
    kind = {"content-type": "application/x-www-form-urlencoded"}
    assert site.client.post(address, content=much, headers=kind).status_code == 413

    def in_pieces():  # type: ignore[no-untyped-def]
        for _ in range(10):
            yield b"x" * (MOST_BYTES // 8)

    assert site.client.post(address, content=in_pieces(), headers=kind).status_code == 413


def test_every_answer_has_the_headers_of_safety(site: Site) -> None:
    for path in ("", SECTION, "filer/app.js", "p/findes_ikke"):
        answer = site.get(path)
        for name in HEADERS:
            if not (path.startswith("filer/") and name == "cache-control"):
                assert answer.headers[name] == HEADERS[name], (path, name)
    assert "unsafe" not in HEADERS["content-security-policy"]
    preview = site.get("p/jobcenter/dokument/D01").headers["content-security-policy"]
    assert "script-src" not in preview and "default-src 'none'" in preview


def test_pages_load_nothing_from_elsewhere(site: Site) -> None:
    for path in ("", "nyt", SECTION, "p/jobcenter/pakke", "p/jobcenter/overblik"):
        page = site.page(path)
        for name in ("src", "href", "action"):
            for element in page.root.iter():
                value = element.get(name)
                assert value is None or value.startswith(("#", "?", f"/t/{TOKEN}/")), value
        assert not page.root.findall(".//script[@src='']") and "<style" not in page.text
        assert not [e for e in page.root.iter("script") if e.text]


def test_markup_in_names_and_answers_stays_text(tmp_path: Path) -> None:
    site = Site(tmp_path)
    title = '<img src=x onerror=alert(1)> "citat" & {{ 7*7 }}'
    started = site.post("nyt", [("titel", title), ("omfang", "let")], follow_redirects=False)
    assert started.status_code == 303
    name = started.headers["location"].rpartition("/")[2]
    assert set(name) <= set("abcdefghijklmnopqrstuvwxyz0123456789_")
    site.page(f"p/{name}/afsnit/stamdata").send({"svar/projekt_titel": title})
    for path in (
        "",
        f"p/{name}",
        f"p/{name}/afsnit/stamdata",
        f"p/{name}/dokument/D01",
        f"p/{name}/overblik",
    ):
        answer = site.get(path)
        assert "<img src=x" not in answer.text and "49" not in answer.text.split("<title>")[1][:80], path
    assert site.page(f"p/{name}/afsnit/stamdata").field("svar/projekt_titel") == title


def test_behind_a_proxy_addresses_begin_with_its_path(tmp_path: Path) -> None:
    """Whether the proxy takes its path off or not."""
    site = Site(tmp_path, "koerebog", gate=Gate(TOKEN, "/plangen", frozenset()))
    for path in (f"/plangen/t/{TOKEN}/p/koerebog", f"/t/{TOKEN}/p/koerebog"):
        answer = site.client.get(path, headers={"host": "plan.kommune.dk"})
        assert answer.status_code == 200
        assert f'href="/plangen/t/{TOKEN}/p/koerebog/afsnit/formaal"' in answer.text


def test_the_users_name_is_believed_only_from_the_header_that_was_named(tmp_path: Path) -> None:
    headers = {"x-bruger": "Åse Ny", "x-forwarded-user": "Falsk"}
    raw = {name: value.encode("utf-8") for name, value in headers.items()}
    for number, (options, who) in enumerate([({"user_header": "X-Bruger"}, "Åse Ny"), ({}, "Prøve")]):
        folder = tmp_path / str(number)
        folder.mkdir()
        site = Site(folder, "koerebog", **options)
        site.page(SECTION.replace("jobcenter", "koerebog")).send({"svar/problem": "Et andet"}, headers=raw)
        log = (site.answers / "koerebog.aendringer.txt").read_text("utf-8")
        assert f"11.12.2026 09.30  {who}: Problem i dag: »Et andet«" in log
