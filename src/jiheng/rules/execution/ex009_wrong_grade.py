"""EX009: grades that do not follow from the total."""

from __future__ import annotations

from typing import TYPE_CHECKING

from jiheng.bilingual import Bilingual
from jiheng.model import Family, Severity
from jiheng.rules.base import Basis, Page, RuleMeta, TableRule
from jiheng.rules.execution.evaluated import checks
from jiheng.scoring.recomputation import CheckKind

if TYPE_CHECKING:
    from collections.abc import Iterator

    from jiheng.rules.base import Outcome
    from jiheng.rules.subjects import TableSubject
    from jiheng.scoring.recomputation import Check, Recomputation


META = RuleMeta(
    code="EX009",
    name="wrong-grade",
    aliases=("R70",),
    title=Bilingual("等次与总分不符", "Grade does not follow from the total"),
    family=Family.EXECUTION,
    severity=Severity.MUST,
    basis=Basis(
        text=Bilingual(
            "财预〔2020〕10号：90（含）以上为优，80（含）至90为良，60（含）至80为中，60以下为差。",
            "财预〔2020〕10号: 90 优, 80 良, 60 中, below 差.",
        ),
        confirmed=False,
    ),
    page=Page(
        what=Bilingual(
            "印出的等次与总分所在的档不一致。",
            "The printed grade is not the one of the total.",
        ),
        why=Bilingual(
            "等次直接用于结果应用。",
            "Grades are what results are used by.",
        ),
        bad=Bilingual(
            "总分89.99，等次优",
            "total 89.99, grade 优",
        ),
        good=Bilingual(
            "总分89.99，等次良",
            "total 89.99, grade 良",
        ),
        fix=Bilingual(
            "按分数线改正等次；本地分数线不同的，选用相应的计分标准。",
            "Correct the grade; where the bands differ, choose that standard.",
        ),
    ),
)


def check(table: TableSubject) -> Iterator[Outcome]:
    """Look at the grade of every self-evaluation."""
    yield from checks(table, CheckKind.GRADE, _message, "grade")


def _message(recomputation: Recomputation, check: Check) -> Bilingual:
    return Bilingual(
        f"“{recomputation.name}”等次印为“{check.printed}”，{check.explanation.zh}。",
        f"“{recomputation.name}” prints the grade “{check.printed}”; {check.explanation.en}.",
    )


RULE = TableRule(META, check)
