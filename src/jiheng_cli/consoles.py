"""Consoles that print what they are given: nothing in a document is taken for markup."""

from __future__ import annotations

import io
from typing import TYPE_CHECKING

from rich.console import Console

if TYPE_CHECKING:
    from collections.abc import Callable
    from typing import TextIO


class PlainConsole(Console):
    """A console on the standard output, or on another stream of a given width."""

    def __init__(self, file: TextIO | None = None, width: int | None = None) -> None:
        super().__init__(file=file, width=width, highlight=False, markup=False, emoji=False)

    def on_broken_pipe(self) -> None:
        """Leave a pipe that was closed to the program, which knows the exit code of it."""
        raise BrokenPipeError


def as_file(write: Callable[[PlainConsole], None], width: int) -> bytes:
    """Return what is printed to a console of some width, as a file."""
    text = io.StringIO()
    write(PlainConsole(text, width=width))
    return text.getvalue().encode("utf-8", "replace")
