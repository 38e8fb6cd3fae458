"""Builds that run while people go on working: one at a time for each project, with how far it is."""

from __future__ import annotations

import threading
from collections.abc import Callable
from dataclasses import dataclass, field

from plangen.building.outcome import BuildOutcome
from plangen.findings import PlangenError

Step = Callable[[str, int, int], None]
Work = Callable[[Step], BuildOutcome]


@dataclass
class Job:
    """A build. `at`, `of`: steps done, and how many there are; `what`: what is being made; `outcome`: when it
    has ended; `failed`: why it could not be made."""

    what: str = "Begynder"
    at: int = 0
    of: int = 0
    outcome: BuildOutcome | None = None
    failed: str = ""
    ended: bool = False

    @property
    def percent(self) -> int:
        return min(99, 100 * self.at // self.of) if self.of else 0


@dataclass
class Jobs:
    """The latest build of each project."""

    _jobs: dict[str, Job] = field(default_factory=dict)
    _guard: threading.Lock = field(default_factory=threading.Lock)

    def of(self, name: str) -> Job | None:
        """The latest build of a project, running or ended."""
        return self._jobs.get(name)

    def start(self, name: str, work: Work) -> Job:
        """Begins a build, unless one is running: then that one is given."""
        with self._guard:
            running = self._jobs.get(name)
            if running is not None and not running.ended:
                return running
            job = self._jobs[name] = Job()
        threading.Thread(target=_run, args=(job, work), name=f"build-{name}", daemon=True).start()
        return job


def _run(job: Job, work: Work) -> None:
    def step(what: str, at: int, of: int) -> None:
        job.what, job.at, job.of = what, at, of

    try:
        job.outcome = work(step)
    except PlangenError as error:
        job.failed = f"{error.message} {error.hint}".strip()
    except Exception as error:
        job.failed = f"Der gik noget galt i plangen ({type(error).__name__}). Filerne er, som de var."
    finally:
        job.ended = True
