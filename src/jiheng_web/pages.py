"""What every page is made with: the template environment, its words and its formats."""

from __future__ import annotations

from decimal import Decimal
from functools import lru_cache
from typing import TYPE_CHECKING, Any

from django.conf import settings
from django.contrib.messages import get_messages
from django.forms.renderers import Jinja2 as FormJinja2
from django.templatetags.static import static
from django.urls import get_script_prefix, reverse
from django.utils import timezone
from django.utils.translation import get_language, gettext, ngettext
from jinja2 import Environment, StrictUndefined

from jiheng.bilingual import Bilingual
from jiheng_web.access.policy import Action, permits
from jiheng_web.access.requests import may_somewhere
from jiheng_web.failures import language
from jiheng_web.flow.places import named
from jiheng_web.projects.states import State

if TYPE_CHECKING:
    from datetime import date, datetime


class FormRenderer(FormJinja2):
    """Draws Django's forms with the templates Django ships for Jinja."""


def environment(**options: Any) -> Environment:
    """Return the environment of templates: escapes by itself, and knows no undefined names."""
    options["undefined"] = StrictUndefined
    options["trim_blocks"] = options["lstrip_blocks"] = True
    made = Environment(extensions=["jinja2.ext.i18n", "jinja2.ext.do"], **options)  # noqa: S701 - Django sets autoescape
    made.install_gettext_callables(gettext, ngettext, newstyle=True)  # type: ignore[attr-defined]
    made.globals |= {
        "url": address,
        "static": static,
        "language": get_language,
        "Action": Action,
        "may": may_somewhere,
        "permits": permits,
        "now": timezone.now,
        "get_messages": get_messages,
        "demo": is_demo,
        "State": State,
    }
    made.filters |= {
        "said": said,
        "money": money,
        "day": day,
        "moment": moment,
        "percent": percent,
        "place": named,
    }
    return made


def is_demo() -> bool:
    """Return whether this workspace holds examples only."""
    return bool(settings.DEMO)


def address(name: str, *arguments: object, **query: object) -> str:
    """Return the address of a view, with a query where words are named."""
    found = _reversed(name, arguments, get_script_prefix())
    if not query:
        return found
    from urllib.parse import urlencode

    return f"{found}?{urlencode({k: v for k, v in query.items() if v not in (None, '')})}"


@lru_cache(maxsize=4096)
def _reversed(name: str, arguments: tuple[object, ...], _prefix: str) -> str:
    return reverse(name, args=arguments)


def said(words: object) -> str:
    """Return words that exist in both languages in the one of the page.

    Takes what the core gives (`Bilingual`), stored pairs ({"zh", "en"}), or plain text.
    """
    if isinstance(words, Bilingual):
        return words.text(language())
    if isinstance(words, dict) and "zh" in words:
        return str(words[language()])
    return str(words)


def money(amount: Decimal | None) -> str:
    """Return an amount in 万元 with thousands parted; a dash where it is not known.

    At least two decimals; more where the amount has them, for nothing is rounded away.
    """
    if amount is None:
        return "—"
    places = max(2, -int(amount.normalize().as_tuple().exponent))
    return f"{amount:,.{places}f}"


def percent(part: int | Decimal, whole: int | Decimal) -> str:
    """Return a share in per cent; a dash of nothing."""
    return f"{Decimal(part) / Decimal(whole):.0%}" if whole else "—"


def day(when: date | datetime | None) -> str:
    """Return a day as 2026-03-01."""
    if when is None:
        return "—"
    local = timezone.localtime(when) if hasattr(when, "hour") else when  # type: ignore[arg-type]
    return local.strftime("%Y-%m-%d")


def moment(when: datetime | None) -> str:
    """Return a moment as 2026-03-01 15:04, in the time of the office."""
    return "—" if when is None else timezone.localtime(when).strftime("%Y-%m-%d %H:%M")
