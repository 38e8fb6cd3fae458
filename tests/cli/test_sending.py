"""`plangen send`: folders that are ready to be sent, and nothing in them that nobody has said."""

from __future__ import annotations

import csv
import email
import email.policy
import io
import shutil
import zipfile
from email.message import EmailMessage
from hashlib import sha256
from pathlib import Path

import pytest
from lxml import etree

from plangen.exports.mail import Addresses
from plangen.findings import UsageError
from plangen.projects.recipients import read_recipients
from tests.support import word_edits as word
from tests.support.cases import each
from tests.support.cli import Result, run

pytestmark = [pytest.mark.usefixtures("everywhere"), pytest.mark.documents("D01", "D05")]

ANSWERS = """\
pakke: {{version: "{version}", dato: {day}, omfang: let, sagsnummer: 15.20.00-P20-3-26}}
svar:
  kommune_navn: Egelund Kommune
  projekt_titel: Ny vagtplan
  formaal_kort: {aim}
  idriftsaettelsesdato: 2027-09-06
  afdelinger:
    - {{afdeling_id: nord, navn: Nord, leder: Leder i Nord, medarbejdere: 5, medarbejdergrupper: Alle}}
    - {{afdeling_id: syd, navn: Syd, leder: Leder i Syd, medarbejdere: 5, medarbejdergrupper: Alle}}
"""
RECIPIENTS = "afdeling;til;kopi\nnord;leder@nord.dk hr@nord.dk;chef@kommune.dk\n"


class Sending:
    """A project that is built, and what is sent of it."""

    def __init__(self, folder: Path) -> None:
        self.folder, self.answers = folder, folder / "vagt.yaml"
        self.pack, self.month = folder / "out" / "vagt", folder / "send" / "vagt" / "2027-02"

    def build(self, version: str, day: str, aim: str) -> None:
        self.answers.write_text(ANSWERS.format(version=version, day=day, aim=aim), "utf-8")
        run("build", self.answers, "--out", self.folder / "out", "--format", "docx")

    def send(self, *options: str | Path) -> Result:
        where = ("--out", self.folder / "out", "--til", self.folder / "send")
        return run("send", self.answers, "--maaned", "2027-02", *where, *options)

    def mail(self, pack: str) -> EmailMessage:
        data = (self.month / pack / "mail.eml").read_bytes()
        found = email.message_from_bytes(data, policy=email.policy.default)
        assert isinstance(found, EmailMessage)
        return found

    def body(self, pack: str) -> str:
        body = self.mail(pack).get_body()
        assert body is not None
        return str(body.get_content())

    def register(self, pack: str) -> list[dict[str, str]]:
        text = (self.month / pack / "manifest.csv").read_text("utf-8-sig")
        return list(csv.DictReader(io.StringIO(text), delimiter=";"))


