"""The structure check of a Word file: what the Open XML validator does not see and Word trips over."""

from __future__ import annotations

from collections.abc import Collection
from zipfile import BadZipFile

from tests.support.structure.controls import CONTROL_CHECKS
from tests.support.structure.file import File
from tests.support.structure.package import PACKAGE_CHECKS
from tests.support.structure.text import TEXT_CHECKS


def check_structure(data: bytes, tags: Collection[str] = ()) -> list[str]:
    """What is wrong with a docx file, one line per problem; empty when nothing is.

    `tags`: the tags of its template (`WordTemplate.tags`), none of which may be left in it.
    """
    try:
        file = File.read(data, tags)
    except BadZipFile:
        return ["filen er ikke en zip-fil"]
    return [problem for check in (*PACKAGE_CHECKS, *TEXT_CHECKS, *CONTROL_CHECKS) for problem in check(file)]
