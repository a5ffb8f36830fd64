"""Data files that come with the program, found by name: profiles, standards, frameworks."""

from __future__ import annotations

import tomllib
from dataclasses import dataclass
from decimal import Decimal
from typing import TYPE_CHECKING, Any

from rapidfuzz import process

from jiheng.errors import UnknownName

if TYPE_CHECKING:
    from importlib.resources.abc import Traversable

    from jiheng.bilingual import Bilingual

_ENDING = ".toml"


@dataclass(frozen=True, slots=True)
class DataFolder:
    """A folder of TOML files within a package.

    Attributes:
        folder: Where they are.
        kind: What one of its files is called.
    """

    folder: Traversable
    kind: Bilingual

    def names(self) -> tuple[str, ...]:
        """Return the names of its files, in order."""
        entries = (entry.name for entry in self.folder.iterdir())
        return tuple(sorted(n.removesuffix(_ENDING) for n in entries if n.endswith(_ENDING)))

    def read(self, name: str) -> dict[str, Any]:
        """Return what a file says; decimals are exact.

        Raises:
            UnknownName: There is no file of this name.
        """
        known = self.names()
        if name not in known:
            near = [match[0] for match in process.extract(name, known, limit=3, score_cutoff=60)]
            raise UnknownName(kind=self.kind, name=name, known=known, near=near)
        file = self.folder.joinpath(f"{name}{_ENDING}")
        return tomllib.loads(file.read_text(encoding="utf-8"), parse_float=Decimal)
