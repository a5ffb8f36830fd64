"""Lists whose column of levels holds numbers beside names: levels stand in rows of their own."""

from __future__ import annotations

from typing import TYPE_CHECKING

from jiheng.language.patterns import seldom
from jiheng.reading.layouts.heads.value_heads import with_role
from jiheng.reading.layouts.words.level_labels import level_across, names_first

if TYPE_CHECKING:
    from jiheng.reading.layouts.grids.lattice import Lattice
    from jiheng.reading.layouts.heads.head import Head

_NUMBER = seldom(r"\d{1,2}[.．、)）]?")


def with_sections(lattice: Lattice, head: Head) -> Head:
    """Return a head whose first level is that of rows of their own, where its column holds numbers.

    Below 指标类别 stand 一、产出指标, with blank cells beside it that nobody has merged, and 1, 2.
    """
    index = next((n for n, c in enumerate(head.columns) if c.role == "level1"), None)
    if index is None or "level2" in head.roles:
        return head
    column, sections, beside = head.columns[index], 0, []
    for row in range(head.stop, len(lattice)):
        cells = [cell for cell in lattice.filled[row] if cell.stop > head.left]
        if not cells or cells[0].column != column.first:
            continue
        if len(cells) > 1:
            beside.append(cells[0].text.text)
        else:
            sections += names_first(level_across(cells[0].text).text)
    numbers = [text for text in beside if _NUMBER.fullmatch(text)]
    if not sections or not numbers or len(numbers) < len(beside):
        return head
    return with_role(head, index, "serial")
