from __future__ import annotations

import os
import pickle
import signal
import subprocess
import sys
import time
from dataclasses import dataclass, field
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from jiheng.bilingual import Bilingual
from jiheng.errors import InvalidTable, UnreadableFile
from jiheng_children import workers
from jiheng_children.messages import Pages, Sent
from jiheng_children.workers import Lost, Pool

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from jiheng_children.messages import Progress

ROOT = Path(__file__).parents[3]
PATHS = os.pathsep.join(map(str, (ROOT, ROOT / "src")))


@dataclass(frozen=True, slots=True)
class Word(Sent):
    said: str
    about: object = field(default=None, compare=False)


@pytest.fixture(autouse=True)
def _children_find_this_module(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PYTHONPATH", PATHS)


@pytest.fixture
def pool() -> Iterator[Pool]:
    made = Pool(1, patience=20)
    yield made
    made.close()


def _done(pool: Pool, task: Callable[[Progress], object]) -> object:
    return pool.wait(pool.submit(task))


def process_number(_progress: Progress) -> int:
    return os.getpid()


def slow(seconds: float, _progress: Progress) -> float:
    time.sleep(seconds)
    return seconds


def page_by_page(pages: int, seconds: float, progress: Progress) -> int:
    for page in range(1, pages + 1):
        time.sleep(seconds)
        progress(page, pages)
    return pages


def crash(_progress: Progress) -> None:
    os.abort()


def eat(_progress: Progress) -> int:
    return len(bytearray(8 * 1024**3))


def refuse(_progress: Progress) -> None:
    raise UnreadableFile(name="x", reason=Bilingual("坏", "bad"))


def fail(_progress: Progress) -> None:
    raise ZeroDivisionError


def fail_oddly(_progress: Progress) -> None:
    class OddError(Exception):
        """Cannot be pickled, being local."""

    message = "odd"
    raise OddError(message)


def listen(pipe: Path, _progress: Progress) -> str:
    return pipe.read_text()


def speak(pipe: Path, _progress: Progress) -> None:
    pipe.write_text("met")


def chatter(_progress: Progress) -> str:
    os.write(1, b"a library prints")
    return os.read(0, 1).decode()


def test_one_child_does_many_tasks(pool: Pool) -> None:
    assert len({_done(pool, process_number) for _task in range(20)}) == 1


def test_a_task_runs_in_another_process(pool: Pool) -> None:
    assert _done(pool, process_number) != os.getpid()


@pytest.mark.parametrize("task", [crash, eat], ids=["crash", "memory"])
def test_only_the_task_whose_child_dies_is_lost(
    pool: Pool, task: Callable[[Progress], object]
) -> None:
    tasks = [process_number, task, process_number]
    before, died, after = [pool.submit(each) for each in tasks]
    first = pool.wait(before)
    with pytest.raises(Lost, match="dead"):
        pool.wait(died)
    assert pool.wait(after) != first


def test_a_child_that_dies_between_tasks_is_replaced_unnoticed(pool: Pool) -> None:
    number = pool.wait(pool.submit(process_number))
    os.kill(number, signal.SIGKILL)
    time.sleep(0.1)
    assert _done(pool, process_number) != number


def test_a_silent_child_is_killed() -> None:
    killed: list[int] = []
    pool = Pool(1, patience=0.5, after_kill=killed.append)
    begun = time.monotonic()
    with pytest.raises(Lost, match="slow"):
        _done(pool, partial(slow, 60))
    assert time.monotonic() - begun < 30
    assert len(killed) == 1
    pool.close()


def test_a_child_that_finishes_pages_may_take_longer() -> None:
    said: list[Pages] = []
    pool = Pool(1, patience=2, tell=lambda _pending, pages: said.append(pages))
    assert _done(pool, partial(page_by_page, 4, 0.6)) == 4
    assert said == [Pages(done, 4) for done in (1, 2, 3, 4)]
    pool.close()


def test_a_child_that_finishes_pages_without_end_is_killed(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(workers, "LONGEST", 0.2)
    pool = Pool(1, patience=5)
    with pytest.raises(Lost, match="endless"):
        _done(pool, partial(page_by_page, 40, 0.1))
    pool.close()


def test_an_error_of_the_program_arrives_as_itself(pool: Pool) -> None:
    with pytest.raises(UnreadableFile, match="x: bad") as caught:
        _done(pool, refuse)
    assert caught.value.reason == Bilingual("坏", "bad")


def test_an_error_keeps_its_facts_on_its_way() -> None:
    error = InvalidTable(name="x", faults=(Bilingual("甲", "a"), Bilingual("乙", "b")))
    again = pickle.loads(pickle.dumps(error))  # noqa: S301 - just made
    assert (type(again), str(again), vars(again)) == (InvalidTable, str(error), vars(error))


def test_what_is_sent_arrives_with_all_it_has() -> None:
    again = pickle.loads(pickle.dumps(Word("a", 1)))  # noqa: S301 - just made
    assert (type(again), again.said, again.about) == (Word, "a", 1)


def test_a_defect_arrives_with_its_traceback(pool: Pool) -> None:
    with pytest.raises(ZeroDivisionError) as caught:
        _done(pool, fail)
    assert "test_workers.py" in caught.value.__notes__[0]


def test_a_defect_that_cannot_travel_is_told(pool: Pool) -> None:
    with pytest.raises(RuntimeError, match="OddError: odd"):
        _done(pool, fail_oddly)


def test_what_a_library_prints_or_reads_disturbs_nothing(pool: Pool) -> None:
    assert _done(pool, chatter) == ""
    assert _done(pool, partial(slow, 0)) == 0


def test_two_children_work_at_the_same_time(tmp_path: Path) -> None:
    pipe = tmp_path / "pipe"
    os.mkfifo(pipe)
    pool = Pool(2, patience=20)
    heard = pool.submit(partial(listen, pipe))
    pool.wait(pool.submit(partial(speak, pipe)))
    assert pool.wait(heard) == "met"
    pool.close()


def test_waiting_ends_with_what_is_raised_meanwhile() -> None:
    def no_more() -> None:
        raise InterruptedError

    pool = Pool(1, 20, meanwhile=no_more)
    pending = pool.submit(partial(slow, 60))
    with pytest.raises(InterruptedError):
        pool.wait(pending)
    pool.close()


def test_closing_kills_what_still_works(pool: Pool) -> None:
    number = pool.wait(pool.submit(process_number))
    pool.submit(partial(slow, 60))
    begun = time.monotonic()
    pool.close()
    assert time.monotonic() - begun < 30
    with pytest.raises(ProcessLookupError):
        os.kill(number, 0)


def test_a_child_ends_when_its_parent_is_killed(tmp_path: Path) -> None:
    told = tmp_path / "number"
    code = (
        "import os\n"
        "from functools import partial\n"
        "from jiheng_children.workers import Pool\n"
        "from tests.unit.children.test_workers import process_number, slow\n"
        "pool = Pool(1, 60)\n"
        "number = pool.wait(pool.submit(process_number))\n"
        "pool.submit(partial(slow, 60))\n"
        f"open({str(told)!r}, 'w').write(str(number))\n"
        "import time; time.sleep(0.3)\n"
        "os.kill(os.getpid(), 9)\n"
    )
    env = {**os.environ, "PYTHONPATH": PATHS}
    subprocess.run([sys.executable, "-c", code], check=False, env=env, timeout=30)
    time.sleep(0.2)
    assert not _lives(int(told.read_text()))


def _lives(number: int) -> bool:
    try:
        state = Path(f"/proc/{number}/stat").read_text(encoding="ascii").rpartition(")")[2]
    except OSError:
        return False
    return state.split()[0] != "Z"
