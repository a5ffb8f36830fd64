from __future__ import annotations

import json
from typing import TYPE_CHECKING
from xml.etree import ElementTree as ET

import pytest
from tests.unit.evidence.measures.files import measure
from tests.unit.evidence.running.runs import AS_OF, computed, file_in, write_pay

from jiheng.model import Actual, Indicator, Row, RowKind, SeveralActuals, SeveralTargets
from jiheng.model import TargetTable as Table
from jiheng.reading.grammar.targets import read_target
from jiheng.results import Circumstances, judge
from jiheng_evidence.measures.binding import bind
from jiheng_evidence.reports import REPORTS
from jiheng_evidence.reports.text import lines
from jiheng_evidence.running import run as running
from jiheng_evidence.running.outcome import Run, State

if TYPE_CHECKING:
    from pathlib import Path

ROWS = [
    ("A", "2025-01-10", "2025-01-10", 100, 100, "是"),
    ("A", "2025-02-10", "2025-02-12", 100, 90, "是"),
    ("B", "2025-03-10", "2025-03-10", 100, 100, "否"),
]
COUNT = ('kind = "count"', 'source = "pay"')
SHARE = ('kind = "share"', 'source = "pay"', "numerator = { good = true }")
REFUSED = ('kind = "query"', "query = \"SELECT * FROM read_csv('/etc/passwd')\"")
CELL = "检查≥3次，合格率≥95%，完成≥2批"


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    write_pay(tmp_path, ROWS)
    monkeypatch.setattr(running, "compute", lambda task, _progress: computed(task.file))
    return tmp_path


def _run(folder: Path, *measures: tuple[str, tuple[str, ...]], printed: str = CELL) -> Run:
    file = file_in(folder, *(measure(f'target = "{words}"', *said) for words, said in measures))
    of = Indicator(name="数量", annual_value=printed, target=read_target(printed))
    rows = (Row(kind=RowKind.PROJECT, name="甲", indicators=(of,)),)
    bounds = bind([Table(rows=rows)], file.measures, name="m.toml")
    return running.run_measures(file, bounds, as_of=AS_OF)


HALVES = "2025年6月底前完成；验收合格率达到100%"
LAST = ('kind = "last_date"', 'source = "pay"', 'column = "done"')


@pytest.mark.parametrize(("said", "states"), [(SHARE, "unbound partly"), (LAST, "met unbound")])
def test_a_measure_of_one_target_leaves_the_other_of_its_cell_unbound(
    folder: Path, said: tuple[str, ...], states: str
) -> None:
    file = file_in(folder, measure(*said))
    of = Indicator(name="数量", annual_value=HALVES, target=read_target(HALVES))
    rows = (Row(kind=RowKind.PROJECT, name="甲", indicators=(of,)),)
    bounds = bind([Table(rows=rows)], file.measures, name="m.toml")
    (result,) = running.run_measures(file, bounds, as_of=AS_OF).results
    assert " ".join(part.state for part in result.parts) == states
    assert result.state is State.UNJUDGED


CASES = [
    ("检查≥3次，完成≥2批", "met met", State.MET),
    ("检查≥3次，合格率≥95%", "met partly", State.PARTLY),
    ("检查≤0次，合格率≥95%", "missed partly", State.PARTLY),
    ("检查≤0次，完成≤0批", "missed missed", State.MISSED),
    ("检查≥3次，参会≥5人", "met unbound", State.UNJUDGED),
    ("检查≤0次，参会≥5人", "missed unbound", State.UNJUDGED),
    ("检查≥3次，满意≥95%", "met failed", State.FAILED),
    ("满意≥95%，参会≥5人", "failed unbound", State.FAILED),
]


@pytest.mark.parametrize(("printed", "states", "whole"), CASES)
def test_each_target_comes_out_and_the_indicator_as_all_of_them(
    folder: Path, printed: str, states: str, whole: State
) -> None:
    kinds = {"检": COUNT, "合": SHARE, "完": COUNT, "满": REFUSED}
    wanted = [(words, kinds[words[0]]) for words in printed.split("，") if words[0] in kinds]
    (result,) = _run(folder, *reversed(wanted), printed=printed).results
    assert " ".join(part.state for part in result.parts) == states
    assert result.state is whole


def test_the_indicator_is_judged_as_a_list_with_the_values_of_its_parts(folder: Path) -> None:
    run = _run(folder, ("检查≥3次", COUNT), ("合格率≥95%", SHARE), ("完成≥2批", COUNT))
    (result,) = run.results
    targets = [part.bound.indicator.target for part in result.parts]
    assert result.actual is not None
    assert isinstance(result.actual.value, SeveralActuals)
    listed = SeveralTargets(parts=tuple(targets))  # type: ignore[arg-type]
    asked = Circumstances(today=AS_OF, fiscal_year=2025)
    assert result.verdict == judge(listed, Actual(value=result.actual.value), asked)
    assert len(result.actual.evidence) == 3


def test_every_report_says_how_each_target_came_out(folder: Path) -> None:
    run = _run(folder, ("合格率≥95%", SHARE), ("检查≥3次", COUNT))
    (said,) = json.loads(REPORTS["json"](run, "zh"))["results"]
    assert [(part["target"], part["state"]) for part in said["parts"]] == [
        ("检查≥3次", "met"), ("合格率≥95%", "partly"), ("完成≥2批", "unbound"),
    ]  # fmt: skip
    assert said["actual"]["several"][2] is None
    assert said["state"] == "unjudged"
    page = REPORTS["html"](run, "zh").decode()
    (case,) = ET.fromstring(REPORTS["junit"](run, "zh")).iter("testcase")  # noqa: S314
    texts = (page, "".join(case.itertext()), "\n".join(one.text for one in lines(run, "zh")))
    for text in texts:
        assert all(words in text for words in CELL.split("，"))
        assert "实际 66.666667%，目标 ≥95%。" in text
    assert "3 个目标值，完成 1、部分完成 1、未绑定 1" in texts[2]
