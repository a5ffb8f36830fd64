"""Checks of the field's catalogue that a disclosed table alone cannot decide, each with why.

They are listed in every review so that silence is not mistaken for a pass.
"""

from __future__ import annotations

from dataclasses import dataclass

from jiheng.bilingual import Bilingual
from jiheng.model import OutcomeKind, Unchecked


@dataclass(frozen=True, slots=True)
class Undecidable:
    """A check of the catalogue, and what it needs that the table does not hold.

    Attributes:
        number: Its number in the published catalogue, such as `R41`.
        title: What it would find wrong, one sentence.
        needs: The reason it cannot be decided.
    """

    number: str
    title: Bilingual
    needs: Bilingual

    def unchecked(self, projects: int) -> Unchecked:
        """Return the entry for a review of a table with so many projects."""
        reason = Bilingual(f"{self.title.zh}：{self.needs.zh}", f"{self.title.en}: {self.needs.en}")
        kind = OutcomeKind.INSUFFICIENT_DATA
        return Unchecked(rule=self.number, kind=kind, reason=reason, count=projects)


_FORM = Bilingual(
    "公开表没有这一栏，需要完整的绩效目标申报表。",
    "the disclosed form has no such column; the full declaration form is needed.",
)
_LAST_YEAR = Bilingual(
    "需要上年绩效目标表及完成值。", "last year's table with its actual values is needed."
)
_BUDGET = Bilingual("需要项目预算明细或部门预算表。", "budget details or budget tables are needed.")
_STANDARDS = Bilingual(
    "需要预算支出标准或指标库的参考值。", "spending standards or a library is needed."
)
_APPROVAL = Bilingual("需要批复和调整记录。", "records of approval and adjustment are needed.")
_EVIDENCE = Bilingual("需要佐证材料。", "the evidence is needed.")


def _entry(number: str, zh: str, en: str, needs: Bilingual) -> Undecidable:
    return Undecidable(number, Bilingual(zh, en), needs)


UNDECIDABLE = (
    _entry("R27", "比率指标没有计算公式", "Rate without formula", _FORM),
    _entry("R28", "没有数据来源和佐证安排", "No data source or evidence plan", _FORM),
    _entry("R29", "评分标准随意", "Arbitrary scoring rule", _FORM),
    _entry("R39", "主要支出没有指标覆盖", "Main spending not covered by indicators", _BUDGET),
    _entry("R40", "预算增加而指标值不变", "Values unchanged while money rises", _LAST_YEAR),
    _entry("R41", "指标值低于上年完成值", "Value below last year's actual", _LAST_YEAR),
    _entry("R42", "超额完成后目标未提高", "Target not raised after over-achievement", _LAST_YEAR),
    _entry("R43", "照搬上年目标", "Copy of last year", _LAST_YEAR),
    _entry("R49", "单位成本偏离", "Implied unit cost off", _STANDARDS),
    _entry("R51", "成本超过支出标准", "Cost above the spending standard", _STANDARDS),
    _entry("R53", "指标权重不合规", "Weights do not follow the rules", _FORM),
    _entry("R56", "与部门预算总额不符", "Total differs from the department's budget", _BUDGET),
    _entry("R59", "年度预算只写累计或以往金额", "Annual section gives only past money", _BUDGET),
    _entry(
        "R61",
        "新增重大项目缺事前绩效评估",
        "Major new project without ex-ante evaluation",
        Bilingual("需要事前绩效评估报告。", "the ex-ante evaluation report is needed."),
    ),
    _entry("R62", "未经批准调整目标", "Target changed without approval", _APPROVAL),
    _entry("R71", "完成值没有佐证", "Actual value without evidence", _EVIDENCE),
    _entry(
        "R74",
        "公开的项目不全或不及时",
        "Published list incomplete or late",
        Bilingual("需要批复项目清单和公开日期。", "approved list and publication date are needed."),
    ),
)
