"""What has changed in a project since its packs said something else."""

from __future__ import annotations

from pathlib import Path

from plangen.answers.packs import packs_of
from plangen.findings import UsageError
from plangen.history.changes import ProjectChanges, project_changes
from plangen.history.state import ProjectState
from plangen.history.told import edition_name
from plangen.projects.sources import LoadedProject
from plangen.rendering.now import PackNow
from plangen.rendering.state import edition_of
from plangen.rendering.subject import subject_of
from plangen.store.base import BaseStore
from plangen.store.builds import Builds
from plangen.texts.danish import joined

_MOST_NAMED = 12


def changes_of(loaded: LoadedProject, folder: Path, told: str = "") -> ProjectChanges:
    """What is different between the answers of now and what is remembered in `folder` (`out/<projekt>`).

    `told`: the version or the day to compare with. Without it that is the newest state that is remembered;
    says that the same as the answers of now, it is the edition before, or else the build before. Raises
    `UsageError` for one that is not remembered.
    """
    builds = Builds(BaseStore(folder))
    catalog = loaded.library.catalog
    if told:
        chosen = builds.since(told)
        if chosen is None:
            raise UsageError(f"Der er ikke husket en udgave »{told}« af {loaded.name}.", _known(builds))
        return project_changes(chosen, state_now(loaded), catalog)
    if builds.newest is None:
        return ProjectChanges(None, edition_of(loaded.project))
    now = state_now(loaded)
    return project_changes(_last_different(builds, now), now, catalog)


def _last_different(builds: Builds, now: ProjectState) -> ProjectState | None:
    states = iter(builds)
    newest = next(states, None)
    if newest is not None and not now.says_the_same(newest):
        return newest
    return builds.before(now.edition) or next(states, None)


def state_now(loaded: LoadedProject) -> ProjectState:
    """What all packs of the project say with the answers of now."""
    packs = {
        key: PackNow(subject_of(loaded, department)).state
        for key, department in packs_of(loaded.project).items()
        if loaded.project.readable(department)
    }
    return ProjectState(0, *edition_of(loaded.project), packs)


def _known(builds: Builds) -> str:
    """The editions that there are, for a message."""
    names = list(dict.fromkeys(edition_name(state.edition) for state in builds))[:_MOST_NAMED]
    if not names:
        return "Der er ikke husket nogen endnu; de huskes, når pakken dannes med plangen build."
    return f"Angiv en version eller en dato (ÅÅÅÅ-MM-DD). Husket: {joined(names)}."
