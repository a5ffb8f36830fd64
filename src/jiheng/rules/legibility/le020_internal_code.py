"""LE020: codes of information systems left in names."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from jiheng.bilingual import Bilingual
from jiheng.model import Family, Severity
from jiheng.rules.base import Hit, Page, RuleMeta, TableRule
from jiheng.rules.legibility.basis import SOUND_TEXT
from jiheng.rules.passages import passages
from jiheng.rules.quoting import short

if TYPE_CHECKING:
    from collections.abc import Iterator

    from jiheng.rules.base import Outcome
    from jiheng.rules.subjects import TableSubject


META = RuleMeta(
    code="LE020",
    name="internal-code",
    title=Bilingual("名称里留有内部编码", "Internal code in a name"),
    family=Family.LEGIBILITY,
    severity=Severity.MUST,
    basis=SOUND_TEXT,
    page=Page(
        what=Bilingual(
            "指标或项目名称前带着系统内部的编码。",
            "A name begins with a code of some information system.",
        ),
        why=Bilingual(
            "编码对读者没有意义，同名指标也因此对不上。",
            "It means nothing to readers, and equal names no longer match.",
        ),
        bad=Bilingual(
            "222192406-对社会的影响程度",
            "222192406-influence on society",
        ),
        good=Bilingual(
            "对社会的影响程度",
            "influence on society",
        ),
        fix=Bilingual(
            "删去编码，只留名称。",
            "Delete the code.",
        ),
    ),
)
_CODE = re.compile(r"^[A-Za-z]{0,4}\d{6,21}\s*[-—_:：、.]+(?=[\u4e00-\u9fff])")


def check(table: TableSubject) -> Iterator[Outcome]:
    """Look at the beginnings of names."""
    for passage in passages(table):
        match = _CODE.match(passage.text) if passage.field == "name" else None
        if match is not None:
            yield Hit(
                at=passage.places(*match.span())[0],
                message=Bilingual(
                    f"名称“{short(passage.text)}”里留有内部编码“{match[0].rstrip('-—_:：、.')}”。",
                    f"The name “{short(passage.text)}” holds an internal code.",
                ),
            )


RULE = TableRule(META, check)
