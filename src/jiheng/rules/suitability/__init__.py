"""Suitability 适当性: are the targets reasonable, and in proportion to the money?

Each module holds one rule; the order is that of the codes.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from jiheng.rules.suitability.su001_impossible_or_trivial_value import RULE as SU001
from jiheng.rules.suitability.su002_odd_satisfaction_level import RULE as SU002
from jiheng.rules.suitability.su003_every_rate_full import RULE as SU003
from jiheng.rules.suitability.su004_heavy_project_hardly_measured import RULE as SU004
from jiheng.rules.suitability.su005_odd_indicator_count import RULE as SU005
from jiheng.rules.suitability.su006_odd_unit_cost import RULE as SU006
from jiheng.rules.suitability.su007_cost_repeats_budget import RULE as SU007
from jiheng.rules.suitability.su008_cost_above_budget import RULE as SU008
from jiheng.rules.suitability.su009_target_without_money import RULE as SU009
from jiheng.rules.suitability.su010_period_against_annual import RULE as SU010
from jiheng.rules.suitability.su011_change_without_baseline import RULE as SU011
from jiheng.rules.suitability.su012_goal_amount_above_budget import RULE as SU012

if TYPE_CHECKING:
    from jiheng.rules.base import Rule

RULES: tuple[Rule, ...] = (
    SU001,
    SU002,
    SU003,
    SU004,
    SU005,
    SU006,
    SU007,
    SU008,
    SU009,
    SU010,
    SU011,
    SU012,
)
