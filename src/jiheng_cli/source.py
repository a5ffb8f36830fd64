"""A document to read, as a process that reads it is told of it: nothing of the program besides."""

from __future__ import annotations

import os
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from jiheng_children.messages import Sent

if TYPE_CHECKING:
    from collections.abc import Iterable
    from pathlib import Path

    from jiheng.errors import UnreadableFile


@dataclass(frozen=True, slots=True)
class Source(Sent):
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


class RealPaths:
    """Tells where paths lead; a folder that holds many is followed once."""

    def __init__(self) -> None:
        self._folders: dict[str, str] = {}

    def of(self, path: Path) -> str:
        """Return a path without links."""
        folder, name = os.path.split(path)
        if name in {"", os.pardir} or os.path.islink(path):  # noqa: PTH114 - raises for no name
            return os.path.realpath(path)
        real = self._folders.get(folder)
        if real is None:
            real = self._folders[folder] = os.path.realpath(folder).rstrip(os.sep) + os.sep
        return real + name


def real_paths(sources: Iterable[Source]) -> frozenset[str]:
    """Return where the paths of documents lead."""
    real = RealPaths()
    return frozenset(real.of(source.path) for source in sources if source.path)
