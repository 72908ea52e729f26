"""Where partitions are done: in this process, in a pool of processes, or on a Dask cluster.

Here: handing out calls and collecting their results in order; calls of a worker that died are done
again. Not here: what is done (partitions.py).
"""

import gc
import multiprocessing
import os
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from contextlib import contextmanager
from types import TracebackType
from typing import Any, Protocol, Self, TypeVar

from catalogue.errors import CatalogueError

Result = TypeVar("Result")


@contextmanager
def uncollected() -> Iterator[None]:
    """Work without the collector of circles: readings and findings have none, yet it looks at all of them.

    What was there before is left alone for good while the work lasts, so that forked processes share it.
    """
    if not gc.isenabled():
        yield
        return
    gc.disable()
    gc.freeze()
    try:
        yield
    finally:
        gc.unfreeze()
        gc.enable()


TRIES = 4
"""So often a call is tried whose worker died."""


class WorkersLost(CatalogueError):
    """Workers died again and again; nothing is half done, since results are used only when all are there."""


class Executor(Protocol):
    """Calls of one function, each with its own arguments, results in the order of the arguments."""

    @property
    def workers(self) -> int:
        """So many calls are done side by side."""
        ...

    def __enter__(self) -> Self: ...

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None: ...

    def each(
        self, work: Callable[..., Result], arguments: Sequence[tuple[Any, ...]], *, shared: Any = None
    ) -> Iterator[Result]:
        """Results of `work(*arguments, shared)`; without `shared` of `work(*arguments)`."""
        ...


class Here:
    """In this process, one call after the other."""

    workers: int = 1

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        pass

    def each(
        self, work: Callable[..., Result], arguments: Sequence[tuple[Any, ...]], *, shared: Any = None
    ) -> Iterator[Result]:
        """See Executor."""
        for said in arguments:
            yield work(*said, *_more(shared))


def _more(shared: Any) -> tuple[Any, ...]:
    return () if shared is None else (shared,)


_CALLS: tuple[Callable[..., Any], Sequence[tuple[Any, ...]], tuple[Any, ...]] | None = None
"""What child processes inherit: they are forked when it is set, so that nothing large is sent to them."""


def _inherited(number: int) -> Any:
    if _CALLS is None:
        raise RuntimeError("this process was not made by Pool.each")
    work, arguments, more = _CALLS
    return work(*arguments[number], *more)


class Pool(Here):
    """In processes of this machine."""

    def __init__(self, processes: int) -> None:
        self.workers = processes
        self._forks = "fork" in multiprocessing.get_all_start_methods()

    def each(
        self, work: Callable[..., Result], arguments: Sequence[tuple[Any, ...]], *, shared: Any = None
    ) -> Iterator[Result]:
        """See Executor. Raises WorkersLost."""
        global _CALLS  # the only way into a forked process
        _CALLS = (work, arguments, _more(shared))
        try:
            yield from self._results(work, arguments, shared)
        finally:
            _CALLS = None

    def _results(
        self, work: Callable[..., Result], arguments: Sequence[tuple[Any, ...]], shared: Any
    ) -> Iterator[Result]:
        results: dict[int, Result] = {}
        for _ in range(TRIES):
            left = [number for number in range(len(arguments)) if number not in results]
            with self._pool() as pool:
                waiting = {
                    number: pool.submit(_inherited, number)
                    if self._forks
                    else pool.submit(work, *arguments[number], *_more(shared))
                    for number in left
                }
                for number, future in waiting.items():
                    try:
                        results[number] = future.result()
                    except BrokenProcessPool:  # a worker was killed: what is not done is done again
                        continue
            if len(results) == len(arguments):
                yield from (results[number] for number in range(len(arguments)))
                return
        raise WorkersLost(
            f"Tiến trình tính toán bị dừng {TRIES} lần.",
            hint="Kiểm tra bộ nhớ; giảm số tiến trình: --processes 1",
        )

    def _pool(self) -> ProcessPoolExecutor:
        context = multiprocessing.get_context("fork" if self._forks else None)
        return ProcessPoolExecutor(self.workers, mp_context=context)


class Cluster:
    """On a Dask cluster, through its executor interface; workers need this package installed."""

    def __init__(self, address: str, *, timeout: float = 20) -> None:
        self.address = address
        self.timeout = timeout
        """Seconds to wait for the cluster to answer."""
        self._client: Any = None

    def __enter__(self) -> Self:
        """Connect. Raises WorkersLost where nobody answers."""
        try:
            import dask
            from distributed import Client
        except ImportError as error:
            raise WorkersLost(
                "Chưa cài thư viện cho cụm máy.", hint="Cài thêm: pip install 'dongian[cluster]'"
            ) from error
        # partitions travel with their calls, so that a dead worker takes none of them along
        dask.config.set({"distributed.admin.large-graph-warning-threshold": "4GB"})
        try:
            client: Any = Client
            self._client = client(self.address, timeout=self.timeout)
        except OSError as error:
            raise WorkersLost(
                f"Không kết nối được cụm máy {self.address}.", hint="Kiểm tra địa chỉ, dạng tcp://MÁY:8786"
            ) from error
        return self

    def __exit__(self, *_: object) -> None:
        self._client.close()

    @property
    def workers(self) -> int:
        """Worker processes that the cluster has now; 1 before it is entered."""
        return max(1, len(self._client.ncores())) if self._client else 1

    def each(
        self, work: Callable[..., Result], arguments: Sequence[tuple[Any, ...]], *, shared: Any = None
    ) -> Iterator[Result]:
        """See Executor. Raises WorkersLost."""
        from concurrent.futures import CancelledError

        from distributed.scheduler import KilledWorker

        results: dict[int, Result] = {}
        for _ in range(TRIES):
            left = [number for number in range(len(arguments)) if number not in results]
            executor = self._client.get_executor(pure=False, retries=TRIES)
            held = () if shared is None else (self._client.scatter(shared, broadcast=True, hash=False),)
            waiting = {number: executor.submit(work, *arguments[number], *held) for number in left}
            for number, future in waiting.items():
                try:
                    results[number] = future.result()
                except (CancelledError, KilledWorker):  # a worker was killed with what was scattered
                    continue
            if len(results) == len(arguments):
                yield from (results[number] for number in range(len(arguments)))
                return
        raise WorkersLost(f"Máy tính toán của {self.address} bị mất {TRIES} lần.", hint="Kiểm tra cụm máy.")


def on_this_machine() -> Executor:
    """As many processes as this machine has processors for us; one where processes cannot be forked."""
    if "fork" not in multiprocessing.get_all_start_methods():
        return Here()
    allowed = len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1
    return Pool(allowed) if allowed > 1 else Here()


def executor_of(processes: int, cluster: str | None) -> Executor:
    """The executor that the options of a command ask for."""
    if cluster is not None:
        return Cluster(cluster)
    return Pool(processes) if processes > 1 else Here()
