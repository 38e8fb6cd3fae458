"""Word files opened and saved by LibreOffice, headless."""

from __future__ import annotations

import os
import subprocess
from collections.abc import Iterable, Iterator, Mapping, Sequence
from pathlib import Path
from xml.sax.saxutils import escape

from tests.support.office import call, convert


def resaved(files: Mapping[str, bytes], folder: Path) -> dict[str, bytes]:
    """The files as LibreOffice saves them, by name."""
    before, after = folder / "før", folder / "efter"
    before.mkdir(parents=True)
    paths = {name: before / f"{number}.docx" for number, name in enumerate(files)}
    for name, data in files.items():
        paths[name].write_bytes(data)
    convert([*paths.values()], "docx", after)
    return {name: (after / path.name).read_bytes() for name, path in paths.items()}


Order = tuple[str, int, str]
"""Where (the words before it, and how many places below them) and what; see typing.bas."""


def typed(files: Mapping[Path, Sequence[tuple[str, Order]]], folder: Path) -> None:
    """Types in files in LibreOffice's own window and saves them. Each order has its verb first: »type«,
    »retype«, »row«, »comment« or »delete« (typing.bas)."""
    run_macro("Typing", "PLANGEN_TYPING", _orders(files, folder), folder)
    for number, path in enumerate(files):
        (folder / f"gemt{number}.docx").replace(path)


def settled(files: Mapping[str, bytes], folder: Path) -> dict[str, dict[str, bytes]]:
    """»accept« and »reject« → the files, by name, after all their tracked changes are accepted or rejected;
    in one session, for it takes a second to start."""
    folder.mkdir(parents=True)
    paths = [folder / f"foer{number}.docx" for number in range(len(files))]
    for path, data in zip(paths, files.values(), strict=True):
        path.write_bytes(data)
    saved = {verb: [folder / f"{verb}{n}.docx" for n in range(len(files))] for verb in ("accept", "reject")}
    orders = (
        (verb, one.as_uri(), other.as_uri())
        for verb, others in saved.items()
        for one, other in zip(paths, others, strict=True)
    )
    run_macro("Settling", "PLANGEN_SETTLING", orders, folder)
    return {
        verb: {name: path.read_bytes() for name, path in zip(files, others, strict=True)}
        for verb, others in saved.items()
    }


def run_macro(name: str, variable: str, lines: Iterable[Sequence[str]], folder: Path) -> None:
    """Runs a macro of this folder with its orders, a line each, which it finds by an environment variable."""
    start = call(folder / "profile")
    _install_macro(folder / "profile" / "user" / "basic", name)
    orders = folder / "ordrer.txt"
    orders.write_text("".join("\t".join(order) + "\n" for order in lines), "utf-8")
    command = [*start, "--norestore", f"macro:///Standard.{name}.Run"]
    named = {**os.environ, variable: str(orders)}
    subprocess.run(command, env=named, check=True, capture_output=True, timeout=240)
    trouble = orders.with_name(f"{orders.name}.fejl")
    assert not trouble.exists(), trouble.read_text("utf-8")


def _orders(files: Mapping[Path, Sequence[tuple[str, Order]]], folder: Path) -> Iterator[tuple[str, ...]]:
    for number, (path, typing) in enumerate(files.items()):
        yield "open", path.as_uri()
        yield from ((verb, label, str(place), text) for verb, (label, place, text) in typing)
        yield "save", (folder / f"gemt{number}.docx").as_uri()


def _install_macro(basic: Path, name: str) -> None:
    """Puts the macro into a profile that LibreOffice has just made."""
    body = escape(Path(__file__).with_name(f"{name.lower()}.bas").read_text("utf-8"))
    script = "http://openoffice.org/2000/script"
    module = f'<script:module xmlns:script="{script}" script:name="{name}" script:language="StarBasic">'
    (basic / "Standard" / f"{name}.xba").write_text(f"{module}{body}</script:module>", "utf-8")
    listing = basic / "Standard" / "script.xlb"
    text = listing.read_text("utf-8")
    entry = f'<library:element library:name="{name}"/>'
    listing.write_text(text.replace("</library:library>", f"{entry}</library:library>"), "utf-8")
