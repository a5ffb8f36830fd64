"""The form of thirty rows that is opened and saved."""

from __future__ import annotations

from decimal import Decimal

from jiheng.model import Funding, Indicator, Level, NumberTarget, Row, RowKind, TargetTable

ROWS = 30
_NAMES = (
    ("产出指标", "数量指标", "科普展览举办场次", "12", "场"),
    ("产出指标", "数量指标", "科普讲解员培训人数", "300", "人"),
    ("产出指标", "质量指标", "培训合格率", "95", "%"),
    ("产出指标", "时效指标", "展览按期举办率", "98", "%"),
    ("效益指标", "社会效益", "服务公众人次", "5", "万人次"),
    ("满意度指标", "服务对象满意度", "参观公众满意度", "90", "%"),
)


def form(name: str) -> TargetTable:
    """Return a table of one project with thirty indicators."""
    row = Row(
        kind=RowKind.PROJECT,
        name=name,
        funding=Funding(total=Decimal("120.00"), fiscal_appropriation=Decimal("120.00")),
        goal="2026年举办科普展览12场，培训科普讲解员300人，服务公众5万人次，公众满意度达到90%以上。",
        indicators=tuple(
            _indicator(turn, *words) for turn in range(ROWS // len(_NAMES)) for words in _NAMES
        ),
    )
    return TargetTable(fiscal_year=2026, money_unit="万元", department="测试市科技局", rows=(row,))


def _indicator(turn: int, level1: str, level2: str, name: str, number: str, unit: str) -> Indicator:
    return Indicator(
        level1=Level(code=None, label=level1),
        level2=Level(code=None, label=level2),
        name=f"{name}（第{turn + 1}批）",
        annual_value=f"≥{number}{unit}",
        target=NumberTarget(op="≥", number=Decimal(number), unit=unit),
    )
