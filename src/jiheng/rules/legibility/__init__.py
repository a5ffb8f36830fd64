"""Legibility 文本: is the published text whole, and are its words, marks and digits right?

Each module holds one rule; the order is that of the codes.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from jiheng.rules.legibility.le001_clipped_cell import RULE as LE001
from jiheng.rules.legibility.le002_clipped_goal import RULE as LE002
from jiheng.rules.legibility.le003_conflicting_print import RULE as LE003
from jiheng.rules.legibility.le004_repeated_print import RULE as LE004
from jiheng.rules.legibility.le005_unread_mark import RULE as LE005
from jiheng.rules.legibility.le006_unread_amount import RULE as LE006
from jiheng.rules.legibility.le007_broken_numbering import RULE as LE007
from jiheng.rules.legibility.le008_spaced_number import RULE as LE008
from jiheng.rules.legibility.le009_lookalike_character import RULE as LE009
from jiheng.rules.legibility.le010_doubled_punctuation import RULE as LE010
from jiheng.rules.legibility.le011_stray_separator import RULE as LE011
from jiheng.rules.legibility.le012_inconsistent_name import RULE as LE012
from jiheng.rules.legibility.le013_suspected_typo import RULE as LE013
from jiheng.rules.legibility.le014_repeated_word import RULE as LE014
from jiheng.rules.legibility.le015_suspect_percentage import RULE as LE015
from jiheng.rules.legibility.le016_mixed_signs import RULE as LE016
from jiheng.rules.legibility.le017_unclosed_bracket import RULE as LE017
from jiheng.rules.legibility.le018_lost_number import RULE as LE018
from jiheng.rules.legibility.le019_missing_annual_value import RULE as LE019
from jiheng.rules.legibility.le020_internal_code import RULE as LE020

if TYPE_CHECKING:
    from jiheng.rules.base import Rule

RULES: tuple[Rule, ...] = (
    LE001,
    LE002,
    LE003,
    LE004,
    LE005,
    LE006,
    LE007,
    LE008,
    LE009,
    LE010,
    LE011,
    LE012,
    LE013,
    LE014,
    LE015,
    LE016,
    LE017,
    LE018,
    LE019,
    LE020,
)
