"""What waits together is done together, and what fails of it fails alone."""

from __future__ import annotations

import asyncio
import threading
from collections.abc import Sequence

from plangen.serving.coalescing import Batches


def test_what_comes_meanwhile_is_one_batch_and_each_gets_its_own_result() -> None:
    done: list[list[int]] = []
    begun, go_on = threading.Event(), threading.Event()

    def work(key: str, tasks: Sequence[int]) -> list[str]:
        done.append(list(tasks))
        begun.set()
        go_on.wait(10)
        if 13 in tasks:
            raise ValueError(key)
        return [f"{key}{task}" for task in tasks]

    async def everybody() -> list[object]:
        batches: Batches[str, int, str] = Batches(work)
        first = asyncio.create_task(batches.do("a", 1))
        await asyncio.to_thread(begun.wait, 10)
        others = [asyncio.create_task(batches.do("a", task)) for task in (2, 13, 3)]
        await asyncio.sleep(0)
        go_on.set()
        found = await asyncio.gather(first, *others, return_exceptions=True)
        return [*found, await batches.do("a", 4)]

    found = asyncio.run(everybody())
    assert [one if isinstance(one, str) else type(one) for one in found] == [
        "a1",
        "a2",
        ValueError,
        "a3",
        "a4",
    ]
    assert done == [[1], [2, 13, 3], [2], [13], [3], [4]]
