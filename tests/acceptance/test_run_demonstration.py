"""The demonstration: targets of five published tables run over synthetic evidence."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from tests.acceptance.running import jiheng

from jiheng.reading.documents import read_document
from jiheng_evidence.demonstration.comparing import differences
from jiheng_evidence.demonstration.generator import write_demonstration
from jiheng_evidence.ledgers.budget_reading import read_budget_ledger
from jiheng_evidence.ledgers.keeping import payment_accuracy, payment_timeliness
from jiheng_evidence.ledgers.payment_reading import read_payment_ledger
from jiheng_evidence.ledgers.reconciling import MoneyMatch, reconcile
from jiheng_evidence.measures.binding import bind
from jiheng_evidence.measures.model import Kind
from jiheng_evidence.measures.reading import read_measures
from jiheng_evidence.running.run import run_measures

if TYPE_CHECKING:
    from jiheng.model import TargetTable
    from jiheng_evidence.demonstration.generator import Demonstration
    from jiheng_evidence.measures.model import MeasureFile
    from jiheng_evidence.running.outcome import Result, Run

SAMPLES = Path(__file__).parents[2] / "samples"
STEMS = ("gongxin-1", "gongxin-2", "huangpu", "kaifaqu", "panyu")


@dataclass(frozen=True)
class Written:
    """The demonstration in its folder."""

    folder: Path
    demonstration: Demonstration

    def file(self, stem: str) -> MeasureFile:
        path = self.folder / f"{stem}.toml"
        return read_measures(path.read_bytes(), name=path.name, folder=self.folder)

    def tables(self, stem: str) -> tuple[TargetTable, ...]:
        name = self.file(stem).table
        return read_document((self.folder / name).read_bytes(), name).tables

    def run(self, stem: str) -> Run:
        file = self.file(stem)
        assert file.as_of is not None
        bounds = bind(self.tables(stem), file.measures, name=stem)
        return run_measures(file, bounds, as_of=file.as_of)


@pytest.fixture(scope="module")
def written(tmp_path_factory: pytest.TempPathFactory) -> Written:
    folder = tmp_path_factory.mktemp("demonstration")
    return Written(folder, write_demonstration(SAMPLES, folder))


@pytest.fixture(scope="module")
def runs(written: Written) -> dict[str, Run]:
    return {stem: written.run(stem) for stem in STEMS}


@pytest.mark.parametrize("stem", STEMS)
def test_a_run_finds_all_planted_troubles_and_nothing_else(
    written: Written, runs: dict[str, Run], stem: str
) -> None:
    planted = [trouble for trouble in written.demonstration.planted if trouble.file == stem]
    assert planted
    assert differences(planted, runs[stem]) == ()


def test_other_numbers_by_chance_make_no_other_findings(tmp_path: Path) -> None:
    other = Written(tmp_path, write_demonstration(SAMPLES, tmp_path, seed="another"))
    planted = [trouble for trouble in other.demonstration.planted if trouble.file == "huangpu"]
    assert differences(planted, other.run("huangpu")) == ()


def test_at_least_eighty_indicators_of_ten_kinds_are_bound(written: Written) -> None:
    measures = [measure for stem in STEMS for measure in written.file(stem).measures]
    assert len(measures) >= 80
    assert len({measure.kind for measure in measures}) >= 10


def test_the_same_seed_makes_the_same_bytes(written: Written, tmp_path: Path) -> None:
    write_demonstration(SAMPLES, tmp_path)
    for path in written.folder.rglob("*"):
        if path.is_file():
            again = tmp_path / path.relative_to(written.folder)
            assert again.read_bytes() == path.read_bytes(), path.name


def test_every_file_of_text_says_that_it_is_synthetic(written: Written) -> None:
    evidence = [*written.folder.rglob("*.csv"), *written.folder.rglob("*.sqlite")]
    assert evidence
    for path in evidence:
        encoding = "gb18030" if path.stem == "payments" else "utf-8"
        assert "合成数据".encode(encoding) in path.read_bytes(), path.name


def test_a_ledger_of_the_demonstration_reconciles_with_its_table(written: Written) -> None:
    (table,) = written.tables("panyu")
    path = written.folder / "panyu" / "budget.xlsx"
    ledger = read_budget_ledger(path.read_bytes(), path.name)
    assert ledger.problems == ()
    assert {found.match for found in reconcile(table, ledger)} == {MoneyMatch.SAME}


def measured(run: Run, kind: Kind) -> Result:
    (found,) = [
        result
        for result in run.results
        if result.bound.measure
        and result.bound.measure.kind is kind
        and result.bound.measure.source == "payments"
        and "清算" in result.bound.project.name
    ]
    return found


def test_importing_the_ledger_of_payments_says_the_same_as_the_run(
    written: Written, runs: dict[str, Run]
) -> None:
    path = written.folder / "panyu" / "payments.csv"
    ledger = read_payment_ledger(path.read_bytes(), path.name)
    day = runs["panyu"].as_of
    for share, kind in ((payment_accuracy, Kind.ACCURACY), (payment_timeliness, Kind.ON_TIME)):
        imported, computed = (
            share(ledger, day, "服务贸易清算"),
            measured(runs["panyu"], kind).actual,
        )
        assert imported is not None
        assert computed is not None
        assert imported.value == computed.value


def test_the_command_shows_all_of_it(tmp_path: Path) -> None:
    ended = jiheng("run", "--demo", "-o", str(tmp_path), "--lang", "zh")
    assert ended.code == 0, ended.err
    assert "全部查出，此外没有误报。" in ended.text
    assert (tmp_path / "panyu.html").exists()


def test_the_demonstration_takes_no_file(tmp_path: Path) -> None:
    assert jiheng("run", "--demo", str(tmp_path / "measures.toml")).code == 2


def test_without_a_file_the_command_says_what_to_name() -> None:
    assert jiheng("run").code == 2
