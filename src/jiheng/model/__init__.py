"""The types everything else speaks of. Frozen, and free of parsing.

Must not import any other package of the core but `errors` and `bilingual`.
"""

from jiheng.model.actual import (
    Actual,
    ActualValue,
    DateActual,
    Evidence,
    Grade,
    GradeActual,
    NumberActual,
    SeveralActuals,
    ShareActual,
)
from jiheng.model.entry import Entry
from jiheng.model.finding import (
    Family,
    Finding,
    Location,
    OutcomeKind,
    Review,
    Severity,
    Unchecked,
)
from jiheng.model.funding import Funding, FundingLine
from jiheng.model.place import Place, Span
from jiheng.model.problem import Problem, ProblemSeverity
from jiheng.model.table import (
    Indicator,
    Level,
    Row,
    RowKind,
    Source,
    TableKind,
    TargetTable,
    Task,
)
from jiheng.model.target import (
    DeadlineTarget,
    NumberTarget,
    Operator,
    RangeTarget,
    SeveralTargets,
    Target,
    TextTarget,
    is_measurable,
)
from jiheng.model.traced import Origin, Run, Traced

__all__ = [
    "Actual",
    "ActualValue",
    "DateActual",
    "DeadlineTarget",
    "Entry",
    "Evidence",
    "Family",
    "Finding",
    "Funding",
    "FundingLine",
    "Grade",
    "GradeActual",
    "Indicator",
    "Level",
    "Location",
    "NumberActual",
    "NumberTarget",
    "Operator",
    "Origin",
    "OutcomeKind",
    "Place",
    "Problem",
    "ProblemSeverity",
    "RangeTarget",
    "Review",
    "Row",
    "RowKind",
    "Run",
    "SeveralActuals",
    "SeveralTargets",
    "Severity",
    "ShareActual",
    "Source",
    "Span",
    "TableKind",
    "Target",
    "TargetTable",
    "Task",
    "TextTarget",
    "Traced",
    "Unchecked",
    "is_measurable",
]
