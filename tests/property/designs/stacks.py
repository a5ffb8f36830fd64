"""Forms and lists below each other in one sheet, each with its title, composed at random."""

from __future__ import annotations

from typing import TYPE_CHECKING

from hypothesis import assume
from hypothesis import strategies as st
from tests.property.designs.forms import forms
from tests.property.designs.lists import lists
from tests.property.designs.parts import Design, cell, one_of

if TYPE_CHECKING:
    from hypothesis.strategies import DrawFn


@st.composite
def stacks(draw: DrawFn) -> Design:
    """Draw two or three designs, perhaps with numbers above their titles and rows between them."""
    parts = draw(st.lists(st.one_of(forms(), lists()), min_size=2, max_size=3))
    numbered, apart = draw(st.booleans()), draw(st.booleans())
    whole = Design(front=[], grid=[], rows=[])
    for number, part in enumerate(parts, 1):
        above = [f"{one_of(draw, ['附件', '附表'])}{number}"] if numbered else []
        width = sum(each["columns"] for each in part.grid[-1])
        whole.grid += [[cell(text)] for text in above]
        whole.grid += [[cell(text, width)] for text in part.front]
        whole.grid += part.grid
        whole.grid += [[cell("")]] if apart else []
        whole.rows += part.rows
    names = [row["name"] for row in whole.rows]
    assume(len(set(names)) == len(names))  # what says the same twice may be one that goes on
    return whole
