"""PDF files made side by side, a process for each processor: they take nearly all of a build's time."""

from __future__ import annotations

import contextlib
import gc
import multiprocessing
import multiprocessing.util
import os
import shutil
import signal
import tempfile
import threading
from collections.abc import Callable, Iterator
from concurrent.futures import Future, ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from functools import cache, partial

from plangen.rendering.document import RenderedFile, pdf_file
from plangen.web.pdf import PangoMissing

Waiting = Callable[[], RenderedFile]
"""Gives a file when it is asked for, the same each time; raises `PlangenError` when it cannot be made."""
Start = Callable[[str], Waiting]
"""Begins to make the PDF of a page."""

MOST = 8
"""Processes at the most; each takes 120 MB."""
_WORTH = 4
"""Files for each process that make it worth starting one: it takes as long as two of them."""


@contextlib.contextmanager
def printing(files: int) -> Iterator[Start]:
    """What makes PDFs, for about that many files. The files are the same however many processes make them."""
    processes = min(_processors(), MOST, files // _WORTH)
    if processes < 2:
        yield _one_by_one
        return
    try:
        scratch = multiprocessing.util.get_temp_dir()  # goes when this process ends, with all that lies in it
        pool = ProcessPoolExecutor(processes, _way_to_start(), initializer=_ready, initargs=(scratch,))
    except (OSError, ImportError):  # a system that allows no processes, or no semaphores
        yield _one_by_one
        return
    try:
        yield partial(_started, pool)
    finally:
        pool.shutdown(cancel_futures=True)


def collect_seldom() -> None:
    """Lets the process look for garbage seldom: most objects of a build live as long as it does, and looking
    all the time takes a fifth of it."""
    gc.freeze()
    gc.set_threshold(200_000, 50, 100)


def _ready(scratch: str) -> None:
    """What each process does first. Ctrl-C is for the one that started it, and when that is killed, this one
    ends too, and takes the temporary files of both with it."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    tempfile.tempdir = scratch
    threading.Thread(target=_end_with_the_build, daemon=True).start()
    collect_seldom()


def _end_with_the_build() -> None:
    build = multiprocessing.parent_process()
    if build is not None:
        build.join()
        shutil.rmtree(tempfile.gettempdir(), ignore_errors=True)
        os._exit(1)


def _processors() -> int:
    """The processors that this process may use."""
    if hasattr(os, "sched_getaffinity"):
        return len(os.sched_getaffinity(0))
    return os.cpu_count() or 1


def _way_to_start() -> multiprocessing.context.BaseContext:
    """A server that has loaded the engine once, where the system has such."""
    if "forkserver" not in multiprocessing.get_all_start_methods():
        return multiprocessing.get_context("spawn")
    context = multiprocessing.get_context("forkserver")
    context.set_forkserver_preload(["plangen.building.printers"])
    return context


def _one_by_one(html: str) -> Waiting:
    return cache(partial(pdf_file, html))


def _started(pool: ProcessPoolExecutor, html: str) -> Waiting:
    try:
        return cache(partial(_result, pool.submit(_made, html), html))
    except BrokenProcessPool:
        return _one_by_one(html)


def _made(html: str) -> RenderedFile | None:
    """The PDF of a page; None when the system cannot make any."""
    try:
        return pdf_file(html)
    except PangoMissing:
        return None


def _result(future: Future[RenderedFile | None], html: str) -> RenderedFile:
    try:
        file = future.result()
    except BrokenProcessPool:  # a process was stopped, perhaps for want of memory
        return pdf_file(html)
    if file is None:
        raise PangoMissing
    return file
