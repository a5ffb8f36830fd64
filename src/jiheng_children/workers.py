"""Child processes that do one task after the other, bounded in memory and time, replaced when lost.

A thread keeps each child: it hands over a task, listens, and starts another child when one is lost
or worn out. Time is up for a task when its child has said nothing for too long: a page that is done
counts as a sign of life. Nor may a task go on for ever so.
"""

from __future__ import annotations

import os
import pickle
import queue
import subprocess
import sys
import threading
import time
from contextlib import suppress
from typing import TYPE_CHECKING, Generic, TypeVar, cast

from jiheng_children.messages import LONGEST, ROOM, Answer, Loss

if TYPE_CHECKING:
    from collections.abc import Callable
    from typing import IO

    from jiheng_children.messages import Pages, Progress

T = TypeVar("T")

_TICK = 1.0
_GRACE = 10.0

# `-P`: a module lying in the folder the user stands in must not be taken for one of ours.
_COMMAND = (sys.executable, "-P", "-m", "jiheng_children.reader_process")

# Allocators take address space for each thread of a library; two are enough for all of them.
_FRUGAL = {"MALLOC_ARENA_MAX": "2", "OPENBLAS_NUM_THREADS": "1"}


class Lost(Exception):
    """The child that did a task was killed, or died."""

    def __init__(self, loss: Loss) -> None:
        super().__init__(loss.value)
        self.loss = loss


class Pending(Generic[T]):
    """A task under way, or one that waits for a child."""

    def __init__(self, task: Callable[[Progress], T], name: str) -> None:
        self.name = name
        self.packed = pickle.dumps(task, pickle.HIGHEST_PROTOCOL)
        self.begun = self.alive = 0.0
        self.late: Loss | None = None
        self.answer: Answer | Loss | None = None

    def result(self) -> T:
        """Return what the task returned, or raise what it raised.

        Raises:
            Lost: The child did not live to answer.
        """
        if isinstance(self.answer, Loss):
            raise Lost(self.answer)
        answer = cast("Answer", self.answer)
        if answer.error is not None:
            raise answer.error
        return cast("T", answer.value)


class Pool:
    """At most so many children; each is started when there is a task for it.

    Args:
        size: How many children.
        patience: Seconds that a child may be silent over a task; it may take `LONGEST` times as
            many in all.
        tell: Called with each sign of life, in the thread that waits.
        after_kill: Called with the number of a process that was killed amidst a task.
        meanwhile: Called every second or so of waiting; what it raises ends the waiting.
    """

    def __init__(
        self,
        size: int,
        patience: float,
        tell: Callable[[Pending[object], Pages], None] = lambda _pending, _pages: None,
        after_kill: Callable[[int], None] = lambda _number: None,
        meanwhile: Callable[[], None] = lambda: None,
    ) -> None:
        self._meanwhile = meanwhile
        self._size = size
        self._patience = patience
        self._tell = tell
        self._after_kill = after_kill
        self._tasks: queue.SimpleQueue[Pending[object] | None] = queue.SimpleQueue()
        self._events: queue.SimpleQueue[tuple[Pending[object], Pages | None]] = queue.SimpleQueue()
        self._keepers: list[_Keeper] = []

    def submit(self, task: Callable[[Progress], T], name: str = "") -> Pending[T]:
        """Hand in a task; it and what it returns must be able to be pickled."""
        pending = Pending(task, name)
        self._tasks.put(pending)  # type: ignore[arg-type]  # any result will do
        if len(self._keepers) < self._size:
            self._keepers.append(_Keeper(self._tasks, self._events, self._after_kill))
        return pending

    def wait(self, pending: Pending[T]) -> T:
        """Return what a task returned, when it is done; raise what it raised.

        Raises:
            Lost: Time is up, or the child died.
        """
        while pending.answer is None:
            try:
                about, pages = self._events.get(timeout=min(_TICK, self._patience))
            except queue.Empty:
                pass
            else:
                if pages is not None:
                    self._tell(about, pages)
            self._meanwhile()
            for keeper in self._keepers:
                keeper.kill_if_silent(self._patience)
        return pending.result()

    def close(self) -> None:
        """Kill what still works; no child is left."""
        for keeper in self._keepers:
            keeper.stop()
        for _keeper in self._keepers:
            self._tasks.put(None)
        for keeper in self._keepers:
            keeper.join()
        self._keepers.clear()


