"""The states of a project in the yearly cycle (财预〔2015〕88号 第二十五至二十九条)."""

from __future__ import annotations

from enum import StrEnum
from typing import TYPE_CHECKING

from jiheng.bilingual import Bilingual

if TYPE_CHECKING:
    from collections.abc import Mapping


class State(StrEnum):
    """Where a project stands."""

    DRAFT = "draft"
    RETURNED = "returned"
    WRITTEN = "written"
    UNIT_CHECKED = "unit_checked"
    SUBMITTED = "submitted"
    DEPARTMENT_REVIEWED = "department_reviewed"
    FINANCE_REVIEWED = "finance_reviewed"
    APPROVED = "approved"

    @property
    def words(self) -> Bilingual:
        """Return its name for people."""
        return TITLES[self]


TITLES: Mapping[State, Bilingual] = {
    State.DRAFT: Bilingual("编制中", "draft"),
    State.RETURNED: Bilingual("已退回", "returned"),
    State.WRITTEN: Bilingual("编制完成", "written"),
    State.UNIT_CHECKED: Bilingual("单位已审核", "checked by the unit"),
    State.SUBMITTED: Bilingual("已上报", "submitted"),
    State.DEPARTMENT_REVIEWED: Bilingual("部门已审核", "reviewed by the department"),
    State.FINANCE_REVIEWED: Bilingual("财政已审核", "reviewed by the finance bureau"),
    State.APPROVED: Bilingual("已批复", "approved"),
}

EDITABLE = frozenset({State.DRAFT, State.RETURNED, State.WRITTEN})
"""States in which the clerk writes: what was said to be written can still be mended."""
UNWRITTEN = frozenset({State.DRAFT, State.RETURNED})
"""States in which the clerk has yet to say that all is written."""
