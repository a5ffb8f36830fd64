"""Numbers that the words beside them deny: 不发生1起, 未出现3起以上."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from jiheng.language.quantities import Quantity

_DENYING = re.compile(
    r"(?:(?:不(?:得|能|会|再)?|未|没有?|无|零|杜绝|避免|防止|严禁|禁止)(?:再|曾)?"
    r"(?:发生|出现|产生|存在|造成)|无|没有|未|不)$"
)


def is_denied(text: str, quantity: Quantity) -> bool:
    """Return whether a text says of what it counts that it does not happen, or not so often."""
    return _DENYING.search(text, 0, quantity.start) is not None
