"""CO014: a name that is a sentence or holds the value."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from jiheng.bilingual import Bilingual
from jiheng.language.wording import folded
from jiheng.model import Family, Severity
from jiheng.rules.base import Basis, Hit, IndicatorRule, Page, RuleMeta
from jiheng.rules.quoting import short

if TYPE_CHECKING:
    from collections.abc import Iterator

    from jiheng.rules.base import Outcome
    from jiheng.rules.subjects import IndicatorSubject

META = RuleMeta(
    code="CO014",
    name="malformed-name",
    title=Bilingual(
        "三级指标名称不规范",
        "Malformed name",
    ),
    family=Family.COMPLETENESS,
    severity=Severity.MUST,
    aliases=("R12",),
    basis=Basis(
        text=Bilingual(
            "财预〔2021〕101号：三级指标名称应简明，不含指标值；100字上限为一体化系统表单校验。",
            "财预〔2021〕101号: a short name without the value; the limit of 100 "
            "characters is a check of the budget system.",
        ),
        confirmed=False,
    ),
    page=Page(
        what=Bilingual(
            "名称超过100字（不得提交）；名称里写进了指标值，或是由多个分句组成的整句话（应"
            "当修改）；名称以指标值的文字结尾（建议）。",
            "The name is longer than 100 characters (block), holds the value or is a whole "
            "sentence (must), or ends in the words of the value (advice).",
        ),
        why=Bilingual(
            "名称应当回答“衡量什么”，指标值回答“要达到多少”；混在一起就无法汇总和比较。",
            "A name says what is measured, a value how much; mixed up, nothing can be "
            "summed or compared.",
        ),
        bad=Bilingual(
            "总体验收合格率90%：90%",
            "overall acceptance rate 90%: 90%",
        ),
        good=Bilingual(
            "总体验收合格率：≥90%",
            "overall acceptance rate: ≥90%",
        ),
        fix=Bilingual(
            "名称只留衡量的对象和内容，数值移到指标值。",
            "Keep object and measure in the name and move the number to the value.",
        ),
    ),
)
_BRACKETED = re.compile(r"[（(《“\"][^（）()《》“”\"]{0,200}[）)》”\"]")
_CLAUSES = re.compile(r"[，,；;。！？]")
_LIST = re.compile(r"1[.、．].+2[.、．]")
_SATISFACTION = "满意"  # whose satisfaction is another rule's question
_BARE_VERBS = frozenset({"完成", "开展", "提升", "提高", "促进", "实施", "执行", "保障"})


def check(subject: IndicatorSubject) -> Iterator[Outcome]:
    """Report the gravest fault of a name."""
    name = subject.name
    limit = int(subject.profile.threshold("name_max"))
    if len(name) > limit:
        severity, place = Severity.BLOCK, (0, len(name))
        fault = Bilingual(f"长达{len(name)}字", f"is {len(name)} characters long")
    elif (found := _value_within(subject)) is not None:
        severity, place = found
        words = short(name[slice(*place)])
        fault = Bilingual(f"写进了指标值“{words}”", f"holds the value “{words}”")
    elif (shape := _shape(name, int(subject.profile.threshold("name_clause")))) is not None:
        severity, place, fault = Severity.MUST, (0, len(name)), shape
    else:
        return
    yield Hit(
        at=subject.at("name", *place),
        severity=severity,
        message=Bilingual(
            f"指标名称“{short(name)}”{fault.zh}。", f"The name “{short(name)}” {fault.en}."
        ),
    )


def _shape(name: str, limit: int) -> Bilingual | None:
    """Return what is wrong with how a name is built."""
    if _LIST.search(name):
        return Bilingual("并列了几件事，应分列", "lists several things to be told apart")
    if len(name) > limit and _CLAUSES.search(_BRACKETED.sub("", name)):
        return Bilingual("是整句话，不是衡量内容", "is a sentence and not a measure")
    if name in _BARE_VERBS:
        return Bilingual("没有说明衡量什么", "does not say what is measured")
    return None


def _value_within(subject: IndicatorSubject) -> tuple[Severity, tuple[int, int]] | None:
    """Return how grave and where the name repeats the value."""
    name, value = subject.name, subject.value
    if not name:
        return None
    if subject.folded_name == folded(value) != _SATISFACTION:
        return Severity.MUST, (0, len(name))
    for quantity in subject.quantities:
        printed = value[quantity.start : quantity.end]
        start = name.find(printed) if quantity.unit else -1
        if start >= 0:
            return Severity.MUST, (start, start + len(printed))
    empty = subject.profile.lexicon("empty_values")
    if len(value) > 1 and value not in empty and name.endswith(value):
        return Severity.ADVICE, (len(name) - len(value), len(name))
    return None


RULE = IndicatorRule(META, check)
