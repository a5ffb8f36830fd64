"""Records of payments, faults, machines, trainings and reports that come to what is wanted."""

from __future__ import annotations

from datetime import datetime, time, timedelta
from decimal import Decimal
from typing import TYPE_CHECKING

from jiheng_evidence.demonstration.groups import Group, Record, share_of, shares
from jiheng_evidence.demonstration.planting import Trouble
from jiheng_evidence.measures.model import Kind

if TYPE_CHECKING:
    from datetime import date

_PAYMENTS, _FAULTS, _DEVICES, _PEOPLE, _REPORTING = 100, 200, 20, 100, 40
_HOURS_A_MONTH = Decimal(720)
_ABSENT = 12
"""One in so many who are enrolled stays away."""

_CENTS = 100


def payments(group: Group) -> list[Record]:
    """Return what was owed, to whom and until when, and what was paid."""
    payees = group.number(Kind.COUNT_DISTINCT)
    total = group.want(Kind.SUM)
    size = 4 if total else 12 * payees if payees else _PAYMENTS
    in_time = shares(group, group.want(Kind.ON_TIME), size)
    right = shares(group, group.want(Kind.ACCURACY), size)
    amounts = (
        group.dice.split(int(total.number), size)
        if total
        else [group.dice.between(20, 900) * 100 for _ in range(size)]
    )
    records: list[Record] = []
    for number in range(size):
        due = group.day(number, size)
        days = -group.dice.between(0, 9) if in_time[number] else group.dice.between(3, 30)
        owed = Decimal(amounts[number])
        records.append(
            {
                "item": group.item,
                "applicant": _payee(number, payees),
                "owed": owed,
                "due_on": due,
                "payee": _payee(number, payees),
                "paid": owed if right[number] else owed - group.dice.between(1, 10) * 10,
                "paid_on": due + timedelta(days=days),
            }
        )
    return records


def _payee(number: int, payees: int | None) -> str:
    return f"示例收款人{(number % payees if payees else number) + 1:04d}"


def faults(group: Group) -> list[Record]:
    """Return faults: reported, answered, mended."""
    longest = group.number(Kind.DURATION) or 24
    accepted = shares(group, group.want(Kind.SHARE, "accepted"), _FAULTS)
    solved = shares(group, group.want(Kind.SHARE, "solved"), _FAULTS)
    in_time = shares(group, group.want(Kind.ON_TIME), _FAULTS)
    records: list[Record] = []
    for number in range(_FAULTS):
        reported = _moment(group, group.day(number, _FAULTS))
        minutes = group.dice.between(5, 110) if in_time[number] else group.dice.between(130, 400)
        hours = longest if number == 0 else group.dice.between(1, max(longest * 2 // 3, 1))
        responded = reported + timedelta(minutes=minutes)
        records.append(
            {
                "item": group.item,
                "reported_at": reported,
                "respond_by": reported + timedelta(hours=2),
                "responded_at": responded,
                "recovered_at": reported + timedelta(hours=hours),
                "accepted": accepted[number],
                "solved": solved[number],
            }
        )
    return records


def _moment(group: Group, day: date) -> datetime:
    return datetime.combine(day, time(group.dice.between(8, 17), group.dice.below(60)))


def uptime(group: Group) -> list[Record]:
    """Return the hours of each machine and month by its state."""
    devices = group.number(Kind.COUNT_DISTINCT) or _DEVICES
    want = group.want(Kind.SHARE)
    up = Decimal(100) if want is None else want.number
    whole = Decimal(0) if group.is_troubled(Trouble.NOUGHT) else _HOURS_A_MONTH
    records: list[Record] = []
    for month in group.months():
        for device in range(devices):
            down = whole * (100 - up) / 100
            common: Record = {
                "item": group.item,
                "device": f"示例设备{device + 1:03d}",
                "month": group.day(month - 1, 12).replace(day=1),
            }
            records.append({**common, "state": "正常", "hours": whole - down})
            if down:
                records.append({**common, "state": "停机", "hours": down})
    return records


def training(group: Group) -> list[Record]:
    """Return who was enrolled, came and passed."""
    sessions = group.number(Kind.COUNT_DISTINCT) or 2
    attended = group.number(Kind.COUNT)
    size = group.size(attended + attended // _ABSENT if attended is not None else _PEOPLE)
    passed = shares(group, group.want(Kind.SHARE, "passed"), size)
    order = group.dice.shuffled(size)
    return [
        {
            "item": group.item,
            "session": f"第{number * sessions // size + 1}期",
            "on": group.day(number * sessions // size, sessions),
            "person": f"示例学员{number + 1:04d}",
            "attended": attended is None or order[number] < attended,
            "passed": passed[number],
        }
        for number in range(size)
    ]


def reporting(group: Group) -> list[Record]:
    """Return what enterprises were to report, batch by batch, and when they did."""
    count, share = group.number(Kind.COUNT), group.want(Kind.SHARE)
    batches = group.number(Kind.COUNT_DISTINCT) or len(group.months())
    size = count + count // 30 if count is not None else batches * _REPORTING
    reported = share_of(share, size) if share else count if count is not None else size
    order = group.dice.shuffled(size)
    records: list[Record] = []
    for number in range(size):
        batch = number * batches // size
        due = group.day(batch, batches).replace(day=15)
        on = due - timedelta(days=group.dice.between(0, 10))
        records.append(
            {
                "item": group.item,
                "batch": f"第{batch + 1}批",
                "enterprise": f"示例企业{number * batches % size // batches + 1:05d}",
                "due_on": due,
                "reported_on": on if order[number] < reported else None,
            }
        )
    return records
