"""Pages opened in Chromium, headless: what becomes of them, and what axe-core says against them."""

from __future__ import annotations

import html
import json
import os
import re
import subprocess
from pathlib import Path
from typing import Any

from tests.support.tools import ROOT, missing_tool, program

_POLICY = re.compile(r'<meta http-equiv="Content-Security-Policy"[^>]*>')
_RULES = ("wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice")


def opened(page: Path, width: int = 1280) -> str:
    """The page as it stands when its script has run."""
    command = [program("chromium"), "--headless", "--no-sandbox", "--disable-gpu", "--dump-dom"]
    command += [f"--user-data-dir={page.parent / 'chromium'}", f"--window-size={width},900"]
    command += ["--virtual-time-budget=20000", page.as_uri()]
    return subprocess.run(command, check=True, capture_output=True, text=True, timeout=120).stdout


def driven(page: str, script: str, folder: Path, width: int = 1280) -> Any:
    """What a script, run in a copy of the page that lets it, gives as JSON. It ends with `done(value)`."""
    done = "const done = v => { const p = document.createElement('pre'); p.id = 'svar-af-proeven';"
    done += " p.textContent = JSON.stringify(v); document.body.append(p); };"
    copy = folder / "proeve.html"
    free = _POLICY.sub("", page, count=1)
    copy.write_text(free.replace("</body>", f"<script>{done}\n{script}</script></body>"), "utf-8")
    found = re.search(r'<pre id="svar-af-proeven">(.*?)</pre>', opened(copy, width), re.DOTALL)
    assert found, "the script of the test did not end"
    return json.loads(html.unescape(found[1]))


def axe_violations(page: str, folder: Path, width: int = 1280) -> list[str]:
    """What axe-core finds wrong by WCAG 2.2 AA and good practice: rule, and the elements."""
    found: list[str] = driven(page, after_axe("return null;"), folder, width)[1]
    return found


def after_axe(script: str) -> str:
    """A script for `driven`: axe-core judges the page, and then the body of a function runs; both results."""
    options = json.dumps({"runOnly": list(_RULES)})
    return f"""{axe_script()}
      const told = v => `${{v.id}}: ${{v.nodes.map(node => node.html.slice(0, 120))}}`;
      const rest = () => {{ {script} }};
      axe.run(document, {options}).then(r => r.violations.map(told), e => [String(e)])
        .then(found => done([rest(), found]));"""


def axe_script() -> str:
    """The code of axe-core."""
    named = os.environ.get("PLANGEN_AXE")
    place = Path(named) if named else ROOT / ".ci/tools/node_modules/axe-core/axe.min.js"
    if not place.is_file():
        missing_tool("axe-core")
    return place.read_text("utf-8")
