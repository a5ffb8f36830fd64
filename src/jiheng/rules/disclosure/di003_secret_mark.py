"""DI003: marks of secrecy in a published table."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from jiheng.bilingual import Bilingual
from jiheng.model import Family, Severity
from jiheng.rules.base import Basis, Hit, Page, RuleMeta, TableRule
from jiheng.rules.disclosure.texts import published

if TYPE_CHECKING:
    from collections.abc import Iterator

    from jiheng.rules.base import Outcome
    from jiheng.rules.subjects import TableSubject


META = RuleMeta(
    code="DI003",
    name="secret-mark",
    title=Bilingual("公开内容带有涉密或内部标志", "Secret or internal mark"),
    family=Family.DISCLOSURE,
    severity=Severity.BLOCK,
    aliases=("R73",),
    basis=Basis(
        text=Bilingual(
            "政府信息公开条例（2019年修订）第十四条、第十七条；预算法第十四条（涉及国家秘密的除外）。",
            "Regulations on open government information (2019), Arts. 14 and 17; 预算法 Art. 14.",
        ),
        confirmed=False,
    ),
    page=Page(
        what=Bilingual(
            "文字带有密级标志，或“内部资料”“不予公开”等标志。",
            "The text bears a mark of secrecy, or one such as “internal”.",
        ),
        why=Bilingual(
            "涉密和内部内容不得公开；标志留在公开文件里说明没有经过保密审查。",
            "Secret and internal matter must not be published; the mark shows that "
            "nobody reviewed it.",
        ),
        bad=Bilingual(
            "某专项（内部资料）",
            "a special fund (internal)",
        ),
        good=Bilingual(
            "经保密审查后公开的项目名称",
            "a project name cleared for publication",
        ),
        fix=Bilingual(
            "停止公开，先做保密审查；确可公开的去掉标志。",
            "Stop publication and have it reviewed; remove the mark if it may be published.",
        ),
    ),
)
_HINTS = ("密", "内部", "不予公开")
_MARK = re.compile(
    r"(?:绝密|机密|秘密)[★☆]"
    r"|(?:^|[（(【\[])(?:绝密|机密|涉密|涉密项目|内部(?:资料|使用|文件)|不予公开)(?=[）)】\]，,]|$)"
)


def check(table: TableSubject) -> Iterator[Outcome]:
    """Look for marks, not for words such as 内部控制 or 保密宣传."""
    for text in published(table):
        if not any(hint in text.words for hint in _HINTS):
            continue
        for match in _MARK.finditer(text.words):
            mark = match[0].strip("（([【")
            start = match.end() - len(mark)
            yield Hit(
                at=text.at(start, match.end()),
                message=Bilingual(
                    f"公开内容带有“{mark}”标志。", f"The published text bears the mark “{mark}”."
                ),
            )


RULE = TableRule(META, check)
