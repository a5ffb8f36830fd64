"""Something of ledgers, monitoring, self-evaluations and rectifications in every state."""

from __future__ import annotations

import io
from datetime import date
from decimal import Decimal
from typing import TYPE_CHECKING

from tests.web.ledgering import accepted, handed_in, line, workbook
from tests.web.monitored import (
    ON_TRACK,
    YEAR_DONE,
    begun,
    file_of,
    filled,
    handed_up,
    opened,
    rated,
    who,
)

from jiheng_web.results import (
    filled_commands,
    monitoring_commands,
    rectification_commands,
    self_evaluation_commands,
)
from jiheng_web.results.content import Rated
from jiheng_web.results.official import monitoring_form

if TYPE_CHECKING:
    from tests.web.city import City

    from jiheng_web.results.models import SelfEvaluation, Sheet

FAR = date(2099, 12, 31)


def fill(city: City) -> dict[str, list[object]]:
    """Fill it; return what addresses name: kind → keys."""
    for name in ("监控甲", "监控乙", "监控丙"):
        city.approved(city.project(name=name))
    first, second, third = _sheets(city)
    accepted_one = accepted(city, first.project)
    lines = [line("监控甲", "0.012", "0.007"), line("不知何处", "1", "1")]
    preview = handed_in(city, workbook(lines))
    return {
        "ledger": [preview.pk, accepted_one.pk],
        "monitoring": [first.round_id],
        "sheet": [first.pk, second.pk, third.pk],
        "evidence": [file_of(city, first.project).pk],
        "self-evaluation": [one.pk for one in _evaluations(city, (first, second, third))],
        "rectification": _rectifications(city, first),
    }


def _sheets(city: City) -> list[Sheet]:
    """Make one that is confirmed, one that was returned, one with a filled form to look at."""
    first, second, third = opened(city).sheets.filter(project__name__startswith="监控")
    filled(city, first)
    handed_up(city, first)
    monitoring_commands.confirm(*who(city, "department"), first.pk)
    filled(city, second)
    handed_up(city, second)
    monitoring_commands.send_back(*who(city, "department"), second.pk, "请核对场次")
    saved = filled(city, third, ("1场", *ON_TRACK[1:]))
    body = monitoring_form(saved, monitoring_commands.looked(saved), "xlsx")
    filled(city, saved, ("3场", *ON_TRACK[1:]))
    filled_commands.hand_in(*who(city, "clerk"), third.pk, "表.xlsx", io.BytesIO(body))
    for sheet in (first, second, third):
        sheet.refresh_from_db()
    return [first, second, third]


def _evaluations(city: City, sheets: tuple[Sheet, ...]) -> list[SelfEvaluation]:
    """Make one that just began, one that is signed, one that is confirmed and rated again."""
    made = [begun(city, sheet.project) for sheet in sheets]
    for found in made[1:]:
        rated(city, found, ("9场", *YEAR_DONE[1:]), ("场馆检修",))
        self_evaluation_commands.sign(*who(city, "head"), found.pk)
    last = made[-1].pk
    self_evaluation_commands.confirm(*who(city, "department"), last)
    lines = {"4": Rated(points=Decimal(25), reason="口径过宽")}
    self_evaluation_commands.rate_again(*who(city, "department"), last, lines, "基本属实")
    return made


def _rectifications(city: City, sheet: Sheet) -> list[object]:
    """Make one that is open, one that was answered, one that is closed."""
    keys: list[object] = []
    for done in range(3):
        wanted = rectification_commands.Wanted(title="进度滞后", due=FAR, thing=sheet.pk)
        made = rectification_commands.open_item(*who(city, "department"), sheet.project_id, wanted)
        if done:
            file = file_of(city, sheet.project)
            rectification_commands.answer(*who(city, "clerk"), made.pk, "已加排", file.pk)
        if done > 1:
            rectification_commands.close(*who(city, "department"), made.pk, "已核实")
        keys.append(made.pk)
    return keys
