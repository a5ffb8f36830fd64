"""What people fill in about disclosures, read out of requests."""

from __future__ import annotations

from decimal import Decimal, InvalidOperation
from typing import TYPE_CHECKING

from jiheng.bilingual import Bilingual
from jiheng_web.disclosure.models import Holding
from jiheng_web.errors import InvalidInput

if TYPE_CHECKING:
    from django.http import HttpRequest, QueryDict

_LARGEST = Decimal(10) ** 12
_MOST_PLACES = 6
_LAST = 10**6


def budget_of(text: str) -> Decimal | None:
    """Return an amount in 万元; None where none is filled in.

    Raises:
        InvalidInput: It is no amount.
    """
    said = text.replace(",", "").replace("，", "").strip()
    if not said:
        return None
    try:
        amount = Decimal(said)
    except InvalidOperation:
        amount = Decimal("NaN")
    if not amount.is_finite() or not 0 <= amount < _LARGEST or _places(amount) > _MOST_PLACES:
        why = Bilingual("金额请填写数字（万元）。", "This is no amount in 万元.")
        raise InvalidInput({"budget_total": why})
    return amount


def year_of(text: str) -> int:
    """Return a year, or 0 where none is filled in."""
    said = text.strip()
    return int(said) if said.isdecimal() and len(said) == len("2026") else 0


def holding_of(text: str) -> Holding:
    """Return what is made public: targets where nothing is said.

    Raises:
        InvalidInput: There is no such thing.
    """
    if text in ("", *Holding.values):
        return Holding(text or Holding.TARGETS)
    why = Bilingual("请选择公开内容。", "Choose what is made public.")
    raise InvalidInput({"holds": why})


def key_of(text: str) -> int:
    """Return a key, or 0 where it is none."""
    return int(text) if text.isdecimal() and len(text) < len(str(2**63)) else 0


def projects_of(said: QueryDict) -> list[int]:
    """Return the keys of the projects that are ticked, by the numbers beside them."""
    ticked = [key_of(text) for text in said.getlist("project")]
    places = {key: key_of(said.get(f"order-{key}", "")) or _LAST for key in ticked}
    return sorted(ticked, key=lambda key: places[key])


def one_line(text: str, most: int) -> str:
    """Return a text without control characters, which no database keeps, and not too long."""
    return " ".join("".join(sign if sign.isprintable() else " " for sign in text).split())[:most]


def title_of(request: HttpRequest) -> str:
    """Return the title that was given."""
    return one_line(request.POST.get("title", ""), 300)


def reason_of(request: HttpRequest) -> str:
    """Return the reason that was given."""
    return request.POST.get("reason", "").replace("\0", "")[:2000]


def _places(amount: Decimal) -> int:
    return -int(amount.normalize().as_tuple().exponent)
