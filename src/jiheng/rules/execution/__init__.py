"""Execution 执行: do self-evaluations and monitoring forms keep their own arithmetic and reasons?

Each module holds one rule; the order is that of the codes.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from jiheng.rules.execution.ex001_unequal_score import RULE as EX001
from jiheng.rules.execution.ex002_points_beyond_weight import RULE as EX002
from jiheng.rules.execution.ex003_unexplained_deduction import RULE as EX003
from jiheng.rules.execution.ex004_unexplained_over_achievement import RULE as EX004
from jiheng.rules.execution.ex005_points_outside_grade import RULE as EX005
from jiheng.rules.execution.ex006_wrong_execution_rate import RULE as EX006
from jiheng.rules.execution.ex007_low_execution import RULE as EX007
from jiheng.rules.execution.ex008_wrong_total_score import RULE as EX008
from jiheng.rules.execution.ex009_wrong_grade import RULE as EX009
from jiheng.rules.execution.ex010_wrong_weights import RULE as EX010
from jiheng.rules.execution.ex011_full_marks_poor_execution import RULE as EX011
from jiheng.rules.execution.ex012_unexplained_deviation import RULE as EX012
from jiheng.rules.execution.ex013_out_of_reach_without_measures import RULE as EX013

if TYPE_CHECKING:
    from jiheng.rules.base import Rule

RULES: tuple[Rule, ...] = (
    EX001,
    EX002,
    EX003,
    EX004,
    EX005,
    EX006,
    EX007,
    EX008,
    EX009,
    EX010,
    EX011,
    EX012,
    EX013,
)
