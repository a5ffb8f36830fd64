"""What the pages on both sides of a break print of one line."""

from __future__ import annotations

import pytest

from jiheng.model import Origin, Place, Traced
from jiheng.reading.layouts.grids.seam import repeated_line


def name(lines: str, page: int | None) -> Traced:
    box = (0.0, 0.0, 9.0, 9.0) if page else None
    origins = [Origin(line, Place(page=page, box=box, start=0, end=0)) for line in lines.split()]
    return Traced.join(Traced.part_of(each, 0, len(each.raw)) for each in origins)


@pytest.mark.parametrize(
    ("before", "after", "page", "length"),
    [
        ("河道清淤及 两岸设施", "两岸设施 整治工程", 1, 4),
        ("河道清淤及 两岸设施", "两岸设施整治 工程", 1, 4),
        ("河道清淤及两岸设施", "两岸设施 整治工程", 1, 4),
        ("河道清淤及两岸设施", "两岸设施整治工程", 1, 0),
        ("河道清淤及两岸设施", "两岸设施整治工程", None, 4),
        ("河道清淤", "两岸设施整治工程", 1, 0),
    ],
)
def test_a_name_is_printed_twice_by_whole_lines(
    before: str, after: str, page: int | None, length: int
) -> None:
    found = repeated_line(name(before, page), name(after, page))
    assert (found.length if found else 0) == length
