"""One table for each official form, with every field that a form can hold filled."""

from __future__ import annotations

from decimal import Decimal

from jiheng.model import (
    Entry,
    Funding,
    FundingLine,
    Indicator,
    Level,
    NumberTarget,
    Row,
    RowKind,
    TableKind,
    TargetTable,
    Task,
)

OUTPUT, BENEFIT = Level(code=None, label="产出指标"), Level(code=None, label="效益指标")
QUANTITY, QUALITY = Level(code=None, label="数量指标"), Level(code=None, label="质量指标")
SOCIAL = Level(code=None, label="社会效益指标")
GOAL = "推动区域产业发展，提升服务企业能力；培训人员300人次以上。"


def line(label: str, **amounts: str) -> FundingLine:
    return FundingLine(label=label, **{name: Decimal(text) for name, text in amounts.items()})  # type: ignore[arg-type]


def indicators(**fields: object) -> tuple[Indicator, ...]:
    levels = ((OUTPUT, QUANTITY), (OUTPUT, QUANTITY), (OUTPUT, QUALITY), (BENEFIT, SOCIAL))
    names = ("培训人员人次", "调研报告篇数", "报告验收合格率", "企业满意程度")
    return tuple(
        Indicator(
            level1=level1,
            level2=level2,
            name=name,
            annual_value="≥30%",
            target=NumberTarget(op="≥", number=Decimal(30), unit="%"),
            **fields,  # type: ignore[arg-type]
        )
        for (level1, level2), name in zip(levels, names, strict=True)
    )


DEPARTMENT_NAME = "某区科技局"
_FURTHER = (Entry(label="备注", value="分期实施"), Entry(label="填表人", value="张三"))

DECLARATION = TargetTable(
    title="2025年项目支出绩效目标申报表",
    department=DEPARTMENT_NAME,
    fiscal_year=2025,
    money_unit="万元",
    rows=(
        Row(
            kind=RowKind.PROJECT,
            name="智慧停车设施建设",
            code="44011325T000010263357",
            period="2025年1月—2027年12月",
            goal=GOAL,
            period_goal="三年内" + GOAL,
            funding=Funding(
                total=Decimal("1250.50"),
                fiscal_appropriation=Decimal("1200.50"),
                special_account=Decimal("0.00"),
                other=Decimal("50.00"),
            ),
            lines=(
                line("年度资金总额", amount="1250.50"),
                line("其中：财政拨款", amount="1200.50"),
                line("财政专户拨款", amount="0.00"),
                line("其他资金", amount="50.00"),
            ),
            indicators=indicators(
                period_value="≥90%",
                sign="≥",
                unit="个",
                explanation="反映当年完成情况",
                scoring_rule="按比例得分",
                weight=Decimal(25),
            ),
            further=_FURTHER,
            department=DEPARTMENT_NAME,
            organization="某区科技局本级",
        ),
        Row(
            kind=RowKind.PROJECT,
            name="科技创新券",
            goal=GOAL,
            funding=Funding(total=Decimal("80.00")),
            lines=(line("实施期资金总额", amount="240.00"), line("年度资金总额", amount="80.00")),
            indicators=indicators(period_value="≥90%"),
            department=DEPARTMENT_NAME,
            organization="某区科技局本级",
        ),
    ),
)
SELF_EVALUATION = TargetTable(
    title="2024年度项目支出绩效自评表",
    department=DEPARTMENT_NAME,
    fiscal_year=2024,
    money_unit="万元",
    kind=TableKind.SELF_EVALUATION,
    rows=(
        Row(
            kind=RowKind.PROJECT,
            name="智慧停车设施建设",
            goal=GOAL,
            goal_actual="已全部完成。",
            funding=Funding(total=Decimal("1200.00"), fiscal_appropriation=Decimal("1200.00")),
            lines=(
                line(
                    "年度资金总额",
                    initial_budget="1250.50",
                    budget="1200.00",
                    executed="1180.25",
                    weight="10",
                    rate="98.35",
                    score="9.84",
                ),
                line("其中：财政拨款", initial_budget="1250.50", budget="1200.00"),
            ),
            indicators=indicators(
                actual="35%",
                weight=Decimal("22.5"),
                score=Decimal("22.5"),
                deviation="征地进度滞后，下一步加强统筹",
            ),
            score=Decimal("99.84"),
            grade="优",
            further=_FURTHER,
            department=DEPARTMENT_NAME,
            organization="某区科技局本级",
        ),
    ),
)
MONITORING = TargetTable(
    title="2025年项目支出绩效目标执行监控表",
    department=DEPARTMENT_NAME,
    fiscal_year=2025,
    money_unit="万元",
    kind=TableKind.MONITORING,
    rows=(
        Row(
            kind=RowKind.PROJECT,
            name="智慧停车设施建设",
            goal=GOAL,
            funding=Funding(total=Decimal("1250.50")),
            lines=(
                line(
                    "年度资金总额",
                    initial_budget="1250.50",
                    executed="680.25",
                    rate="54.40",
                    forecast="1200.00",
                ),
            ),
            indicators=indicators(
                actual="12%",
                forecast="预计完成30%",
                deviation="审批周期较长",
                likelihood="有可能",
                further=(Entry(label="备注", value="已协调"),),
            ),
            department=DEPARTMENT_NAME,
            organization="某区科技局本级",
        ),
    ),
)
DEPARTMENT = TargetTable(
    title="2025年部门整体支出绩效目标表",
    department=DEPARTMENT_NAME,
    fiscal_year=2025,
    money_unit="万元",
    kind=TableKind.DEPARTMENT_TARGETS,
    rows=(
        Row(
            kind=RowKind.ORGANIZATION,
            name=DEPARTMENT_NAME,
            goal=GOAL,
            funding=Funding(
                total=Decimal("300.00"),
                fiscal_appropriation=Decimal("300.00"),
                special_account=Decimal("0.00"),
                other=Decimal("0.00"),
            ),
            lines=(
                line("年度资金总额", amount="300.00"),
                line("其中：财政拨款", amount="300.00"),
                line("财政专户拨款", amount="0.00"),
                line("单位资金", amount="0.00"),
            ),
            tasks=(
                Task(
                    name="推进产业发展",
                    content="服务企业",
                    expected="新增企业30家",
                    funding=Funding(
                        total=Decimal("200.00"), fiscal_appropriation=Decimal("200.00")
                    ),
                ),
                Task(name="科学普及", content="开展活动"),
            ),
            indicators=indicators(),
        ),
    ),
)
DISCLOSURE = TargetTable(
    title="项目支出绩效目标表（含转移支付项目）",
    department=DEPARTMENT_NAME,
    money_unit="万元",
    rows=(
        Row(kind=RowKind.GRAND_TOTAL, name="合计", funding=Funding(total=Decimal("80.00"))),
        Row(
            kind=RowKind.PROJECT,
            name="科技创新券",
            funding=Funding(total=Decimal("80.00")),
            goal=GOAL,
            indicators=tuple(
                Indicator(
                    seq=number,
                    level1=Level(code="1", label="产出指标"),
                    level2=Level(code="11", label="数量指标"),
                    name=name,
                    period_value="≥30%",
                    annual_value="≥30%",
                    target=NumberTarget(op="≥", number=Decimal(30), unit="%"),
                )
                for number, name in enumerate(("培训人员人次", "调研报告篇数"), 1)
            ),
        ),
    ),
)
TABLES = {
    "disclosure": DISCLOSURE,
    "declaration": DECLARATION,
    "department": DEPARTMENT,
    "monitoring": MONITORING,
    "self-evaluation": SELF_EVALUATION,
}
"""The table that suits each form."""
