"""The values of all entities: columns of exact whole numbers, None where a value is missing."""

from __future__ import annotations

from dataclasses import dataclass, field
from decimal import Decimal
from functools import lru_cache
from typing import TYPE_CHECKING

from jiheng.bilingual import Bilingual
from jiheng.errors import UnreadableFile
from jiheng.schemes.fields import number

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping, Sequence

    from jiheng.model import Problem
    from jiheng.schemes.scheme import Scheme

PLACES = 9
UNIT = 10**PLACES
"""Values are kept as whole numbers of this part: eight places behind the point, and a half."""

_YES = frozenset({"是", "有", "yes", "Yes", "YES", "true", "True", "TRUE", "√", "✓"})
_NO = frozenset({"否", "无", "no", "No", "NO", "false", "False", "FALSE", "×"})
_EMPTY = frozenset({"", "-", "—", "——", "/", "N/A", "n/a", "NA", "缺失", "暂无", "#N/A"})


@dataclass(frozen=True, kw_only=True)
class Figures:
    """The data of an evaluation (评价数据).

    Attributes:
        entities: Names, each once.
        groups: Group of each entity; one empty group where the scheme has none.
        columns: Head → value of each entity, in parts of `UNIT`; None where it is missing.
        problems: What could not be taken as it stands.
    """

    entities: tuple[str, ...]
    groups: tuple[str, ...]
    columns: Mapping[str, Sequence[int | None]]
    problems: tuple[Problem, ...] = field(default=())

    def value(self, head: str, place: int) -> Decimal | None:
        """Return a value of an entity as it was given."""
        found = self.columns[head][place]
        return None if found is None else plain(found)

    def permuted(self, order: Sequence[int]) -> Figures:
        """Return the same entities in another order."""
        return Figures(
            entities=tuple(self.entities[place] for place in order),
            groups=tuple(self.groups[place] for place in order),
            columns={
                head: [column[place] for place in order] for head, column in self.columns.items()
            },
        )


@lru_cache(maxsize=65_536)
def plain(parts: int) -> Decimal:
    """Return parts of `UNIT` as a number without needless noughts."""
    found = Decimal(parts).scaleb(-PLACES)
    return found.quantize(Decimal(1)) if found == found.to_integral_value() else found.normalize()


def parts_of(value: object) -> int | None:
    """Return a value in parts of `UNIT`; None when it is missing.

    Raises:
        ValueError: It is no number, yes or no.
    """
    if value is None:
        return None
    if isinstance(value, bool):
        return UNIT if value else 0
    if isinstance(value, str):
        value = value.strip()
        if value in _EMPTY:
            return None
        if value in _YES or value in _NO:
            return UNIT if value in _YES else 0
        value = value.replace(",", "").replace("，", "")
        value = value.removesuffix("%").removesuffix("％")
    return int(number(value).scaleb(PLACES))


def figures_of(
    scheme: Scheme,
    rows: Iterable[Mapping[str, object]],
    *,
    name: str = "data",
    cell: Callable[[int, str], str | None] = lambda _row, _head: None,
) -> Figures:
    """Return the figures that rows of plain values hold.

    Args:
        scheme: Names the columns; that of the names is headed by its `entity`.
        rows: Head → value, a row for each entity.
        name: Whence they come, for messages.
        cell: Place of a row, counted from 0, and head → the cell it stands in, for messages.

    Raises:
        UnreadableFile: A value is no number, or an entity has no name or stands twice.
    """
    entities: list[str] = []
    groups: list[str] = []
    columns: dict[str, list[int | None]] = {head: [] for head in scheme.columns}
    for at, row in enumerate(rows):
        entities.append(str(row.get(scheme.entity) or "").strip())
        groups.append(str(row.get(scheme.group) or "").strip() if scheme.group else "")
        for head, column in columns.items():
            try:
                column.append(parts_of(row.get(head)))
            except ValueError as fault:
                reason = _no_number(entities[-1], head, str(row.get(head))[:30], cell(at, head))
                raise UnreadableFile(name=name, reason=reason) from fault
    figures = Figures(entities=tuple(entities), groups=tuple(groups), columns=columns)
    check_names(figures.entities, name)
    return figures


def check_names(entities: Sequence[str], name: str) -> None:
    """Refuse entities without a name, or two of one name.

    Raises:
        UnreadableFile: There is one.
    """
    seen: set[str] = set()
    for place, entity in enumerate(entities, 1):
        if not entity:
            reason = Bilingual(f"第 {place} 个对象没有名称。", f"entity {place} has no name.")
            raise UnreadableFile(name=name, reason=reason)
        if entity in seen:
            reason = Bilingual(f"对象“{entity}”重复。", f"“{entity}” stands twice.")
            raise UnreadableFile(name=name, reason=reason)
        seen.add(entity)


def _no_number(entity: str, head: str, said: str, cell: str | None) -> Bilingual:
    zh, en = (f"{cell} 单元格，", f"cell {cell}, ") if cell else ("", "")
    return Bilingual(
        f"{zh}“{entity}”的“{head}”：“{said}”不是数值。",
        f"{en}“{head}” of “{entity}”: “{said}” is no number.",
    )
