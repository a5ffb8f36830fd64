"""Ways in which a document gets damaged, chosen by numbers so that a fuzzer can steer them."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence

# Words of the form in the wrong places, and characters that trip parsers.
INSERTS = (
    "\t",
    "\n",
    "\x00",
    "\u200b",
    "\ufeff",
    "\u3000",
    "|",
    "<table><tr><td rowspan=999 colspan=999>",
    "</td></tr></table>",
    "<p>",
    "&amp;",
    "&#0;",
    "&#x110000;",
    "1、1-产出指标;11-数量指标;",
    "2、效益指标：",
    ";年度指标值:",
    "实施周期指标值",
    "年度指标值:年度指标值:",
    "。。。；；",
    "（（（",
    "合计\t",
    "项目名称\t绩效目标\t绩效指标\n",
    "部门名称：",
    "单位：万元",
    "≥≤＞＝",
    "99999999999999999999%",
    "-----",
    "\\|",
    "\ud7ff\ue000",
)


def damaged(text: str, numbers: Sequence[int]) -> str:
    """Return a text changed once for every three numbers: what, where, how much."""
    for what, where, much in zip(*[iter(numbers)] * 3, strict=False):
        at, length = where % (len(text) + 1), much % 400
        piece = text[at : at + length]
        match what % 5:
            case 0:
                text = text[:at] + text[at + length :]
            case 1:
                text = text[:at] + piece + text[at:]
            case 2:
                text = text[:at] + INSERTS[much % len(INSERTS)] + text[at:]
            case 3:
                text = text[at:] + text[:at]
            case _:
                text = text[:at] + piece[::-1] + text[at + length :]
    return text
