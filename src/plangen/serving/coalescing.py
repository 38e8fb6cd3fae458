"""Many requests at once: what waits together is done together, and what is asked for together is worked out
once."""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Hashable, Sequence
from dataclasses import dataclass, field
from typing import Generic, TypeVar

from starlette.concurrency import run_in_threadpool

_Key = TypeVar("_Key", bound=Hashable)
_Task = TypeVar("_Task")
_Result = TypeVar("_Result")


@dataclass
class Batches(Generic[_Key, _Task, _Result]):
    """Does tasks in batches, one batch of a key at a time: what comes meanwhile is the next batch, so who
    asks gets what was begun after that. `work`: does a batch and gives the result of each; when it fails for
    several, each is tried by itself."""

    work: Callable[[_Key, Sequence[_Task]], Sequence[_Result]]
    _waiting: dict[_Key, list[tuple[_Task, asyncio.Future[_Result]]]] = field(default_factory=dict)
    _workers: set[asyncio.Task[None]] = field(default_factory=set)

    async def do(self, key: _Key, task: _Task) -> _Result:
        """The result of a task, when it is done. Raises what the work raises."""
        done: asyncio.Future[_Result] = asyncio.get_running_loop().create_future()
        is_idle = key not in self._waiting
        self._waiting.setdefault(key, []).append((task, done))
        if is_idle:
            worker = asyncio.create_task(self._work_off(key))
            self._workers.add(worker)
            worker.add_done_callback(self._workers.discard)
        return await done

    async def _work_off(self, key: _Key) -> None:
        try:
            while batch := self._waiting[key]:
                self._waiting[key] = []
                await self._work(key, batch)
        finally:
            for _, done in self._waiting.pop(key):
                done.cancel()

    async def _work(self, key: _Key, batch: Sequence[tuple[_Task, asyncio.Future[_Result]]]) -> None:
        try:
            results = await run_in_threadpool(self.work, key, [task for task, _ in batch])
        except Exception as error:
            if len(batch) > 1:
                for one in batch:
                    await self._work(key, [one])
            elif not batch[0][1].cancelled():
                batch[0][1].set_exception(error)
        else:
            for (_, done), result in zip(batch, results, strict=True):
                if not done.cancelled():
                    done.set_result(result)
