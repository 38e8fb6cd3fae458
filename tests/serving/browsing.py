"""The application in Chromium: a server in a thread, and a browser that is driven."""

from __future__ import annotations

import json
import socket
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import Any

import uvicorn
from selenium import webdriver
from selenium.common.exceptions import NoSuchElementException, StaleElementReferenceException
from selenium.webdriver.common.by import By
from selenium.webdriver.remote.webelement import WebElement

from tests.serving.site import Site
from tests.support.browser import axe_script
from tests.support.tools import program

RULES = ("wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice")
_PATIENCE = 30.0
_FIND = """
const says = e => e.checkVisibility() && e.innerText.trim().startsWith(arguments[0]);
const found = [...document.querySelectorAll('button, a')].find(says);
found?.scrollIntoView({block: 'center'});
return found ?? null;
"""


@contextmanager
def served(site: Site) -> Iterator[str]:
    """The address at which a site can be opened."""
    with socket.socket() as listener:
        listener.bind(("127.0.0.1", 0))
        config = uvicorn.Config(site.app, log_level="error", lifespan="off", ws="none")
        server = uvicorn.Server(config)
        thread = threading.Thread(target=server.run, args=([listener],), daemon=True)
        thread.start()
        wait(lambda: server.started)
        yield f"http://127.0.0.1:{listener.getsockname()[1]}{site.gate.prefix}/"
        server.should_exit = True
        thread.join(20)


def wait(until: Callable[[], Any]) -> Any:
    """What is true at last; fails when it never is."""
    ends = time.monotonic() + _PATIENCE
    while time.monotonic() < ends:
        with suppress(NoSuchElementException, StaleElementReferenceException):  # the page is being replaced
            found = until()
            if found:
                return found
        time.sleep(0.05)
    raise AssertionError("waited in vain")


class Browser:
    """A window of Chromium."""

    def __init__(self, folder: Path) -> None:
        options = webdriver.ChromeOptions()
        options.binary_location = program("chromium")
        for one in ("--headless=new", "--no-sandbox", "--disable-gpu", "--disable-dev-shm-usage"):
            options.add_argument(one)
        options.add_argument(f"--user-data-dir={folder / 'profil'}")
        wishes: dict[str, Any] = {"download.default_directory": str(folder)}
        options.add_experimental_option("prefs", wishes)
        service = webdriver.ChromeService(program("chromedriver"))
        self.driver = webdriver.Chrome(options=options, service=service)
        self.wide(1280)

    def close(self) -> None:
        self.driver.quit()

    def scripts(self, allowed: bool) -> None:
        """Whether pages may run any from now on; those of tests run all the same."""
        self.driver.execute_cdp_cmd("Emulation.setScriptExecutionDisabled", {"value": not allowed})

    def wide(self, width: int) -> None:
        size = {"width": width, "height": 900, "deviceScaleFactor": 1, "mobile": False}
        self.driver.execute_cdp_cmd("Emulation.setDeviceMetricsOverride", size)

    def window(self) -> str:
        """A new window beside the others, as a second person has one."""
        self.driver.switch_to.new_window("window")
        return self.driver.current_window_handle

    def at(self, window: str) -> Browser:
        """The browser in one of its windows."""
        self.driver.switch_to.window(window)
        return self

    def open(self, address: str) -> None:
        self.driver.get(address)

    def one(self, selector: str) -> WebElement:
        return self.driver.find_element(By.CSS_SELECTOR, selector)

    def all(self, selector: str) -> list[WebElement]:
        return self.driver.find_elements(By.CSS_SELECTOR, selector)

    def field(self, name: str) -> WebElement:
        return self.one(f"[name='{name}']")

    def write(self, name: str, text: str) -> None:
        """Types into a field instead of what is there."""
        field = self.field(name)
        field.clear()
        field.send_keys(text)

    def press(self, text: str) -> None:
        """The button or link that says so."""

        def pressed() -> bool:
            button = self.driver.execute_script(_FIND, text)
            if button is not None:
                button.click()
            return button is not None

        wait(pressed)

    def saved(self, question: str) -> str:
        """What is said of a question when it has been saved, or has not."""
        place = f"#q-svar-{question} [data-tilstand]"
        said = wait(lambda: (text := self.one(place).text) != "Gemmer …" and text)
        return str(said)

    def text(self) -> str:
        return str(wait(lambda: [self.one("body").text])[0])

    def says(self, words: str) -> bool:
        """Whether the page comes to say that."""
        return bool(wait(lambda: words in self.one("body").text))

    def is_too_wide(self) -> bool:
        script = "const e = document.documentElement; return e.scrollWidth > e.clientWidth"
        return bool(self.driver.execute_script(script))

    def violations(self) -> list[str]:
        """What axe-core finds wrong on the page."""
        run = f"axe.run(document, {json.dumps({'runOnly': list(RULES)})})"
        script = f"const done = arguments[0]; {run}.then(r => done(r.violations), e => done([String(e)]))"
        self.driver.execute_script(axe_script())
        found = self.driver.execute_async_script(script)
        return [
            f"{one['id']}: {[n['html'][:140] for n in one['nodes']]}" if isinstance(one, dict) else one
            for one in found
        ]