@pytest.fixture(scope="module")
def built(everywhere: None, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The project, built once."""
    folder = tmp_path_factory.mktemp("bygget")
    Sending(folder).build("0.1", "2027-01-15", "Borgeren får svar samme dag.")
    return folder


@pytest.fixture
def sending(built: Path, tmp_path: Path) -> Sending:
    """A copy that a test may change."""
    return Sending(Path(shutil.copytree(built, tmp_path / "projekt")))


@pytest.fixture(scope="module")
def sent(built: Path, tmp_path_factory: pytest.TempPathFactory) -> Sending:
    """The project after it was sent, to look at."""
    sending = Sending(Path(shutil.copytree(built, tmp_path_factory.mktemp("sendt") / "projekt")))
    assert sending.send().code == 0
    return sending


def test_each_pack_has_a_folder_with_its_files_a_mail_and_a_register(sent: Sending) -> None:
    assert sorted(path.name for path in sent.month.iterdir()) == ["faelles", "nord", "syd"]
    files = {path.name: path.read_bytes() for path in (sent.pack / "nord").iterdir()}
    there = {path.name: path.read_bytes() for path in (sent.month / "nord").iterdir()}
    assert {name: there[name] for name in files} == files
    assert there.keys() - files.keys() == {"mail.eml", "manifest.csv"}
    attached = {part.get_filename(): part.get_content() for part in sent.mail("nord").iter_attachments()}
    words = {name: data for name, data in files.items() if name.endswith(".docx")}
    assert {name: attached[name] for name in words} == words
    assert attached.keys() == files.keys()


def test_the_register_says_what_a_case_system_asks_for(sent: Sending) -> None:
    plan = next(line for line in sent.register("nord") if line["fil"].startswith("05_"))
    data = (sent.month / "nord" / plan["fil"]).read_bytes()
    assert plan == {
        "sagsnummer": "15.20.00-P20-3-26",
        "kle": "15.20.00 P20",
        "titel": "Kommunikationsplan – Nord",
        "dokumenttype": "Kommunikationsplan",
        "afdeling": "Nord",
        "version": "0.1",
        "dato": "2027-01-15",
        "fil": "05_kommunikationsplan_nord.docx",
        "sha256": sha256(data).hexdigest(),
    }


def test_a_word_file_can_be_filed_by_its_properties(sent: Sending) -> None:
    path = sent.pack / "nord" / "05_kommunikationsplan_nord.docx"
    with zipfile.ZipFile(path) as package:
        root = etree.fromstring(package.read("docProps/custom.xml"))
    told = {one.get("name"): "".join(one.itertext()) for one in root}
    expected = {"Sagsnummer": "15.20.00-P20-3-26", "Dokumenttype": "Kommunikationsplan", "Afdeling": "Nord"}
    assert expected.items() <= told.items()


def test_without_a_list_nobody_is_addressed(sent: Sending) -> None:
    mail = sent.mail("nord")
    assert mail["To"] is mail["Cc"] is mail["From"] is mail["Date"] is None
    assert mail["X-Unsent"] == "1"
    assert mail["Subject"] == "Ny vagtplan – Nord: februar 2027"


def test_recipients_come_from_the_list_alone(sending: Sending, tmp_path: Path) -> None:
    listed = tmp_path / "modtagere.csv"
    listed.write_text(RECIPIENTS, "utf-8-sig")
    result = sending.send("--modtagere", listed)
    assert (sending.mail("nord")["To"], sending.mail("nord")["Cc"]) == (
        "leder@nord.dk, hr@nord.dk",
        "chef@kommune.dk",
    )
    assert sending.mail("syd")["To"] is None
    assert "Listen over modtagere har ingen adresse til Syd" in result.err
    listed.write_text(f"{RECIPIENTS}oest;a@b.dk;\n", "utf-8")
    assert "vagt har ingen pakke »oest«" in sending.send("--modtagere", listed).err


WRONG_ROW = (
    "afdeling;til\nnord;leder i nord\n",
    "csv:2:1: »leder i nord« under »til« er ikke kun mailadresser.",
)
NO_LIST = ("navn;mail\n", "har ikke kolonnerne afdeling og til")


@pytest.mark.parametrize(("text", "message"), [WRONG_ROW, NO_LIST], ids=["a row", "no list"])
def test_a_list_that_is_wrong_is_said_so(sending: Sending, tmp_path: Path, text: str, message: str) -> None:
    listed = tmp_path / "modtagere.csv"
    listed.write_text(text, "utf-8")
    result = sending.send("--modtagere", listed)
    assert result.code > 0
    assert message in result.err
    assert not sending.month.exists() or sending.mail("nord")["To"] is None, "nobody is written to by mistake"


@each(
    ("text", "message"),
    [
        WRONG_ROW,
        NO_LIST,
        ("afdeling;til\nnord;a(b@nord.dk\n", "»a(b@nord.dk« under »til« er ikke kun mailadresser."),
        ('afdeling;til\nnord;"a@b.dk\nBcc: q@r.dk"\n', "under »til« er ikke kun mailadresser."),
        ("afdeling;til\nnord;a@b.dk\nnord;c@d.dk\n", "csv:3:1: Afdelingen »nord« står i flere rækker."),
        ("afdeling;til\nnord;a@b.dk;c@d.dk\n", "Rækken har flere felter, end der er kolonner."),
        ("afdeling;til;til\n", "har ikke kolonnerne afdeling og til, hver én gang"),
        (f'afdeling;til\nnord;"{"x" * 140_000}"\n', "kan ikke læses som tabel"),
    ],
)
def test_what_is_no_list_of_recipients(tmp_path: Path, text: str, message: str) -> None:
    listed = tmp_path / "modtagere.csv"
    listed.write_text(text, "utf-8")
    try:
        addresses, findings = read_recipients(listed)
    except UsageError as refused:
        assert message in str(refused)
    else:
        assert [one for one in findings if message in f"{one.place}: {one.message}"], findings
        assert addresses["nord"] == Addresses()


@pytest.fixture
def again(sent: Sending, tmp_path: Path) -> Sending:
    """The project that was sent, to be sent once more."""
    return Sending(Path(shutil.copytree(sent.folder, tmp_path / "igen")))


def test_what_is_sent_again(again: Sending) -> None:
    """A file that is sent no more goes from the folder, and an edited one goes as it is and is named."""
    for pack in (again.pack / "nord", again.pack / "syd"):
        (pack / "opgaver.xlsx").unlink()
    (again.month / "syd" / "opgaver.xlsx").unlink()
    path = again.pack / "nord" / "05_kommunikationsplan_nord.docx"
    path.write_bytes(word.add_paragraph(path.read_bytes(), "Vores egen bemærkning."))
    result = again.send()
    assert not (again.month / "nord" / "opgaver.xlsx").exists()
    assert "opgaver.xlsx" not in result.err, "who has deleted it is told nothing"
    assert (again.month / "nord" / path.name).read_bytes() == path.read_bytes()
    assert f"{path} er rettet i Word" in result.err
    assert result.code == 0


def test_the_mail_says_what_has_changed_and_what_somebody_has_changed_in_the_folder_stays(
    again: Sending,
) -> None:
    mail = again.month / "nord" / "mail.eml"
    before = {path: path.read_bytes() for path in again.month.rglob("*.*")}
    assert again.send().code == 0
    assert {path: path.read_bytes() for path in again.month.rglob("*.*")} == before
    assert "Det er ændret siden sidst" not in again.body("nord")
    mail.write_bytes(b"To: leder@nord.dk\r\n" + mail.read_bytes())
    theirs = mail.read_bytes()
    again.build("0.2", "2027-02-10", "Borgeren får svar samme time.")
    result = again.send()
    assert mail.read_bytes() == theirs
    assert str(mail) in result.err and result.code == 1
    text = again.body("faelles")
    assert "Borgeren får svar samme dag" in text
    assert "Borgeren får svar samme time" in text
    told = (again.month / "faelles" / "aendringer.txt").read_text("utf-8-sig")
    assert told.strip() in text.replace("\r\n", "\n")


def test_a_pack_that_is_not_built_is_said_so(tmp_path: Path) -> None:
    answers = tmp_path / "vagt.yaml"
    answers.write_text(ANSWERS.format(version="0.1", day="2027-01-15", aim="Svar."), "utf-8")
    result = run(
        "send", answers, "--maaned", "2027-02", "--out", tmp_path / "out", "--til", tmp_path / "send"
    )
    assert result.code == 2
    assert "Dan pakken først: plangen build" in result.err
    assert not (tmp_path / "send").exists()
