"""Operations on disclosures: reading only; people sign and publish on pages."""

import json
from datetime import datetime
from typing import Any, Literal

from django.http import HttpRequest
from ninja import Router
from pydantic import BaseModel

from jiheng_web.access.policy import Action
from jiheng_web.access.requests import within
from jiheng_web.api import bodies
from jiheng_web.api.answers import told
from jiheng_web.api.asking import asks, who
from jiheng_web.disclosure import reach
from jiheng_web.disclosure.models import Disclosure

router = Router(tags=["disclosures"])


class DisclosureLine(BaseModel):
    """A disclosure in a list; `slug` is its lasting address, `holds` what it makes public."""

    key: int
    organization: str
    fiscal_year: int
    holds: Literal["targets", "results"]
    title: str
    slug: str
    edition: int
    state: str
    sha256: str
    prepared: datetime
    published: datetime | None
    withdrawn: datetime | None


class DisclosureOut(DisclosureLine):
    """A disclosure with its table, once a signature froze it."""

    table: bodies.TableRecord | None


@router.get("disclosures", response=told(list[DisclosureLine]))
@asks(Action.DISCLOSURE_VIEW)
def disclosures(request: HttpRequest) -> list[DisclosureLine]:
    """List the disclosures in sight, newest first."""
    principal, _ = who(request)
    found = Disclosure.objects.filter(within(principal, Action.DISCLOSURE_VIEW))
    found = found.select_related("organization").defer("table", "frame", "gate")
    return [DisclosureLine(**_facts(one)) for one in found]


@router.get("disclosures/{int:key}", response=told(DisclosureOut))
@asks(Action.DISCLOSURE_VIEW)
def disclosure(request: HttpRequest, key: int) -> DisclosureOut:
    """Tell a disclosure with its table."""
    principal, _ = who(request)
    found = reach.visible(principal, key)
    table = json.loads(found.table) if found.table else None
    return DisclosureOut(**_facts(found), table=table)


def _facts(found: Disclosure) -> dict[str, Any]:
    return {
        "key": found.pk,
        "organization": found.organization.code,
        "fiscal_year": found.fiscal_year,
        "holds": found.holds,
        "title": found.title,
        "slug": found.slug,
        "edition": found.edition,
        "state": found.state,
        "sha256": found.sha256,
        "prepared": found.prepared,
        "published": found.published,
        "withdrawn": found.withdrawn,
    }
