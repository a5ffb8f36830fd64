"""A process that reads what was handed in, one after the other, each in a child of its own.

Started beside the server: `python -m jiheng_web.intake.runner`. Any number may run at the same
time, on one machine or several that share the documents folder. It ends when it is told to, or when
the process that started it is gone.
"""

from __future__ import annotations

import logging
import os
import signal
import stat
import sys
import threading
import time
from contextlib import suppress
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from django.conf import settings
from django.db import Error, close_old_connections

from jiheng.bilingual import Bilingual
from jiheng.errors import JihengError
from jiheng_children.messages import Loss
from jiheng_children.workers import Lost, Pool

if TYPE_CHECKING:
    from jiheng_children.messages import Pages
    from jiheng_children.workers import Pending
    from jiheng_web.intake.jobs import Claim
    from jiheng_web.intake.reading import Found

_LOG = logging.getLogger(__name__)

PATIENCE = 120.0
"""Seconds that a child may take for one page, or for a document without pages."""

LONGEST = 3600.0
"""Seconds for one document, however many pages it has."""

_PAUSE = 1.0
_LIFE = 2.0
"""Seconds between two signs of life in the database."""

_POLITE = 10

_SEALS = 600.0
"""Seconds after which answers to surveys that wait for a seal get one, when there is time."""


class Stopping(Exception):
    """The runner was told to end amidst a job."""


class TookTooLong(Exception):
    """A document whose pages take no end."""


@dataclass
class Runner:
    """Works off the queue.

    Attributes:
        stop: Set to end it.
    """

    stop: threading.Event = field(default_factory=threading.Event)
    patience: float = PATIENCE
    longest: float = LONGEST
    _sealed: float = field(default_factory=time.monotonic)

    def run(self) -> None:
        """Work until told to stop."""
        while not self.stop.is_set():
            close_old_connections()
            try:
                worked = self.work_once() or self._rank()
                self._seal()
            except Error:
                _LOG.exception("the database does not answer")
                worked = False
            if not worked:
                self.stop.wait(_PAUSE)

    def _seal(self) -> None:
        from jiheng_web.surveys.sealing import seal_waiting

        if time.monotonic() - self._sealed >= _SEALS:
            self._sealed = time.monotonic()
            seal_waiting()

    def _rank(self) -> bool:
        from jiheng_web.evaluation.ranking_jobs import work_once

        try:
            return work_once(self._go_on)
        except Stopping:
            return True

    def _go_on(self) -> None:
        if self.stop.is_set():
            raise Stopping

    def work_once(self) -> bool:
        """Do one job if there is one; return whether there was."""
        from jiheng_web.intake import jobs

        claimed = jobs.claim()
        if claimed is None:
            return False
        try:
            self._do(claimed)
        except Stopping:
            claimed.give_back()
        except jobs.ClaimLost:
            _LOG.warning("job %s went to another runner", claimed.job)
        except jobs.Cancelled:
            with suppress(jobs.ClaimLost):
                claimed.stop()
        return True

    def _do(self, claimed: Claim) -> None:
        from jiheng_web.intake import jobs

        try:
            found = self._read(claimed)
        except Lost as lost:
            claimed.fail(_DEAD if lost.loss is Loss.DEAD else _SLOW)
        except TookTooLong:
            claimed.fail(_SLOW)
        except JihengError as error:
            claimed.fail(error.message)
        except OSError:
            _LOG.exception("job %s", claimed.job)
            claimed.fail(_GONE)
        except (Stopping, jobs.ClaimLost, jobs.Cancelled, Error):
            raise
        except Exception:  # noqa: BLE001 - whatever a document brings about ends its own job only
            _LOG.exception("job %s", claimed.job)
            claimed.fail(_DEAD)
        else:
            claimed.finish(found)

    def _read(self, claimed: Claim) -> Found:
        from jiheng_web.intake.reading import Reading
        from jiheng_web.intake.storage import path_of

        watch = _Watch(self, claimed)
        document = claimed.document
        folder = os.path.join(settings.DOCUMENTS, "pages")  # noqa: PTH118 - it travels as text
        task = Reading(str(path_of(document.sha256)), document.name, folder)
        pool = Pool(1, self.patience, watch.pages, meanwhile=watch.look)
        try:
            return pool.wait(pool.submit(task, document.name))
        finally:
            pool.close()


class _Watch:
    """What a runner looks after while a child reads."""

    def __init__(self, runner: Runner, claimed: Claim) -> None:
        self.runner = runner
        self.claimed = claimed
        self.begun = self.shown = time.monotonic()
        self.done = self.total = 0

    def pages(self, _pending: Pending[object], pages: Pages) -> None:
        """Remember how far the child is."""
        self.done, self.total = pages.done, pages.total

    def look(self) -> None:
        """Show life, and see whether to stop."""
        if self.runner.stop.is_set():
            raise Stopping
        now = time.monotonic()
        if now - self.begun > self.runner.longest:
            raise TookTooLong
        if now - self.shown >= _LIFE:
            self.shown = now
            self.claimed.show_life(self.done, self.total)


def main() -> None:
    """Work until told to stop, or until the starter is gone."""
    import django

    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "jiheng_web.settings")
    django.setup()
    os.nice(_POLITE)
    runner = Runner()
    for number in (signal.SIGTERM, signal.SIGINT):
        signal.signal(number, lambda _number, _frame: runner.stop.set())
    if stat.S_ISFIFO(os.fstat(sys.stdin.fileno()).st_mode):
        threading.Thread(target=_end_with_starter, args=(runner,), daemon=True).start()
    _tidy()
    runner.run()


def _end_with_starter(runner: Runner) -> None:
    """Stop when the pipe to the process that started this one closes."""
    while os.read(sys.stdin.fileno(), 1024):
        pass
    runner.stop.set()


def _tidy() -> None:
    from django.apps import apps

    from jiheng_web.intake.storage import sweep

    named: set[str] = set()
    for model in apps.get_models():
        # Whatever part of the office names a file by its hash: none of them is swept away.
        if any(field.name == "sha256" for field in model._meta.concrete_fields):
            named |= set(model._default_manager.values_list("sha256", flat=True))
    sweep(named)


_SLOW = Bilingual(
    "长时间没有读完，已停止。请检查文件，或拆分后再上传。",
    "Reading it took too long and was stopped. Check the file, or hand in a part at a time.",
)
_DEAD = Bilingual(
    "读取时耗尽内存或程序崩溃，文件可能已损坏，或解压后过大。",
    "Reading it exhausted memory or crashed; it may be damaged, or unpack to too much.",
)
_GONE = Bilingual(
    "无法从存储中打开该文件，请联系系统管理员。",
    "The file cannot be opened in the store. Tell the system administrator.",
)

if __name__ == "__main__":
    main()
