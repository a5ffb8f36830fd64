"""A list of organizations in a workbook ⇄ the tree: what it would change, and every fault in it."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.core import signing

from jiheng.bilingual import Bilingual
from jiheng.errors import UnreadableFile
from jiheng.reading.containers.workbooks.xlsx import read_xlsx
from jiheng.writing.workbook import Book
from jiheng_web.access.policy import Action, permits
from jiheng_web.access.requests import may_somewhere
from jiheng_web.accounts.models import Organization
from jiheng_web.accounts.organizations import KINDS, LEVELS, faults
from jiheng_web.audit.acts import Actor, act
from jiheng_web.errors import InvalidInput, NotPermitted

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from jiheng.model import Traced
    from jiheng_web.access.policy import Principal

COLUMNS = ("编码", "名称", "类别", "上级编码")
LARGEST, MOST = 2 * 1024 * 1024, 5000
"""Bytes and rows of a list."""
_KINDS = {words.zh: kind for kind, words in KINDS.items()}
_ADDRESS = re.compile(r"[A-Z]+([0-9]+)")
_SALT = "jiheng.organizations"
_GOOD_FOR = 3600
_FIELDS = {"code": "A", "name": "B", "kind": "C", "parent": "D"}


@dataclass(frozen=True, slots=True)
class Line:
    """A row of the list.

    Attributes:
        number: Of the row in the sheet, counted from 1.
    """

    number: int
    code: str
    name: str
    kind: str
    parent: str


@dataclass(frozen=True, slots=True)
class Fault:
    """What is wrong in a cell, such as `C7`."""

    cell: str
    why: Bilingual


@dataclass(frozen=True, slots=True)
class Plan:
    """What accepting a list would do.

    Attributes:
        added: In an order in which each stands behind the one above it.
        changed: What is called, or is, something else than before; with the name before.
        same: Rows that change nothing.
    """

    added: tuple[Line, ...]
    changed: tuple[tuple[Line, str], ...]
    same: int
    faults: tuple[Fault, ...]


def read(data: bytes, name: str) -> tuple[Line, ...]:
    """Return the rows of a list.

    Raises:
        UnreadableFile: It is no workbook, too large, or has other columns.
    """
    if len(data) > LARGEST:
        raise UnreadableFile(
            name=name, reason=Bilingual("文件超过 2 MiB", "the file is larger than 2 MiB")
        )
    sheets = read_xlsx(data, name)
    rows = sheets[0].rows if sheets else ()
    if not rows or tuple(cell.text for cell in rows[0][:4]) != COLUMNS:
        columns = "、".join(COLUMNS)
        reason = Bilingual(
            f"第一行须依次为：{columns}", f"the first row must say, in this order: {columns}"
        )
        raise UnreadableFile(name=name, reason=reason)
    rows = rows[1:]
    if len(rows) > MOST:
        raise UnreadableFile(
            name=name, reason=Bilingual(f"超过 {MOST} 行", f"there are more than {MOST} rows")
        )
    return tuple(_line(row) for row in rows)


def _line(row: tuple[Traced, ...]) -> Line:
    said = [cell.text for cell in row[:4]] + [""] * (4 - len(row))
    addresses = (place.cell or "" for cell in row for place in cell.span()[:1])
    found = (_ADDRESS.fullmatch(address) for address in addresses)
    number = next((int(match[1]) for match in found if match), 0)
    return Line(number, said[0], said[1], _KINDS.get(said[2], said[2]), said[3])


def plan(principal: Principal, lines: Iterable[Line]) -> Plan:
    """Return what a list would change in the tree as it is now."""
    lines = tuple(lines)
    known = {found.code: found for found in Organization.objects.select_related("parent")}
    listed = {line.code: line for line in lines}
    wrong = tuple(_faults(principal, lines, known, listed))
    added = _in_order([line for line in lines if line.code not in known], listed)
    old = [(line, known[line.code]) for line in lines if line.code in known]
    changed = tuple(
        (line, found.name)
        for line, found in old
        if (line.name, line.kind) != (found.name, found.kind)
    )
    return Plan(added, changed, len(old) - len(changed), wrong)


def _faults(
    principal: Principal,
    lines: tuple[Line, ...],
    known: dict[str, Organization],
    listed: dict[str, Line],
) -> Iterator[Fault]:
    for line in lines:
        above = known.get(line.parent)
        kind = listed[line.parent].kind if line.parent in listed else above.kind if above else ""
        for field, why in faults(line.code, line.name, line.kind, kind).items():
            yield Fault(f"{_FIELDS[field]}{line.number}", why)
        if listed[line.code] is not line:
            yield Fault(f"A{line.number}", Bilingual("编码重复。", "The code occurs twice."))
        if taken := _out_of_reach(principal, line, known):
            yield Fault(f"A{line.number}", taken)
        if unfit := _unfit_parent(principal, line, known, listed):
            yield Fault(f"D{line.number}", unfit)


def _out_of_reach(
    principal: Principal, line: Line, known: dict[str, Organization]
) -> Bilingual | None:
    found = known.get(line.code)
    if found and not permits(principal, Action.ORGANIZATION_MANAGE, found.path):
        return Bilingual("编码已被使用。", "The code is taken.")
    return None


def _unfit_parent(
    principal: Principal, line: Line, known: dict[str, Organization], listed: dict[str, Line]
) -> Bilingual | None:
    found = known.get(line.code)
    if found:
        now = found.parent.code if found.parent else ""
        reach = permits(principal, Action.ORGANIZATION_MANAGE, found.path)
        moved = reach and line.parent != now
        return Bilingual("已有机构不能换上级。", "It would move elsewhere.") if moved else None
    if line.parent in known:
        above = known[line.parent]
        mine = permits(principal, Action.ORGANIZATION_MANAGE, above.path)
        if mine and above.is_active and _fits(line, listed, known):
            return None
    elif line.parent in listed and _fits(line, listed, known):
        return None
    return Bilingual(
        "上级编码不存在、已停用、形成循环或层级过深。",
        "The one above does not exist, is not active, stands too deep or goes round in a circle.",
    )


def _fits(line: Line, listed: dict[str, Line], known: dict[str, Organization]) -> bool:
    """Return whether the organizations above lead to one in the tree, not too far up."""
    levels = 1
    while line.parent in listed and line.parent not in known and levels <= LEVELS:
        line = listed[line.parent]
        levels += 1
    top = known.get(line.parent)
    return top is not None and top.path.count(".") + levels <= LEVELS


def _in_order(lines: list[Line], listed: dict[str, Line]) -> tuple[Line, ...]:
    def depth(line: Line) -> int:
        levels = 0
        while line.parent in listed and levels <= LEVELS:
            line = listed[line.parent]
            levels += 1
        return levels

    return tuple(sorted(lines, key=depth))


def packed(lines: Iterable[Line]) -> str:
    """Return rows for a form to carry until they are accepted, signed."""
    said = [[line.number, line.code, line.name, line.kind, line.parent] for line in lines]
    return signing.dumps(said, salt=_SALT, compress=True)


def unpacked(said: str) -> tuple[Line, ...]:
    """Return the rows that a form carried.

    Raises:
        InvalidInput: They are not ours, or an hour old.
    """
    try:
        rows = signing.loads(said, salt=_SALT, max_age=_GOOD_FOR)
    except signing.BadSignature:
        why = Bilingual("请重新上传名单。", "Hand the list in again.")
        raise InvalidInput({"list": why}) from None
    return tuple(Line(*row) for row in rows)


def accept(principal: Principal, actor: Actor, lines: tuple[Line, ...]) -> Plan:
    """Bring the tree to what a list says; all of it or nothing.

    Raises:
        NotPermitted: The tree is not the person's to manage.
        InvalidInput: There are faults in it.
    """
    if not may_somewhere(principal, Action.ORGANIZATION_MANAGE):
        raise NotPermitted(deed=Action.ORGANIZATION_MANAGE.words)
    with act(actor, "organization.import") as done:
        list(Organization.objects.select_for_update().values_list("pk", flat=True))
        planned = plan(principal, lines)
        if planned.faults:
            raise InvalidInput({fault.cell: fault.why for fault in planned.faults[:10]})
        known = {found.code: found for found in Organization.objects.all()}
        for line in planned.added:
            made = Organization(
                code=line.code, name=line.name, kind=line.kind, parent=known[line.parent]
            )
            made.plant()
            known[line.code] = made
        for line, _ in planned.changed:
            found = known[line.code]
            found.name, found.kind = line.name, line.kind
            found.save(update_fields=["name", "kind"])
        done.facts |= {
            "added": [line.code for line in planned.added],
            "changed": [line.code for line, _ in planned.changed],
        }
    return planned


def template() -> bytes:
    """Return an empty list with its columns, to fill in."""
    book = Book("机构")
    sheet = book.sheet("机构", ())
    # What is typed below the heads stays a text: codes keep their noughts.
    sheet.set_column(0, len(COLUMNS) - 1, 22, book.format(num_format="@"))
    for column, title in enumerate(COLUMNS):
        book.put(sheet, 0, column, title, bold=True)
    sheet.data_validation(1, 2, MOST, 2, {"validate": "list", "source": list(_KINDS)})
    return book.close()
