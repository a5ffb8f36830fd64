"""Disclosure 公开: may the table be published as it is?

Each module holds one rule; the order is that of the codes.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from jiheng.rules.disclosure.di001_personal_data import RULE as DI001
from jiheng.rules.disclosure.di002_internal_form_field import RULE as DI002
from jiheng.rules.disclosure.di003_secret_mark import RULE as DI003

if TYPE_CHECKING:
    from jiheng.rules.base import Rule

RULES: tuple[Rule, ...] = (DI001, DI002, DI003)
