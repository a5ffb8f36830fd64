"""Arithmetic 勾稽: do amounts add up, and do numbers and years fit one another?

Each module holds one rule; the order is that of the codes.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from jiheng.rules.arithmetic.ar001_unequal_sources import RULE as AR001
from jiheng.rules.arithmetic.ar002_unequal_organization_total import RULE as AR002
from jiheng.rules.arithmetic.ar003_unequal_grand_total import RULE as AR003
from jiheng.rules.arithmetic.ar004_unit_slip import RULE as AR004
from jiheng.rules.arithmetic.ar005_time_out_of_year import RULE as AR005
from jiheng.rules.arithmetic.ar006_count_not_whole import RULE as AR006
from jiheng.rules.arithmetic.ar007_negative_amount import RULE as AR007
from jiheng.rules.arithmetic.ar008_excess_decimals import RULE as AR008

if TYPE_CHECKING:
    from jiheng.rules.base import Rule

RULES: tuple[Rule, ...] = (AR001, AR002, AR003, AR004, AR005, AR006, AR007, AR008)
