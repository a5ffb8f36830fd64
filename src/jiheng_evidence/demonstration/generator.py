"""Makes the evidence of the demonstration: sound for every measure, but for planted troubles."""

from __future__ import annotations

import shutil
from collections import defaultdict
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import TYPE_CHECKING

from jiheng.reading.documents import read_document
from jiheng_evidence.demonstration import logs, records
from jiheng_evidence.demonstration.budgets import budget_rows_of, water
from jiheng_evidence.demonstration.dice import Dice
from jiheng_evidence.demonstration.files import (
    HEADERS,
    LABEL,
    write_csv,
    write_faults,
    write_parquet,
    write_rows,
    write_workbook,
)
from jiheng_evidence.demonstration.groups import Group, Want
from jiheng_evidence.demonstration.planting import Planted, Trouble, read_planted
from jiheng_evidence.demonstration.spoiling import spoiled
from jiheng_evidence.demonstration.wanted import sound_day, sound_number
from jiheng_evidence.measures.binding import bind
from jiheng_evidence.measures.model import Kind
from jiheng_evidence.measures.reading import read_measures

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence
    from pathlib import Path

    from jiheng.model import NumberTarget, TargetTable
    from jiheng_evidence.demonstration.groups import Record
    from jiheng_evidence.measures.binding import Bound
    from jiheng_evidence.measures.model import Measure, MeasureFile

PLANTED = "planted.toml"
SEED = "绩衡"

_ABOUT = f"""{LABEL}

本文件夹中的目标表是有关部门公布的原文；佐证（各子文件夹中的文件）全部由程序生成，是合成数据，
与任何单位、企业和个人无关。planted.toml 列明有意埋下的问题。

The tables of targets are as published. All evidence, the files in the folders, is made by the
program: synthetic data about nobody. planted.toml lists the troubles planted in it.
"""

_MAKERS: Mapping[str, Callable[[Group], list[Record]]] = {
    "register": records.register,
    "statistics": records.statistics,
    "checks": records.checks,
    "survey": records.survey,
    "deliverables": records.deliverables,
    "duplicates": records.duplicates,
    "payments": logs.payments,
    "faults": logs.faults,
    "uptime": logs.uptime,
    "training": logs.training,
    "reporting": logs.reporting,
}


@dataclass(frozen=True, slots=True)
class Demonstration:
    """What was written: measure files to run, and the troubles that a run must find."""

    measure_files: tuple[Path, ...]
    planted: tuple[Planted, ...]


def write_demonstration(samples: Path, folder: Path, *, seed: str = SEED) -> Demonstration:
    """Write tables, measure files and synthetic evidence into a folder.

    Args:
        samples: The folder of the published tables, with `evidence/` in it.
        folder: Where to write; files of the same names are replaced.
        seed: The same seed makes the same evidence.
    """
    folder.mkdir(parents=True, exist_ok=True)
    source = samples / "evidence"
    planted = read_planted((source / PLANTED).read_text("utf-8"))
    shutil.copyfile(source / PLANTED, folder / PLANTED)
    (folder / "README.txt").write_text(_ABOUT, encoding="utf-8")
    written = []
    for path in sorted(source.glob("*.toml")):
        if path.name != PLANTED:
            troubles = [trouble for trouble in planted if trouble.file == path.stem]
            written.append(_file(samples, path, folder, _Seeding(seed, troubles)))
    return Demonstration(tuple(written), planted)


@dataclass(frozen=True, slots=True)
class _Seeding:
    seed: str
    planted: Sequence[Planted]

    def of(self, item: str, kind: Kind | None = None) -> Planted | None:
        """Return the trouble planted in the records of an item."""
        for planted in self.planted:
            if planted.item == item and (kind is None or planted.kind in (None, kind)):
                return planted
        return None


def _file(samples: Path, path: Path, folder: Path, seeding: _Seeding) -> Path:
    data = path.read_bytes()
    file = read_measures(data, name=path.name, folder=folder)
    document = (samples / file.table).read_bytes()
    (folder / file.table).write_bytes(document)
    (folder / path.name).write_bytes(data)
    tables = read_document(document, file.table).tables
    bounds = bind(tables, file.measures, name=path.name)
    evidence = folder / path.stem
    evidence.mkdir(exist_ok=True)
    made = _made(file, bounds, path.stem, seeding)
    if file.source("statistics"):
        made["statistics"].extend(water(file, Dice(f"{seeding.seed}/{path.stem}/water")))
    for name, found in made.items():
        _write(evidence, name, found)
    if file.source("budget"):
        _write_budget(evidence, tables, file, seeding)
    return folder / path.name


def _made(
    file: MeasureFile, bounds: Sequence[Bound], stem: str, seeding: _Seeding
) -> dict[str, list[Record]]:
    groups: dict[tuple[str, str], list[Bound]] = defaultdict(list)
    for bound in (leaf for each in bounds for leaf in each.leaves):
        if bound.measure is not None and bound.measure.source is not None:
            groups[bound.measure.source, _item(bound.measure)].append(bound)
    made: dict[str, list[Record]] = {
        source.name: [] for source in file.sources if source.name in _MAKERS
    }
    for (source, item), found in groups.items():
        dice = Dice(f"{seeding.seed}/{stem}/{source}/{item}")
        group = Group(
            item=item,
            wants=[_want(bound, seeding, dice) for bound in found],
            year=file.fiscal_year,
            dice=dice,
            trouble=seeding.of(item),
        )
        made[source].extend(spoiled(group, _MAKERS[source](group)))
    return made


def _item(measure: Measure) -> str:
    condition = next(c for c in measure.where if c.column == "item")
    return str(condition.values[0])


def _want(bound: Bound, seeding: _Seeding, dice: Dice) -> Want:
    measure, target = bound.measure, bound.indicator.target
    if measure is None:  # pragma: no cover - only bound indicators come here
        raise ValueError
    planted = seeding.of(_item(measure), measure.kind)
    value = planted.value if planted and planted.trouble is Trouble.SHORT else None
    if measure.kind is Kind.LAST_DATE:
        day = value if isinstance(value, date) else sound_day(target, dice)
        return Want(measure=measure, day=day)
    number = value if isinstance(value, Decimal) else sound_number(measure, target, dice)
    return Want(measure=measure, number=number, upper=_is_upper(target))


def _is_upper(target: object) -> bool:
    op: NumberTarget | object = getattr(target, "op", "")
    return op in ("≤", "<")


def _write(folder: Path, name: str, found: list[Record]) -> None:
    if name == "faults":
        write_faults(folder / "faults.sqlite", found)
    elif name == "uptime":
        write_parquet(folder / "uptime.parquet", found)
    elif name == "training":
        write_workbook(folder / "training.xlsx", HEADERS[name], found)
    else:
        write_csv(folder / f"{name}.csv", HEADERS[name], found)


def _write_budget(
    folder: Path, tables: Sequence[TargetTable], file: MeasureFile, seeding: _Seeding
) -> None:
    noughts = {planted.item for planted in seeding.planted if planted.trouble is Trouble.NOUGHT}
    dice = Dice(f"{seeding.seed}/{folder.name}/budget")
    rows = budget_rows_of(tables, file.fiscal_year, noughts, dice)
    write_rows(folder / "budget.xlsx", rows)
