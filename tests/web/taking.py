"""Documents handed in, read and accepted by one process that may be killed at any moment."""

from __future__ import annotations

import io
from datetime import timedelta
from typing import TYPE_CHECKING
from uuid import uuid4

from django.conf import settings
from django.utils import timezone

from jiheng_web.audit.guard import unattended
from jiheng_web.intake import jobs
from jiheng_web.intake.accepting import accept_all
from jiheng_web.intake.commands import hand_in
from jiheng_web.intake.models import Document, Item, Job
from jiheng_web.intake.reading import Reading
from jiheng_web.intake.storage import path_of
from jiheng_web.projects.models import Project

if TYPE_CHECKING:
    from collections.abc import Iterator

    from tests.web.city import City

_HEAD = "项目名称\t总计\t财政拨款\t财政专户拨款\t其他资金\t绩效目标\t绩效指标"
_ROWS = 3


def hand_in_and_read(city: City, turn: int, number: int) -> int:
    """Hand a document of three projects in, read it, accept all; return its key."""
    who, actor = city.principal("clerk"), city.actor("clerk")
    # Names that resemble one another would wait for a person to tell them apart.
    names = [uuid4().hex for _ in range(_ROWS)]
    lines = [f"{name}\t10.00\t10.00\t0.00\t0.00\t办好展览。\t{_INDICATORS}" for name in names]
    data = "\n".join(["单位：万元", _HEAD, *lines]).encode()
    unit = city.organizations["101"]
    document = hand_in(who, actor, unit, 2026, f"{turn}-{number}.txt", io.BytesIO(data)).document
    read_all()
    accept_all(who, actor, document.pk, {})
    return document.pk


def read_all() -> None:
    """Read what waits, as a runner does, without a child."""
    while claimed := jobs.claim():
        path = str(path_of(claimed.document.sha256))
        pictures = str(settings.DOCUMENTS / "pages")
        claimed.finish(Reading(path, claimed.document.name, pictures)(lambda _d, _t: None))


def missing(told: list[str]) -> Iterator[str]:
    """Yield the documents that were told to be taken in and are not."""
    for key in told:
        items = Item.objects.filter(document_id=int(key), decision="created")
        if items.count() != _ROWS:
            yield key


def halves() -> Iterator[str]:
    """Let another runner take over what the killed one left; yield what does not fit together."""
    with unattended():
        Job.objects.filter(state="running").update(alive=timezone.now() - timedelta(hours=1))
    read_all()
    for document in Document.objects.select_related("job"):
        states = list(document.items.values_list("decision", flat=True))
        file = path_of(document.sha256)
        whole = document.job.state == "done" and len(states) == _ROWS and len(set(states)) == 1
        if not whole or not file.exists() or file.stat().st_size != document.size:
            yield f"document {document.pk}: {document.job.state}, {states}"
    created = Item.objects.filter(decision="created").count()
    if (
        Project.objects.count() != created
        or Item.objects.filter(decision="created", version=None).exists()
    ):
        yield f"{Project.objects.count()} projects of {created} rows"


_INDICATORS = (
    "1、1-产出指标;11-数量指标;展览场次;实施周期指标值:≥12场;年度指标值:≥12场。"
    "2、2-效益指标;22-社会效益;服务人次;实施周期指标值:≥5万人次;年度指标值:≥5万人次。"
)
