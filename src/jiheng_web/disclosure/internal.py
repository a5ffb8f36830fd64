"""Fields of the declaration form that are for the office alone: the public form drops them."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from jiheng.model import Entry, Row

_INTERNAL = re.compile(
    r"填表|填报人|填报日期|经办|联系人|联系电话|联系方式|电话|手机|传真|邮箱|电子邮件"
    r"|(?:负责人|审核人|审批人|复核人)|签字|签名|盖章|身份证|护照|银行|账号|账户|开户|住址|家庭"
)


def is_internal(label: str) -> bool:
    """Return whether what stands beside a label is not for the public."""
    return bool(_INTERNAL.search("".join(label.split())))


def public_row(row: Row) -> Row:
    """Return a row without what is for the office alone."""
    return replace(
        row,
        further=_public(row.further),
        lines=tuple(replace(one, further=_public(one.further)) for one in row.lines),
        tasks=tuple(replace(one, further=_public(one.further)) for one in row.tasks),
        indicators=tuple(replace(one, further=_public(one.further)) for one in row.indicators),
    )


def _public(entries: tuple[Entry, ...]) -> tuple[Entry, ...]:
    return tuple(entry for entry in entries if not is_internal(entry.label))
