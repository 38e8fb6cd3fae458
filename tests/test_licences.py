"""What is installed with plangen may be passed on with it: nothing under the (A)GPL alone."""

from __future__ import annotations

import re
from collections.abc import Iterator
from importlib.metadata import Distribution, distribution

from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

_COPYLEFT = re.compile(r"\bA?GPL\b|GNU (Affero )?General Public", re.IGNORECASE)
_FREE = re.compile(r"LGPL|Lesser|MPL|Mozilla|MIT|BSD|Apache|PSF", re.IGNORECASE)


def at_run_time(name: str = "plangen") -> dict[str, Distribution]:
    """Every package that plangen brings along, by name."""
    found: dict[str, Distribution] = {}

    def walk(name: str) -> None:
        name = canonicalize_name(name)
        if name in found:
            return
        found[name] = distribution(name)
        for text in found[name].requires or ():
            requirement = Requirement(text)
            if requirement.marker is None or requirement.marker.evaluate({"extra": ""}):
                walk(requirement.name)

    walk(name)
    del found[canonicalize_name(name)]
    return found


def licences(package: Distribution) -> Iterator[str]:
    """The licences that a package may be used under, by its metadata and its licence files."""
    metadata = package.metadata
    yield from (text for key in ("License-Expression", "License") for text in metadata.get_all(key, []))
    yield from (text for text in metadata.get_all("Classifier", []) if text.startswith("License ::"))
    files = [file for file in package.files or () if file.name.upper().startswith(("LICENSE", "COPYING"))]
    yield from ("MIT" for file in files if "Permission is hereby granted, free of charge" in file.read_text())


def refused(found: dict[str, list[str]]) -> dict[str, list[str]]:
    """The packages that are under the (A)GPL with no other choice, or say nothing."""
    return {
        name: texts
        for name, texts in found.items()
        if not texts or (any(map(_COPYLEFT.search, texts)) and not any(map(_FREE.search, texts)))
    }


def test_no_package_is_under_the_gpl_alone() -> None:
    found = {name: list(licences(package)) for name, package in at_run_time().items()}
    assert {"weasyprint", "docxtpl", "lxml", "pyphen"} <= set(found)
    assert not refused(found)


def test_packages_that_may_not_be_passed_on_are_found() -> None:
    found = {
        "affero": ["GNU Affero General Public License v3"],
        "gpl": ["GPL-3.0-or-later"],
        "choice": ["GPLv2+", "License :: OSI Approved :: Mozilla Public License 1.1 (MPL 1.1)"],
        "lesser": ["LGPL-2.1-only"],
        "silent": [],
    }
    assert set(refused(found)) == {"affero", "gpl", "silent"}
