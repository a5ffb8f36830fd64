"""A document to read, as a process that reads it is told of it: nothing of the program besides."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pathlib import Path

    from jiheng.errors import UnreadableFile


@dataclass(frozen=True, slots=True)
class Source:
    """A document to read.

    Attributes:
        path: None for the standard input; in an archive, the archive's with the path within it.
        data: Its bytes, once they are known.
        absent: Why there is nothing to read, when a path names nothing.
    """

    name: str
    path: Path | None
    data: bytes | None = field(default=None, repr=False)
    absent: UnreadableFile | None = field(default=None, repr=False, compare=False)
