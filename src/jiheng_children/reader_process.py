"""A process that does tasks: pickled on its standard input, answers pickled on its output.

Kept by `jiheng_children.workers`. It ends by itself when its input ends.
"""

from __future__ import annotations

import gc
import os
import pickle
import signal
from functools import cache
from typing import TYPE_CHECKING, Any, BinaryIO

from jiheng_children.messages import ROOM, Answer, Pages

if TYPE_CHECKING:
    from collections.abc import Callable
    from types import ModuleType

    from jiheng_children.messages import Progress

MEMORY = 3 * 1024**3
"""Bytes of address space. Reading a scan takes 2.4 GiB of them on two cores, half of it in use."""

_FOR_A_CORE = 32 * 1024**2
_MOST_TASKS = 10_000
_WORN = 0.85
_TAKEN = "/proc/self/statm"
"""Where Linux says how many pages of memory a process takes."""

_MOST_DIGITS = 32

_PR_SET_PDEATHSIG = 1


def main() -> None:
    """Do tasks until there are no more."""
    _bound_memory()
    _leave_interrupts_to_the_parent()
    die_with_the_parent()
    # As in the main process: many small values without cycles.
    gc.set_threshold(100_000, 20, 20)
    tasks, answers = _private_streams()
    for number in range(1, _MOST_TASKS + 1):
        try:
            task = pickle.load(tasks)  # noqa: S301 - from our parent
        except EOFError:
            return
        answer = _done(task, answers, last=number == _MOST_TASKS)
        _say(answers, answer)
        del task, answer


def _done(task: Callable[[Progress], object], answers: BinaryIO, *, last: bool) -> Answer:
    try:
        value = task(lambda done, total: _say(answers, Pages(done, total)))
    except MemoryError:
        raise
    except Exception as error:  # noqa: BLE001 - it is raised again where the task was handed in
        return Answer(error=_portable(error), worn=last or _is_worn())
    return Answer(value, worn=last or _is_worn())


def _say(answers: BinaryIO, word: object) -> None:
    pickle.dump(word, answers, pickle.HIGHEST_PROTOCOL)
    answers.flush()


def _private_streams() -> tuple[BinaryIO, BinaryIO]:
    """Take the pipes away from whatever a library reads or prints."""
    tasks = os.fdopen(os.dup(0), "rb", ROOM)
    answers = os.fdopen(os.dup(1), "wb", ROOM)
    nothing = os.open(os.devnull, os.O_RDWR)
    os.dup2(nothing, 0)
    os.dup2(nothing, 1)
    os.close(nothing)
    return tasks, answers


def _leave_interrupts_to_the_parent() -> None:
    """Let Ctrl-C, which reaches every process of the terminal, end this one by its parent."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)


def die_with_the_parent() -> None:
    """Let the kernel kill this process when the parent is gone before it could; Linux only."""
    import ctypes  # noqa: PLC0415 - not every system has it

    try:
        ctypes.CDLL(None).prctl(_PR_SET_PDEATHSIG, signal.SIGKILL)
    except (AttributeError, OSError, TypeError):
        return


def _portable(error: Exception) -> Exception:
    """Return an error that survives being pickled, with its traceback as a note."""
    import traceback  # noqa: PLC0415 - nothing else of a child needs it

    error.add_note("".join(traceback.format_exception(error)))
    error.__traceback__ = error.__cause__ = error.__context__ = None
    try:
        pickle.loads(pickle.dumps(error))  # noqa: S301 - just made
    except Exception:  # noqa: BLE001 - there are as many reasons as errors
        return RuntimeError(f"{type(error).__name__}: {error}")
    return error


def _resource() -> ModuleType | None:
    try:
        import resource  # noqa: PLC0415 - not every system has it
    except ImportError:  # a system without such limits
        return None
    return resource


@cache
def _bound() -> int:
    return MEMORY + _FOR_A_CORE * (os.cpu_count() or 1)


def _bound_memory() -> None:
    resource: Any = _resource()
    if resource is not None:
        resource.setrlimit(resource.RLIMIT_AS, (_bound(), _bound()))


def _is_worn() -> bool:
    """Return whether so much memory is taken that the next document might lack some."""
    said = _memory()
    if said is None:
        return False
    pages = int(os.pread(said, _MOST_DIGITS, 0).split()[0])
    return pages * os.sysconf("SC_PAGE_SIZE") > _WORN * _bound()


@cache
def _memory() -> int | None:
    """Open, once, what says how much memory is taken."""
    try:
        return os.open(_TAKEN, os.O_RDONLY | os.O_CLOEXEC)
    except OSError:
        return None


if __name__ == "__main__":
    main()
