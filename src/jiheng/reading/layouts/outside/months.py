"""Of which months a table tells what was spent and done: 1—7月执行数, 截至7月底完成值."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable

    from jiheng.model import Traced

_DASH = "[-—–－~～至到]+"
_MONTH = r"(?:\d{1,2}|十?[一二三四五六七八九]|十)月"
_MONTHS = (
    rf"(?:截[至止]到?)?(?:(?:\d{{1,2}}|一)月?{_DASH})?{_MONTH}(?:份|底|末)?"
    "|[上下]半年(?:度)?|前?[一二三]个?季度|第[一二三四1-4]季度"
)
_HEAD = re.compile(
    rf"(?:20\d{{2}}年(?:度)?)?(?P<months>{_MONTHS})(?:实际|累计|预算|资金|绩效|目标|项目)*"
    r"(?:执行|完成|支出)(?:数|率|情况|进度|值|额|金额)?(?:[（(][^()（）]{1,12}[）)])?"
)


def months_in(heads: Iterable[Traced]) -> Traced | None:
    """Return the months of which some heads tell, as printed; None where they differ."""
    found = [(head, match) for head in heads if (match := _HEAD.fullmatch(head.text))]
    if len({match["months"] for _, match in found}) != 1:
        return None
    head, match = found[0]
    return head.cut(*match.span("months"))