class _Keeper:
    """Keeps one child at work."""

    def __init__(
        self,
        tasks: queue.SimpleQueue[Pending[object] | None],
        events: queue.SimpleQueue[tuple[Pending[object], Pages | None]],
        after_kill: Callable[[int], None],
    ) -> None:
        self._tasks = tasks
        self._events = events
        self._after_kill = after_kill
        self._lock = threading.Lock()
        self._child: subprocess.Popen[bytes] | None = None
        self._pending: Pending[object] | None = None
        self._stopped = False
        self._thread = threading.Thread(target=self._run, daemon=True)
        self._thread.start()

    def _run(self) -> None:
        """Serve tasks until there are no more."""
        while (pending := self._tasks.get()) is not None and not self._stopped:
            with self._lock:
                pending.begun = pending.alive = time.monotonic()
                self._pending = pending
            answer = self._serve(pending)
            with self._lock:
                self._pending = None
            if isinstance(answer, Loss) or answer.worn or pending.late:
                self._discard(busy=isinstance(answer, Loss))
            pending.answer = answer
            self._events.put((pending, None))
        self._discard(busy=False)

    def kill_if_silent(self, patience: float) -> None:
        """Kill the child when it was silent for so many seconds, or has worked far longer."""
        with self._lock:
            pending = self._pending
            if pending is None:
                return
            now = time.monotonic()
            if now - pending.alive > patience:
                pending.late = Loss.SLOW
            elif now - pending.begun > LONGEST * patience:
                pending.late = Loss.ENDLESS
            else:
                return
            if self._child is not None:
                self._child.kill()

    def stop(self) -> None:
        """Kill the child, and start no other."""
        with self._lock:
            self._stopped = True
            if self._child is not None:
                self._child.kill()

    def join(self) -> None:
        """Wait until the child is gone."""
        self._thread.join(_GRACE)

    def _serve(self, pending: Pending[object]) -> Answer | Loss:
        try:
            answers = self._hand_over(pending)
            pending.packed = b""
            while True:
                said = pickle.load(answers)  # noqa: S301 - our own child
                if isinstance(said, Answer):
                    return said
                pending.alive = time.monotonic()
                self._events.put((pending, said))
        except Exception:  # noqa: BLE001 - a child that dies amidst a word may leave anything
            return pending.late or Loss.DEAD

    def _hand_over(self, pending: Pending[object]) -> IO[bytes]:
        """Give a task to the child and return where its answers come from."""
        is_old = self._child is not None
        try:
            return self._sent(pending.packed)
        except BrokenPipeError:
            if pending.late or not is_old:
                raise
            self._discard(busy=False)  # it died between two tasks, which is no task's fault
            return self._sent(pending.packed)

    def _sent(self, packed: bytes) -> IO[bytes]:
        tasks, answers = _pipes(self._started_child())
        tasks.write(packed)
        tasks.flush()
        return answers

    def _started_child(self) -> subprocess.Popen[bytes]:
        with self._lock:
            if self._stopped:
                raise Lost(Loss.DEAD)
            if self._child is None:
                self._child = subprocess.Popen(  # noqa: S603 - our own module and interpreter
                    _COMMAND,
                    bufsize=ROOM,
                    stdin=subprocess.PIPE,
                    stdout=subprocess.PIPE,
                    stderr=subprocess.DEVNULL,
                    env={**os.environ, **_FRUGAL},
                )
            return self._child

    def _discard(self, *, busy: bool) -> None:
        """End the child and let go of its pipes."""
        with self._lock:
            child, self._child = self._child, None
        if child is None:
            return
        child.kill()
        child.wait()
        for pipe in _pipes(child):
            with suppress(OSError):  # what was not sent before it died
                pipe.close()
        if busy:
            self._after_kill(child.pid)


def _pipes(child: subprocess.Popen[bytes]) -> tuple[IO[bytes], IO[bytes]]:
    return cast("IO[bytes]", child.stdin), cast("IO[bytes]", child.stdout)
