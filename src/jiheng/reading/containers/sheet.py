"""What every container gives: rows of cells that know their place."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from jiheng.model import Origin, Problem, Traced


@dataclass(frozen=True, slots=True)
class Piece:
    """A stretch of an origin, such as a tag or a rule of dashes."""

    origin: Origin
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Sheet:
    """A grid as found in a document; a line of prose is a row of one cell.

    Attributes:
        rows: Cells with white space and markup removed and entities decoded; merged cells have
            their text at the anchor and are empty elsewhere.
        origins: Everything the cells were cut from, to prove that nothing was lost.
        markup: Stretches of the origins that are separators by themselves.
        problems: Trouble with the container, such as bytes that are no text.
    """

    name: str
    rows: tuple[tuple[Traced, ...], ...]
    origins: tuple[Origin, ...] = ()
    markup: tuple[Piece, ...] = ()
    problems: tuple[Problem, ...] = ()
