"""Relevance 相关性: do goal and indicators speak of what the project is for?

Each module holds one rule; the order is that of the codes.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from jiheng.rules.relevance.re001_too_few_quantified_indicators import RULE as RE001
from jiheng.rules.relevance.re002_ungraded_qualitative_value import RULE as RE002
from jiheng.rules.relevance.re003_compound_indicator import RULE as RE003
from jiheng.rules.relevance.re004_sign_against_direction import RULE as RE004
from jiheng.rules.relevance.re005_time_target_without_time import RULE as RE005
from jiheng.rules.relevance.re006_routine_management_indicator import RULE as RE006
from jiheng.rules.relevance.re007_spending_as_output import RULE as RE007
from jiheng.rules.relevance.re008_goal_number_without_indicator import RULE as RE008
from jiheng.rules.relevance.re009_misfiled_second_level import RULE as RE009
from jiheng.rules.relevance.re010_misfiled_satisfaction import RULE as RE010
from jiheng.rules.relevance.re011_output_as_benefit import RULE as RE011
from jiheng.rules.relevance.re012_saving_as_benefit import RULE as RE012
from jiheng.rules.relevance.re013_satisfaction_of_nobody import RULE as RE013
from jiheng.rules.relevance.re014_complaints_as_satisfaction import RULE as RE014
from jiheng.rules.relevance.re015_identical_goals import RULE as RE015
from jiheng.rules.relevance.re016_duplicate_project import RULE as RE016
from jiheng.rules.relevance.re017_goal_of_entry_rules import RULE as RE017
from jiheng.rules.relevance.re018_name_of_several_measures import RULE as RE018
from jiheng.rules.relevance.re019_goal_contradicts_indicator import RULE as RE019

if TYPE_CHECKING:
    from jiheng.rules.base import Rule

RULES: tuple[Rule, ...] = (
    RE001,
    RE002,
    RE003,
    RE004,
    RE005,
    RE006,
    RE007,
    RE008,
    RE009,
    RE010,
    RE011,
    RE012,
    RE013,
    RE014,
    RE015,
    RE016,
    RE017,
    RE018,
    RE019,
)
