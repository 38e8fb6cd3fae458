"""Answer files of any size, made of the example."""

from __future__ import annotations

import copy
from pathlib import Path
from typing import Any

from ruamel.yaml import YAML

_INPUTS = Path(__file__).parent.parent / "inputs"
EXAMPLE, OTHER = _INPUTS / "jobcenter.yaml", _INPUTS / "sagsoverblik.yaml"


def written(folder: Path, name: str, departments: int = 4, requirements: int = 0) -> Path:
    """The example with so many departments (copies of its own four, by turns), and at least so many
    requirements; its file under `folder`."""
    yaml = YAML()
    tree: Any = yaml.load(EXAMPLE.read_text("utf-8"))
    answers = tree["svar"]
    own = list(answers["afdelinger"])
    answers["afdelinger"] = [_department(own[n % len(own)], n, len(own)) for n in range(departments)]
    keys = {row["afdeling_id"] for row in answers["afdelinger"]}
    _only(answers, keys)
    rows = list(answers["krav"])
    while len(answers["krav"]) < requirements:
        number = len(answers["krav"])
        row = copy.deepcopy(rows[number % len(rows)])
        row["tekst"] = f"{str(row['tekst']).rstrip('.')} (krav {number + 1})."
        row.pop("id", None)
        answers["krav"].append(row)
    path = folder / f"{name}.yaml"
    folder.mkdir(parents=True, exist_ok=True)
    with path.open("w", encoding="utf-8") as file:
        yaml.dump(tree, file)
    return path


def _department(row: Any, number: int, own: int) -> Any:
    made = copy.deepcopy(row)
    if number >= own:
        made["afdeling_id"] = f"{row['afdeling_id']}_{number}"
        made["navn"] = f"{row['navn']} {number}"
    return made


def _only(node: Any, keys: set[str]) -> None:
    """Rows of departments that are not there are everybody's."""
    for child in node.values() if isinstance(node, dict) else node if isinstance(node, list) else ():
        if isinstance(child, dict) and isinstance(child.get("afdeling"), str):
            named = {part.strip() for part in child["afdeling"].split(";")}
            if not named <= keys | {"alle"}:
                child["afdeling"] = "alle"
        _only(child, keys)
