"""Consoles that print what they are given: nothing in a document is taken for markup."""

from __future__ import annotations

from typing import TYPE_CHECKING

from rich.console import Console

if TYPE_CHECKING:
    from typing import TextIO


class PlainConsole(Console):
    """A console on the standard output, or on another stream of a given width."""

    def __init__(self, file: TextIO | None = None, width: int | None = None) -> None:
        super().__init__(file=file, width=width, highlight=False, markup=False, emoji=False)

    def on_broken_pipe(self) -> None:
        """Leave a pipe that was closed to the program, which knows the exit code of it."""
        raise BrokenPipeError
