"""The list of those to ask as it is pasted: which lines are links, and which are none and why."""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass
from typing import TYPE_CHECKING
from unicodedata import normalize

from jiheng.bilingual import Bilingual
from jiheng_web.errors import InvalidInput

if TYPE_CHECKING:
    from collections.abc import Collection

MOST = 50_000
"""Links of one round."""
_LONGEST = 60
"""Characters of a group or a name; what is longer is a sentence."""
_SENTENCE = re.compile(r"[。；！？;!?]")
_HEAD = re.compile(
    r"分组|组别|组|单位|单位名称|部门|区县|地区|企业|企业名称|名称|姓名|名字|联系人|调查对象|答卷人"
    r"|数量|人数|链接数|链接数量|份数|序号"
    r"|groups?|unit|names?|respondents?|number|count|links|person",
    re.IGNORECASE,
)
_HEADING = Bilingual("像是表头", "it looks like a heading")
_LONG = Bilingual("像是一段说明文字，不是分组或姓名", "it looks like a sentence, not a name")
_EMPTY = Bilingual("逗号后面没有姓名或数量", "neither a name nor a number follows the comma")
_NOUGHT = Bilingual("链接数量为 0", "the number of links is 0")
_NO_COUNT = Bilingual("链接数量应为正整数", "the number of links is a whole number above 0")
_MANY = Bilingual(
    f"加上前面各行，超过每轮最多 {MOST} 个链接", f"with the lines above more than {MOST} links"
)
_FIGURES = re.compile(r"[+\-−]?[\d.,%]+")
_COLUMNS = Bilingual("多于两栏，应为“分组，姓名”或“分组，数量”", "it has more than two columns")
_TWICE = Bilingual("此人已在名单中", "this person is on the list already")
_NAMELESS = Bilingual("没有分组名称", "the group has no name")


@dataclass(frozen=True, slots=True)
class Wanted:
    """A link to be made: for whom, and what progress is counted by."""

    group: str
    respondent: str = ""


@dataclass(frozen=True, slots=True)
class Left:
    """A line that is not taken."""

    number: int
    text: str
    why: Bilingual


@dataclass(frozen=True, slots=True)
class Listed:
    """A list as it was read."""

    wanted: tuple[Wanted, ...]
    left: tuple[Left, ...]

    def groups(self) -> list[tuple[str, int]]:
        """Return how many links each group gets."""
        return [*Counter(one.group for one in self.wanted).items()]


def listed(text: str, known: Collection[tuple[str, str]] = ()) -> Listed:
    """Read lines as people paste them: `group, number of links` or `group, respondent`.

    Args:
        known: Groups and names of those who have a link already.

    Raises:
        InvalidInput: There is no line.
    """
    wanted: list[Wanted] = []
    left: list[Left] = []
    named = set(known)
    for number, line in enumerate(text.splitlines(), start=1):
        if not line.strip():
            continue
        cells = [cell.strip() for cell in re.split("[,\t，]", line)]
        made = _read(cells)
        if isinstance(made, list) and made and made[0].respondent:
            one = (made[0].group, made[0].respondent)
            made = _TWICE if one in named else made
            named.add(one)
        if isinstance(made, list) and len(wanted) + len(made) > MOST:
            made = _MANY
        if isinstance(made, Bilingual):
            left.append(Left(number, line.strip()[:_LONGEST], made))
            continue
        wanted += made
    if not wanted and not left:
        zh, en = "请填写名单，每行一个。", "Give a list, one a line."
        raise InvalidInput({"lines": Bilingual(zh, en)})
    return Listed(tuple(wanted), tuple(left))


def _read(cells: list[str]) -> list[Wanted] | Bilingual:
    """Return the links of a line, or why it is none."""
    while len(cells) > 2 and not cells[-1]:  # noqa: PLR2004 - empty columns of a spreadsheet
        cells.pop()
    group, rest = cells[0], cells[1] if len(cells) > 1 else ""
    count = min(int(rest[:9]), MOST + 1) if rest.isascii() and rest.isdigit() else None
    doubts = (
        (all(_HEAD.fullmatch(cell) for cell in cells if cell), _HEADING),
        (any(len(cell) > _LONGEST or _SENTENCE.search(cell) for cell in cells), _LONG),
        (len(cells) > 2, _COLUMNS),  # noqa: PLR2004 - a group, and a name or a number
        (not group, _NAMELESS),
        (len(cells) > 1 and not rest, _EMPTY),
        (count == 0, _NOUGHT),
        (count is None and _FIGURES.fullmatch(normalize("NFKC", rest)), _NO_COUNT),
    )
    why = next((why for doubted, why in doubts if doubted), None)
    if why is not None:
        return why
    return [Wanted(group, rest)] if count is None else [Wanted(group)] * count
