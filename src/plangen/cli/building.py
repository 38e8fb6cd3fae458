"""What a build tells, now and when it is called once more and nothing is changed."""

from __future__ import annotations

import contextlib
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any

from plangen.building.outcome import BuildOutcome
from plangen.catalog import builtin_catalog
from plangen.checks.checked import Checked
from plangen.cli import report
from plangen.cli.build_report import built_data, run_data
from plangen.cli.checking import report_on
from plangen.cli.screen import Said, listening
from plangen.findings import PlangenError
from plangen.projects.shipped import template_folder
from plangen.projects.sources import LoadedProject
from plangen.reports.data import Stopped
from plangen.shortcut.standing import Standing
from plangen.store.base import BaseStore, read_bytes
from plangen.store.outputs import Outputs


@dataclass
class BuildRun:
    """One call of `build`. `as_data`, `why`, `strict`: as asked for; `done`: what was built."""

    out: Path
    as_data: bool
    why: bool
    strict: bool
    done: list[tuple[LoadedProject, BuildOutcome]] = field(default_factory=list)
    told: list[dict[str, Any]] = field(default_factory=list)
    stopped: int = 0
    code: int = 0

    def tell(self, loaded: LoadedProject, outcome: BuildOutcome) -> int:
        """Tells of one project; its exit code."""
        self.done.append((loaded, outcome))
        found = report_on(loaded, Checked(outcome.findings, outcome.checks))
        if self.as_data:
            self.told.append(built_data(outcome, found, builtin_catalog()))
        else:
            report.built(outcome, found)
            if self.why:
                report.why(outcome)
        code = max(outcome.exit_code, report.exit_code(outcome.findings, self.strict))
        return max(code, 1) if self.strict and outcome.open_points else code

    def end(self, stopped: Sequence[Stopped]) -> None:
        """Tells of the whole call. `stopped`: the projects that could not be built."""
        self.stopped = len(stopped)
        if self.as_data:
            report.result_json(run_data(self.told, stopped, self.code))

    def repeated(self) -> Said | None:
        """What the next call will print, when nothing is changed meanwhile; None when that is not known."""
        again = [(loaded, outcome.repeated()) for loaded, outcome in self.done]
        run = replace(self, done=[], told=[])
        with listening(silent=True) as said:
            for loaded, outcome in again:
                if outcome is None:
                    return None
                for pack in () if self.as_data else outcome.packs:
                    report.pack(pack)
                run.tell(loaded, outcome)
            run.end(())
        return said

    def is_known(self, path: str) -> bool:
        """Whether a file of the packs is as it was written."""
        target = Path(path)
        for loaded, _ in self.done:
            folder = self.out / loaded.name
            if target.is_relative_to(folder):
                store = BaseStore(folder)
                with contextlib.suppress(PlangenError):
                    base = store.read(target) if target.suffix == ".docx" else None
                    return base.data == read_bytes(target) if base else Outputs(store).is_as_written(target)
        return False

    def also(self) -> list[str]:
        """What was read besides answer files: logos."""
        named = ((one.path.parent, one.project.base.setting("logo")) for one, _ in self.done)
        return [str(folder / str(name)) for folder, name in named if name]


@contextlib.contextmanager
def noted(arguments: object, run: BuildRun) -> Iterator[None]:
    """Notes what a call prints, so that the same call with nothing new can be answered at once.
    `arguments`: its command line, where it was called by one."""
    standing = Standing(arguments, str(template_folder())) if isinstance(arguments, list) else None
    with listening() as said:
        yield
    if standing is not None and not run.stopped and all(not one.failures for _, one in run.done):
        standing.note(said, run.repeated(), run.code, run.is_known, run.also())
