"""LE007: numbers of indicators that repeat, skip or start again."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

from jiheng.bilingual import Bilingual
from jiheng.model import Family, Severity
from jiheng.rules.base import Hit, Page, ProjectRule, RuleMeta, not_applicable
from jiheng.rules.legibility.basis import SOUND_TEXT
from jiheng.rules.quoting import short

if TYPE_CHECKING:
    from collections.abc import Iterator

    from jiheng.rules.base import Outcome
    from jiheng.rules.subjects import IndicatorSubject, ProjectSubject

META = RuleMeta(
    code="LE007",
    name="broken-numbering",
    title=Bilingual("指标编号跳号、重号", "Broken numbering"),
    family=Family.LEGIBILITY,
    severity=Severity.MUST,
    basis=SOUND_TEXT,
    page=Page(
        what=Bilingual(
            "一个项目的指标编号有重复或跳号（应当修改）；或者在一个单元格里又从1编起（建议）。",
            "Numbers of a project repeat or leave gaps (must), or start again at "
            "1 within one cell (advice).",
        ),
        why=Bilingual(
            "跳号、重号常常意味着漏了或误删了指标；从头编号说明几个子项目合在一格。",
            "A gap or repeat often means a lost indicator; starting again means "
            "several lists in one cell.",
        ),
        bad=Bilingual(
            "编号1、2、4、4、5、6",
            "1, 2, 4, 4, 5, 6",
        ),
        good=Bilingual(
            "编号1、2、3、4、5、6",
            "1, 2, 3, 4, 5, 6",
        ),
        fix=Bilingual(
            "补回漏掉的指标或删去多余的，再顺序编号。",
            "Restore what is lost, delete what is too much, and number again.",
        ),
    ),
)
_FARTHEST = 100
_SHOWN = 6


def check(project: ProjectSubject) -> Iterator[Outcome]:
    """Follow the numbers from one to the next, list by list."""
    lists = _lists(project)
    if not any(lists):
        yield not_applicable("指标没有编号", "the indicators bear no numbers")
        return
    for numbered in lists:
        hit = _broken(project, numbered, first=numbered is lists[0])
        if hit is not None:
            yield hit
    if len(lists) > 1 and not _by_level(lists):
        places = [numbered[0].at("seq") for numbered in lists[1:]]
        yield Hit(
            at=places[0],
            more=tuple(places[1:]),
            severity=Severity.ADVICE,
            cause="restart",
            fix=Bilingual(
                "几个子项目的指标合在一格的，分别列示或统一编号。",
                "Give each part its own row, or number the indicators through.",
            ),
            message=Bilingual(
                f"“{short(project.row.name)}”的指标编号{len(lists)}次从1编起。",
                f"Numbers of “{short(project.row.name)}” start at 1 {len(lists)} times.",
            ),
        )


def _lists(project: ProjectSubject) -> list[list[IndicatorSubject]]:
    """Cut the indicators where the numbering starts again."""
    lists: list[list[IndicatorSubject]] = []
    for indicator in project.printed:
        seq = indicator.indicator.seq
        if seq is None:
            continue
        if not lists or seq == 1:
            lists.append([])
        lists[-1].append(indicator)
    return lists


def _by_level(lists: list[list[IndicatorSubject]]) -> bool:
    """Whether the numbers start again below each level, and each level stands once: 指标1."""
    levels = [
        {(item.indicator.level1, item.indicator.level2) for item in numbered} for numbered in lists
    ]
    return all(len(own) == 1 for own in levels) and len(set().union(*levels)) == len(levels)


def _broken(
    project: ProjectSubject, numbered: list[IndicatorSubject], *, first: bool
) -> Hit | None:
    numbers = [item.indicator.seq for item in numbered if item.indicator.seq is not None]
    counts = Counter(numbers)
    repeated = sorted(number for number, count in counts.items() if count > 1)
    start = numbers[0] if first and not project.whole else 1
    expected = range(start, min(max(numbers), start + len(numbers) + _FARTHEST) + 1)
    missing = [number for number in expected if number not in counts]
    if not project.whole and len(missing) <= _unnumbered(project):
        missing = []
    if not repeated and not missing:
        return None
    wrong = _repeats(numbered) or [
        item for item in numbered if (item.indicator.seq or 0) > missing[0]
    ]
    faults = _in_words(repeated, missing)
    return Hit(
        at=wrong[0].at("seq"),
        more=tuple(item.at("seq") for item in wrong[1:] if repeated),
        message=Bilingual(
            f"“{short(project.row.name)}”的指标编号{faults.zh}，疑漏指标或误编。",
            f"Numbers of “{short(project.row.name)}”: {faults.en}.",
        ),
    )


def _in_words(repeated: list[int], missing: list[int]) -> Bilingual:
    zh, en = [], []
    if repeated:
        zh.append(f"重复{_listed(repeated)}")
        en.append(f"{_listed(repeated)} again")
    if missing:
        zh.append(f"缺{_listed(missing)}")
        en.append(f"no {_listed(missing)}")
    return Bilingual("，".join(zh), ", ".join(en))


def _repeats(numbered: list[IndicatorSubject]) -> list[IndicatorSubject]:
    seen: set[int | None] = set()
    again = []
    for item in numbered:
        if item.indicator.seq in seen:
            again.append(item)
        seen.add(item.indicator.seq)
    return again


def _unnumbered(project: ProjectSubject) -> int:
    return sum(item.indicator.seq is None for item in project.printed)


def _listed(numbers: list[int]) -> str:
    shown = "、".join(map(str, numbers[:_SHOWN]))
    return f"{shown}……" if len(numbers) > _SHOWN else shown


RULE = ProjectRule(META, check)
