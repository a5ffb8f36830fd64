"""The parts that a page of proof is made of."""

from __future__ import annotations

from typing import NamedTuple


class Leaf(NamedTuple):
    """A part of the page of proof: what it shows, and which of several of its kind."""

    kind: str
    sheet: str = ""
    number: int = 0


NOWHERE = Leaf("nowhere")
