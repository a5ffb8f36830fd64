"""Bars on a terminal: how many documents are done, and how many pages of a long one."""

from __future__ import annotations

import sys
from gettext import gettext as _
from pathlib import Path
from typing import TYPE_CHECKING, Self

from jiheng_cli.terminal import one_line

if TYPE_CHECKING:
    from types import TracebackType

    from rich.progress import Progress, TaskID

_NAME = 30


class Bars:
    """Draws nothing before there is something to show, and nothing at all unless `shown`."""

    def __init__(self, *, shown: bool) -> None:
        self._shown = shown and sys.stderr.isatty()
        self._progress: Progress | None = None
        self._documents: TaskID | None = None
        self._pages: TaskID | None = None

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        _kind: type[BaseException] | None,
        _error: BaseException | None,
        _where: TracebackType | None,
    ) -> None:
        if self._progress is not None:
            self._progress.stop()

    def documents(self, done: int, total: int | None) -> None:
        """Show how many documents are done of how many, where that is known.

        A single one is no work to follow.
        """
        if not self._shown or total == 1:
            return
        bars = self._started()
        if self._documents is None:
            self._documents = bars.add_task(_("Reading"), total=total)
        bars.update(self._documents, completed=done, total=total)
        if self._pages is not None:
            bars.update(self._pages, visible=False)

    def pages(self, name: str, done: int, total: int) -> None:
        """Show how many pages of a document are done."""
        if not self._shown or total < 2:  # noqa: PLR2004 - a single page is no work to follow
            return
        bars = self._started()
        label = one_line(Path(name).name)[-_NAME:]
        if self._pages is None:
            self._pages = bars.add_task(label, total=total)
        bars.update(self._pages, description=label, completed=done, total=total, visible=True)

    def _started(self) -> Progress:
        if self._progress is None:
            from rich.console import Console
            from rich.progress import (
                BarColumn,
                MofNCompleteColumn,
                Progress,
                TextColumn,
                TimeRemainingColumn,
            )

            self._progress = Progress(
                TextColumn("{task.description}", markup=False),
                BarColumn(),
                MofNCompleteColumn(),
                TimeRemainingColumn(),
                console=Console(stderr=True),
                transient=True,
                redirect_stdout=False,
            )
            self._progress.start()
        return self._progress
