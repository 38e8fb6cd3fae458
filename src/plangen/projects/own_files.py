"""The departments' own answer files beside a project's: which are read, and a word about each that is not."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

from plangen.answers.project import department_of
from plangen.findings import FilePlace, Finding, Severity
from plangen.forms.ways import takes
from plangen.projects.file_names import alike, composed, entries, is_dir

# What systems and editors put beside a file; a hidden answer file is somebody's.
_TEMPORARY = re.compile(r"~\$.*|\._.*|\.(?!.*\.ya?ml$).*|\.#.*|#.*#|Thumbs\.db|desktop\.ini", re.IGNORECASE)
_YAML = re.compile(r"\.ya?ml\b", re.IGNORECASE)


@dataclass(frozen=True)
class OwnFolder:
    """The folder of a project's own files. `path`: where they lie, or would lie; `used`: the answer files;
    `left`: everything else in it, and folders of nearly the same name."""

    path: Path
    used: tuple[Path, ...] = ()
    left: tuple[Path, ...] = ()


def own_folder(main: Path) -> OwnFolder:
    """What lies in the folder that belongs to an answer file: the one of its name, whatever its capitals.

    Raises `SystemRefusal` when a folder may not be read.
    """
    stem = main.stem
    beside = entries(main.parent)
    answers = {composed(entry.stem) for entry in beside if is_answer_file(entry)}
    folders = [
        entry
        for entry in beside
        if alike(entry.name, stem)
        and is_dir(entry)
        and (composed(entry.name) == composed(stem) or composed(entry.name) not in answers)
    ]
    folders.sort(key=lambda entry: (entry.name != stem, composed(entry.name) != composed(stem)))
    if not folders:
        return OwnFolder(main.with_suffix(""))
    found = [entry for entry in entries(folders[0]) if not _TEMPORARY.fullmatch(entry.name)]
    used = [entry for entry in found if is_answer_file(entry)]
    return OwnFolder(folders[0], tuple(used), (*(e for e in found if e not in used), *folders[1:]))


def is_answer_file(path: Path) -> bool:
    """Whether a file's name is that of an answer file."""
    return takes(path.name) and not path.name.startswith(".") and not is_dir(path)


def notices(folder: OwnFolder, main: Path, departments: Mapping[str, str]) -> Iterator[Finding]:
    """A finding for each file and folder that is not read: a fejl where it seems to hold the answers of a
    department that has no other file. `departments`: key → name."""
    served = {department_of(path.stem, departments) for path in folder.used}
    for path in folder.left:
        if is_dir(path):
            yield from _folder_notice(path, folder.path, main)
        else:
            yield _file_notice(path, departments, served)


def _folder_notice(path: Path, used: Path, main: Path) -> Iterator[Finding]:
    if not any(_YAML.search(entry.name) for entry in entries(path)):
        return
    message = f"Svarfilerne i mappen bliver ikke brugt, fordi {main} læses sammen med mappen {used}."
    hint = f"Flyt dem til {used}, hvis de skal bruges."
    yield Finding("V04", Severity.ERROR, message, FilePlace(str(path)), hint=hint)


def _file_notice(path: Path, departments: Mapping[str, str], served: Collection[str]) -> Finding:
    place = FilePlace(str(path))
    stem, _, ending = composed(path.name).lstrip(".~").partition(".")
    key = next((k for k, name in departments.items() if alike(stem, k) or alike(stem, name)), None)
    if key is not None and key not in served:
        message = f"Filen bliver ikke brugt, fordi {_reason(path, ending)}."
        hint = (
            f"Omdøb den til {key}.yaml, hvis den er afdelingens svar. Windows kan skjule den sidste endelse."
        )
        return Finding("V04", Severity.ERROR, message, place, hint=hint)
    severity = Severity.WARNING if _YAML.search(path.name) and key is None else Severity.INFO
    message = "Filen bliver ikke brugt; her læses kun afdelingernes svarfiler."
    names = ", ".join(f"{name}.yaml" for name in list(departments)[:4])
    hint = f"Afdelingernes svarfiler hedder {names}{' …' if len(departments) > 4 else ''}." if names else ""
    return Finding("V04", severity, message, place, hint=hint)


def _reason(path: Path, ending: str) -> str:
    if path.name.startswith("."):
        return "navnet begynder med et punktum, så den er skjult"
    return f"navnet ender på .{ending} og ikke på .yaml" if ending else "navnet ikke ender på .yaml"
