"""Completeness (完整性): what a table of targets must hold, and in a form that can be judged.

Must not import other families: a fault belongs to one rule.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from jiheng.rules.completeness.co001_missing_head_field import RULE as CO001
from jiheng.rules.completeness.co002_no_goal import RULE as CO002
from jiheng.rules.completeness.co003_no_output_or_benefit import RULE as CO003
from jiheng.rules.completeness.co004_no_indicators import RULE as CO004
from jiheng.rules.completeness.co005_no_quantity_indicator import RULE as CO005
from jiheng.rules.completeness.co006_no_quality_indicator import RULE as CO006
from jiheng.rules.completeness.co007_no_cost_indicator import RULE as CO007
from jiheng.rules.completeness.co008_no_satisfaction_indicator import RULE as CO008
from jiheng.rules.completeness.co009_unfinished_indicator import RULE as CO009
from jiheng.rules.completeness.co010_placeholder_value import RULE as CO010
from jiheng.rules.completeness.co011_missing_unit import RULE as CO011
from jiheng.rules.completeness.co012_contradictory_unit import RULE as CO012
from jiheng.rules.completeness.co013_category_as_name import RULE as CO013
from jiheng.rules.completeness.co014_malformed_name import RULE as CO014
from jiheng.rules.completeness.co015_template_text import RULE as CO015
from jiheng.rules.completeness.co016_illegal_level_pair import RULE as CO016
from jiheng.rules.completeness.co017_duplicate_indicator import RULE as CO017
from jiheng.rules.completeness.co018_vague_goal import RULE as CO018
from jiheng.rules.completeness.co019_unreadable_goal import RULE as CO019
from jiheng.rules.completeness.co020_empty_value import RULE as CO020

if TYPE_CHECKING:
    from jiheng.rules.base import Rule

RULES: tuple[Rule, ...] = (
    CO001,
    CO002,
    CO003,
    CO004,
    CO005,
    CO006,
    CO007,
    CO008,
    CO009,
    CO010,
    CO011,
    CO012,
    CO013,
    CO014,
    CO015,
    CO016,
    CO017,
    CO018,
    CO019,
    CO020,
)
