"""Makes the pictures of the user guide from the running program: `python docs/billeder.py` in a clone.

It serves a copy of the example, does what the guide describes in Chromium, prints what came of it with
LibreOffice, and writes `docs/billeder/*.png`. The same program gives the same pictures, but for the fonts of the
machine.
"""

from __future__ import annotations

import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from io import BytesIO
from pathlib import Path

from PIL import Image, ImageChops

ROOT = Path(__file__).parent.parent
sys.path[:0] = [str(ROOT), str(ROOT / "src")]

from tests.serving.browsing import Browser, served, wait  # noqa: E402
from tests.serving.site import Site  # noqa: E402
from tests.support.cli import run  # noqa: E402
from tests.support.tools import program  # noqa: E402
from tests.support.validators import printed_by_libreoffice  # noqa: E402
from tests.support.word_edits import set_text  # noqa: E402

from plangen.questionnaires.formats import WRITERS  # noqa: E402
from plangen.questionnaires.sent_form import form_to_send  # noqa: E402

FOLDER = ROOT / "docs" / "billeder"
_WIDTH, _COLOURS = 900, 96
_EXAMPLE = "jobcenter"


def saved(name: str, picture: Image.Image, height: int = 900) -> None:
    """Writes a picture, small enough for a guide."""
    picture = picture.convert("RGB")
    if picture.width > _WIDTH:
        picture = picture.resize(
            (_WIDTH, round(picture.height * _WIDTH / picture.width)), Image.Resampling.LANCZOS
        )
    picture = picture.crop((0, 0, picture.width, min(height, picture.height)))
    FOLDER.mkdir(exist_ok=True)
    few = picture.quantize(_COLOURS, dither=Image.Dither.NONE)
    few.save(FOLDER / f"{name}.png", optimize=True)
    print(f"docs/billeder/{name}.png")


class Camera:
    """Takes pictures of the pages of a browser."""

    def __init__(self, browser: Browser) -> None:
        self.browser = browser

    def take(self, name: str, height: int = 640) -> None:
        """The page as it is seen from the top."""
        saved(name, Image.open(BytesIO(self.browser.driver.get_screenshot_as_png())), height)


@contextmanager
def _browser(folder: Path) -> Iterator[Browser]:
    browser = Browser(folder)
    try:
        browser.wide(1480)
        yield browser
    finally:
        browser.close()


def pages(folder: Path) -> None:
    """The web application, step by step."""
    site = Site(folder, _EXAMPLE)
    with served(site) as address, _browser(folder) as browser:
        camera, project = Camera(browser), f"{address}p/{_EXAMPLE}"
        browser.open(address)
        browser.press("Nyt projekt")
        browser.write("titel", "Skærmbesøg i hjemmeplejen")
        camera.take("nyt_projekt", 520)
        browser.open(f"{project}/afsnit/formaal")
        wait(lambda: browser.all("iframe"))
        _shown(browser)
        camera.take("spoergeskema")
        browser.open(f"{project}/dokumenter")
        _shown(browser)
        camera.take("dokumenter")
        run(
            "build", site.yaml(_EXAMPLE), "--out", site.out, "--department", "faelles", "--format", "docx,pdf"
        )
        browser.open(f"{project}/pakke")
        camera.take("pakke")
        browser.open(f"{project}/overblik")
        camera.take("overblik")
        edited = folder / "01_formaalsbeskrivelse_faelles.docx"
        before = (site.out / _EXAMPLE / "faelles" / edited.name).read_bytes()
        edited.write_bytes(set_text(before, "formaal_kort", "Borgere og medarbejdere får mere ro"))
        browser.open(f"{project}/modtag")
        browser.one("#filer").send_keys(str(edited))
        browser.press("Se, hvad der er svaret og rettet")
        browser.says("mere ro")
        camera.take("rettet_word_fil")
        lone_form(site, folder, camera)


def lone_form(site: Site, folder: Path, camera: Camera) -> None:
    """The form in one file."""
    path = folder / "skema.html"
    loaded = site.workplace.load(_EXAMPLE)
    path.write_bytes(WRITERS["html"](form_to_send(loaded, None, ["formaal"])))
    camera.browser.open(path.as_uri())
    camera.take("skema_html", 520)


def _shown(browser: Browser) -> None:
    """Waits until the document beside the questions is drawn; what is in it no script of the page may see."""
    wait(lambda: browser.all("iframe[src]"))
    time.sleep(3)


def printed(folder: Path) -> None:
    """Files that are opened in Word and Excel, as LibreOffice prints them."""
    site = Site(folder, _EXAMPLE)
    loaded = site.workplace.load(_EXAMPLE)
    files = []
    for ending in ("docx", "xlsx"):
        if ending in WRITERS:
            files.append(folder / f"skema_{ending}.{ending}")
            files[-1].write_bytes(WRITERS[ending](form_to_send(loaded, None, ["formaal", "gevinster"])))
    run(
        "build",
        site.yaml(_EXAMPLE),
        "--out",
        site.out,
        "--department",
        "faelles",
        "--format",
        "docx",
        "--document",
        "D01",
    )
    files.append(next((site.out / _EXAMPLE / "faelles").glob("01_*.docx")))
    for pdf in printed_by_libreoffice(files, folder):
        name, page = {"skema_docx": ("skema_docx", 2), "skema_xlsx": ("skema_xlsx", 2)}.get(
            pdf.stem, ("dokument", 1)
        )
        command = [
            program("pdftoppm"),
            "-png",
            "-r",
            "110",
            "-f",
            str(page),
            "-l",
            str(page),
            "-singlefile",
            str(pdf),
        ]
        subprocess.run([*command, str(folder / name)], check=True)
        picture = _trimmed(Image.open(folder / f"{name}.png"))
        if name == "skema_xlsx":  # its answers stand to the left
            picture = picture.crop((0, 0, round(picture.width * 0.72), picture.height))
        saved(name, picture)


def _trimmed(picture: Image.Image) -> Image.Image:
    """A printed page without its white edges."""
    picture = picture.convert("RGB")
    box = ImageChops.difference(picture, Image.new("RGB", picture.size, "white")).getbbox()
    if box is None:
        return picture
    edge = 24
    left, top, right, bottom = box
    return picture.crop(
        (
            max(0, left - edge),
            max(0, top - edge),
            min(picture.width, right + edge),
            min(picture.height, bottom + edge),
        )
    )


if __name__ == "__main__":
    with tempfile.TemporaryDirectory() as one:
        pages(Path(one))
    with tempfile.TemporaryDirectory() as two:
        printed(Path(two))
