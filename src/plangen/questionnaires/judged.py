"""What is wrong with answers that came in a form, said where they stand in the form."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import replace

from plangen.answers.nodes import Entry, MappingNode, Tree
from plangen.answers.project import ReadFile, department_of, project_of
from plangen.catalog.address import ANSWERS, PACKAGE, Address, Part
from plangen.findings import Finding, Severity
from plangen.forms.project import SourceFile
from plangen.forms.submission import Submission
from plangen.forms.ways import reader_of
from plangen.projects.sources import LoadedProject, project_files
from plangen.pulling.earlier_forms import tree_of

MISSING = frozenset({"V01", "V02", "V03"})
"""What is not answered is no slip of who has sent a form: others may know."""
_PARTS: tuple[Part, ...] = (ANSWERS, PACKAGE)


def findings_of(
    loaded: LoadedProject,
    department: str | None,
    submission: Submission,
    written: Collection[str],
    label: str,
) -> tuple[Finding, ...]:
    """What is wrong with the answers of a form that are `written` in the files now, at their places in the
    form. `label`: what these call it."""
    if not written:
        return ()
    catalog = loaded.library.catalog
    questions = frozenset(catalog.questions)

    def read(file: SourceFile, is_its: bool) -> ReadFile:
        tree = reader_of(file.label)(file.data, file.label, questions)
        if is_its:
            root = _laid_over(tree_of(catalog, file.data), submission.root, written)
            tree = Tree(root, (), tree.complete)
        return ReadFile(file.label, file.stem, tree)

    main, overlays = project_files(loaded.path)
    known = loaded.project.departments
    project = project_of(
        loaded.name,
        read(main, department is None),
        [read(own, department_of(own.stem, known) == department is not None) for own in overlays],
        catalog,
        loaded.package_date,
    )
    return tuple(
        finding
        for finding in project.findings
        if finding.place is not None
        and finding.place.order[0] == label
        and finding.severity is not Severity.INFO
        and finding.code not in MISSING
    )


def _laid_over(root: MappingNode, sent: MappingNode, written: Collection[str]) -> MappingNode:
    """A file's tree with the answers of a form in the place of its own."""
    for part in _PARTS:
        there, mine = root.get(part), sent.get(part)
        if not isinstance(mine, MappingNode):
            continue
        new = {one.key: one for one in mine.entries if str(Address.at(part, one.key)) in written}
        old = there.entries if isinstance(there, MappingNode) else ()
        entries = (*(one for one in old if one.key not in new), *new.values())
        others = tuple(one for one in root.entries if one.key != part)
        root = replace(root, entries=(*others, Entry(part, MappingNode(entries))))
    return root
