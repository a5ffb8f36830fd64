from __future__ import annotations

import re
from pathlib import Path

import pytest
from tests.unit.evidence.measures.files import table

from jiheng.model import DeadlineTarget, Indicator, NumberTarget, Target, TextTarget
from jiheng.pipeline import read
from jiheng.reading.grammar.targets import read_target
from jiheng_evidence.measures.binding import bind
from jiheng_evidence.measures.drafting import draft, kinds_guessed
from jiheng_evidence.measures.reading import read_measures

SAMPLES = sorted((Path(__file__).parents[4] / "samples").glob("*.txt"))
_COMMENTED = re.compile(r"^# (?=\[|[\w\"]+ = )", re.MULTILINE)


@pytest.mark.parametrize("sample", SAMPLES, ids=lambda path: path.stem)
def test_a_draft_means_every_target_of_an_indicator_that_has_a_name(sample: Path) -> None:
    tables = read(sample.read_bytes(), name=sample.name).tables
    text = draft(tables, table=sample.name, fiscal_year=2025)
    assert read_measures(text.encode(), name="m.toml").measures == ()
    file = read_measures(_COMMENTED.sub("", text).encode(), name="m.toml")
    bounds = bind(tables, file.measures, name="m.toml")
    unnamed = [bound for bound in bounds if not bound.indicator.name]
    leaves = [leaf for bound in bounds for leaf in bound.leaves]
    assert [leaf for leaf in leaves if leaf.measure is None] == unnamed
    assert len(file.measures) == len(leaves) - len(unnamed) > 0


def _number(unit: str) -> NumberTarget:
    from decimal import Decimal  # noqa: PLC0415

    return NumberTarget(op="≥", number=Decimal(9), unit=unit)


@pytest.mark.parametrize(
    ("name", "target", "kind"),
    [
        ("服务对象满意度", _number("%"), "share"),
        ("政策兑现及时率", _number("%"), "on_time"),
        ("兑现资金发放准确率", _number("%"), "accuracy"),
        ("设备正常运行率", _number("%"), "share"),
        ("业务恢复时间", _number("小时"), "duration"),
        ("落户以来累计完成投资", _number("亿元"), "sum"),
        ("完成固定资产投资", _number("亿元"), "sum"),
        ("人均成本", _number("元/人"), "average"),
        ("查重报告数量", _number("份"), "count"),
        ("项目验收", DeadlineTarget(year=2025, month=6, day=None), "last_date"),
        ("服务企业数量", TextTarget(), "count"),
        ("数据上报率", None, "share"),
        ("提升影响力", TextTarget(), "none"),
    ],
)
def test_the_kind_is_guessed_by_name_and_target(
    name: str, target: Target | None, kind: str
) -> None:
    tables = [table(甲=[Indicator(name=name, target=target)])]
    assert kinds_guessed(tables) == {kind: 1}


@pytest.mark.parametrize(
    ("printed", "words"),
    [
        ("建设5G基站≥1000个，覆盖率≥95%", ["建设5G基站≥1000个", "覆盖率≥95%"]),
        ("≥1,000家、95%", ["≥1,000家", "95%"]),
        ("走访3家园区和50家企业", ["走访3家园区", "50家企业"]),
        ("举办1-2次；≥10家", ["举办1-2次", "≥10家"]),
        ("约10家，≥95%", []),
        ("≥95%，稳步提升", []),
        ("≥5%（含5%）", []),
        ("；≥5%" * 1000, []),
    ],
)
def test_a_cell_of_several_targets_is_drafted_as_a_measure_for_each(
    printed: str, words: list[str]
) -> None:
    of = Indicator(name="数量", annual_value=printed, target=read_target(printed))
    text = _COMMENTED.sub("", draft([table(甲=[of])], table="x", fiscal_year=2025))
    file = read_measures(text.encode(), name="m.toml")
    assert [measure.target for measure in file.measures] == [*words, *([] if words else [None])]


def test_a_draft_says_when_the_year_is_a_guess() -> None:
    tables = read(SAMPLES[0].read_bytes(), name="x").tables
    assert "fiscal_year = 2031  # 表上没有写年度，请核对" in draft(
        tables, table="x", fiscal_year=2031
    )
    assert "fiscal_year = 2025\n" in draft([table()], table="x", fiscal_year=2031)
