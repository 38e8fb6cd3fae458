"""What a build remembers of what its packs say, and what is different from the build before."""

from __future__ import annotations

from collections.abc import Mapping

from plangen.answers.packs import packs_of
from plangen.building.outcome import BuildOutcome, Failure
from plangen.findings import PlangenError
from plangen.history.changes import project_changes
from plangen.history.state import PackState, ProjectState
from plangen.projects.sources import LoadedProject
from plangen.rendering.state import edition_of
from plangen.store.builds import Builds


def remember_state(
    loaded: LoadedProject, builds: Builds, made: Mapping[str, PackState], outcome: BuildOutcome
) -> None:
    """Remembers the packs that were made, beside what is known of the project's others; says what is
    different. Nothing is written when they say the same as before. What goes wrong is noted.

    `made`: none when only some documents were asked for, for then the packs are of two editions.
    """
    if not made:
        return
    newest = builds.newest
    known = {**(newest.packs if newest else {}), **made}
    packs = {key: known[key] for key in packs_of(loaded.project) if key in known}
    state = ProjectState(newest.number + 1 if newest else 1, *edition_of(loaded.project), packs)
    if newest is not None:
        outcome.changes = project_changes(newest, state, loaded.library.catalog)
        if state.says_the_same(newest):
            return
    try:
        builds.add(state)
    except PlangenError as error:
        outcome.failures.append(Failure(str(error), error.exit_code))
