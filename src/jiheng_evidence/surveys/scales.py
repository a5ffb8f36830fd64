"""The usual rating scales, as data."""

from __future__ import annotations

from decimal import Decimal

from jiheng.bilingual import Bilingual
from jiheng_evidence.surveys.definition import Option

SATISFACTION = (
    Option(
        name="very_satisfied",
        label=Bilingual("很满意", "Very satisfied"),
        score=Decimal(100),
        satisfied=True,
    ),
    Option(
        name="satisfied", label=Bilingual("满意", "Satisfied"), score=Decimal(80), satisfied=True
    ),
    Option(name="fair", label=Bilingual("一般", "Neither"), score=Decimal(60)),
    Option(name="dissatisfied", label=Bilingual("不满意", "Dissatisfied"), score=Decimal(30)),
    Option(
        name="very_dissatisfied",
        label=Bilingual("很不满意", "Very dissatisfied"),
        score=Decimal(0),
    ),
)
"""Five grades; 很满意 and 满意 count as satisfied."""

SCORES = {option.label.zh: option for option in SATISFACTION}
"""The usual options by the words that questionnaires print."""
