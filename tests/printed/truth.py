"""Random tables in the manner of real ones; the same seed gives the same table."""

from __future__ import annotations

from decimal import Decimal
from random import Random

from tests.printed import words

from jiheng.model import Funding, Indicator, Level, Row, RowKind, TargetTable
from jiheng.standards.indicator_tree import LABELS

GOAL_LENGTHS = (30, 60, 120, 200, 350, 600, 900)


def random_table(seed: int, projects: int = 6) -> TargetTable:
    """Return a table with sums, two organizations and so many projects."""
    random = Random(seed)  # noqa: S311 - nothing secret
    department = random.choice(words.DEPARTMENTS)
    titles = random.sample(
        [f"{subject}{ending}" for subject in words.SUBJECTS for ending in words.ENDINGS], projects
    )
    cut = max(1, projects // 2)
    names = [f"{department}{ending}" for ending in random.sample(words.ORGANIZATIONS, 2)]
    groups = [
        _organization(random, name, part)
        for name, part in zip(names, (titles[:cut], titles[cut:]), strict=True)
        if part
    ]
    rows = [row for group in groups for row in group]
    total = _sum([group[0].funding for group in groups])
    return TargetTable(
        title="项目支出绩效目标表",
        department=department,
        fiscal_year=2026,
        money_unit="万元",
        rows=(Row(kind=RowKind.GRAND_TOTAL, name="合计", funding=total), *rows),
    )


def _organization(random: Random, name: str, titles: list[str]) -> list[Row]:
    projects = [_project(random, title, name) for title in titles]
    funding = _sum([project.funding for project in projects])
    return [Row(kind=RowKind.ORGANIZATION, name=name, funding=funding), *projects]


def _project(random: Random, name: str, organization: str) -> Row:
    return Row(
        kind=RowKind.PROJECT,
        name=name,
        organization=organization,
        funding=_funding(random),
        goal=_goal(random, random.choice(GOAL_LENGTHS)),
        indicators=_indicators(random, random.choice((3, 4, 5, 6, 8, 12, 25))),
    )


def _money(random: Random) -> Decimal:
    return Decimal(random.randint(1, 10 ** random.randint(3, 7))) / 100


def _funding(random: Random) -> Funding:
    fiscal = _money(random)
    other = _money(random) if random.random() < 0.3 else None
    return Funding(total=fiscal + (other or 0), fiscal_appropriation=fiscal, other=other)


def _sum(parts: list[Funding | None]) -> Funding:
    known = [part for part in parts if part is not None]
    others = [part.other for part in known if part.other is not None]
    return Funding(
        total=sum((part.total or Decimal(0) for part in known), Decimal("0.00")),
        fiscal_appropriation=sum(
            (part.fiscal_appropriation or Decimal(0) for part in known), Decimal("0.00")
        ),
        other=sum(others, Decimal("0.00")) if others else None,
    )


def _goal(random: Random, length: int) -> str:
    numbered = random.random() < 0.5
    goal = ""
    for number in range(1, 100):
        clause = random.choice(words.CLAUSES).format(
            n=random.randint(2, 3000), p=random.randint(80, 99), m=random.randint(3, 12)
        )
        goal += f"{number}.{clause}。" if numbered else f"{clause}。"
        if len(goal) >= length:
            break
    return goal[:900].rstrip("，；。") + "。"


def _indicators(random: Random, count: int) -> tuple[Indicator, ...]:
    codes = [random.choice(tuple(words.NAMES)) for _ in range(count)]
    if random.random() < 0.8:
        codes.sort()
    return tuple(_indicator(random, seq, code) for seq, code in enumerate(codes, 1))


def _indicator(random: Random, seq: int, code: str) -> Indicator:
    value = _value(random, code)
    return Indicator(
        seq=seq,
        level1=Level(code=code[0], label=LABELS[code[0]]),
        level2=Level(code=code, label=LABELS[code]),
        name=random.choice(words.MODIFIERS) + random.choice(words.NAMES[code]),
        period_value=_value(random, code) if random.random() < 0.2 else value,
        annual_value=value,
    )


def _value(random: Random, code: str) -> str:
    kind = random.random()
    if kind < 0.15:
        return random.choice(words.GRADES)
    if kind < 0.25 and code == "13":
        return random.choice(words.DATES)
    unit = random.choice(words.UNITS[code])
    sign = random.choice(("≤", "<", "=")) if code == "14" else random.choice(("≥", "≥", "=", ">"))
    if unit == "%":
        number = random.choice(("100", "95", "90", "85", "98.5", "99.99"))
    elif unit.endswith("元"):
        number = f"{_money(random):f}"
    else:
        number = str(random.choice((1, 3, 12, 50, 365, 1200, 20000)))
    return f"{sign}{number}{unit}"
