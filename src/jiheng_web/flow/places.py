"""Names of the cells of a project (`indicators.3.annual_value`), for machines and for people."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import TYPE_CHECKING

from jiheng.bilingual import Bilingual

if TYPE_CHECKING:
    from collections.abc import Iterator

    from jiheng.model import TargetTable

_PLACE = re.compile(r"(?:indicators\.(\d{1,4})\.[a-z0-9_]{1,30})|[a-z_]{1,30}(?:\.[a-z_]{1,30})?|")
_FIELDS = {
    "name": Bilingual("项目名称", "name"),
    "code": Bilingual("项目编码", "code"),
    "goal": Bilingual("年度绩效目标", "goal of the year"),
    "period": Bilingual("实施期", "period"),
    "period_goal": Bilingual("实施期绩效目标", "goal of the period"),
    "funding": Bilingual("资金", "money"),
    "total": Bilingual("资金总额", "total"),
    "indicators": Bilingual("绩效指标", "indicators"),
    "level1": Bilingual("一级指标", "first level"),
    "level2": Bilingual("二级指标", "second level"),
    "annual_value": Bilingual("年度指标值", "value of the year"),
    "period_value": Bilingual("实施期指标值", "value of the period"),
    "weight": Bilingual("分值", "weight"),
    "unit": Bilingual("计量单位", "unit"),
    "sign": Bilingual("指标性质", "sign"),
    "title": Bilingual("标题", "title"),
    "department": Bilingual("主管部门", "department"),
    "goal_actual": Bilingual("年度总体目标完成情况", "what was reached of the goal"),
    "actual": Bilingual("实际完成值", "actual value"),
    "deviation": Bilingual("偏差原因分析及改进措施", "reason of the deviation"),
    "score": Bilingual("得分", "points"),
    "grade": Bilingual("评价等级", "grade"),
    "executed": Bilingual("执行数", "executed"),
    "rate": Bilingual("执行率", "execution rate"),
    "value": Bilingual("其他栏目", "another field"),
}
_THIRD = Bilingual("三级指标", "third level")
_OF_PROJECT = ("", "name", "goal", "period_goal", "funding.total", "indicators")
_OF_INDICATOR = ("name", "annual_value")


@lru_cache(maxsize=4096)
def named(place: str) -> Bilingual:
    """Return the name of a cell for people: 第3项指标·年度指标值."""
    if not place:
        return Bilingual("整个项目", "the whole project")
    head, _, rest = place.partition(".")
    if head == "indicators" and rest:
        at, _, field = rest.partition(".")
        name = _THIRD if field == "name" else _FIELDS.get(field, Bilingual(field, field))
        return Bilingual(f"第{int(at) + 1}项指标·{name.zh}", f"indicator {int(at) + 1}, {name.en}")
    last = place.rpartition(".")[2]
    return _FIELDS.get(last, Bilingual(last, last))


def is_cell(table: TargetTable, place: str) -> bool:
    """Return whether a name means a cell of a table of one row; empty means the whole."""
    found = _PLACE.fullmatch(place)
    return found is not None and (
        found.group(1) is None or int(found.group(1)) < len(table.rows[0].indicators)
    )


def cells_of(table: TargetTable) -> Iterator[tuple[str, Bilingual]]:
    """Yield the cells that are commented on most, each with its name for people."""
    for place in _OF_PROJECT:
        yield place, named(place)
    for at, indicator in enumerate(table.rows[0].indicators):
        for field in _OF_INDICATOR:
            place = f"indicators.{at}.{field}"
            words, name = named(place), indicator.name or "—"
            yield place, Bilingual(f"{words.zh}（{name}）", f"{words.en} ({name})")
