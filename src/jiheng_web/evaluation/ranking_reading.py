"""A workbook of scheme and data → what is kept of it; knows no database, for children do it."""

from __future__ import annotations

import json
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from jiheng.bilingual import Bilingual
from jiheng.errors import UnreadableFile
from jiheng.schemes import write_scheme
from jiheng.schemes.assessing import Assessment
from jiheng.schemes.ranking import ranked
from jiheng_evidence.schemes.files import load_figures, load_scheme

if TYPE_CHECKING:
    from jiheng.schemes.figures import Figures
    from jiheng_children.messages import Progress

MOST_BYTES = 5 * 1024 * 1024
MOST_ENTITIES = 5000
"""Of a workbook handed in here; the command line takes more."""


@dataclass(frozen=True, slots=True)
class Read:
    """What a workbook of scheme and data holds, as it is kept."""

    name: str
    scheme: str
    figures: str
    entities: int


@dataclass(frozen=True, slots=True)
class Ranking:
    """The task of reading a workbook of scheme and data and ranking its entities."""

    path: str
    name: str

    def __call__(self, _progress: Progress) -> Read:
        """Do it.

        Raises:
            UnreadableFile: It is no scheme with data, unsound, or too large.
        """
        return read_workbook(Path(self.path).read_bytes(), self.name)


def read_workbook(data: bytes, name: str) -> Read:
    """Return what a workbook of scheme and data holds, when its entities can be ranked.

    Raises:
        UnreadableFile: It is no scheme with data, unsound, or too large.
    """
    scheme = load_scheme(data, name)
    figures = load_figures(scheme, data, name)
    if len(figures.entities) > MOST_ENTITIES:
        raise too_large(name)
    ranked(Assessment(scheme, figures))
    text = write_scheme(scheme).decode()
    return Read(scheme.name, text, _text_of(figures), len(figures.entities))


def too_large(name: str) -> UnreadableFile:
    """Return the error of a workbook of too much."""
    size = f"{MOST_BYTES // 1024**2} MB"
    why = Bilingual(
        f"超过 {size} 或 {MOST_ENTITIES} 个评价对象，请用命令行 jiheng scheme rank。",
        f"more than {size} or {MOST_ENTITIES} entities: use jiheng scheme rank.",
    )
    return UnreadableFile(name=name, reason=why)


def _text_of(figures: Figures) -> str:
    columns = {head: list(column) for head, column in figures.columns.items()}
    said = {"entities": figures.entities, "groups": figures.groups, "columns": columns}
    return json.dumps(said, ensure_ascii=False)
