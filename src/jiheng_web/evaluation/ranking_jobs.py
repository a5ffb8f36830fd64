"""The queue of rankings too large for a page to wait: each is ranked in a child of its own."""

from __future__ import annotations

import json
from datetime import timedelta
from typing import TYPE_CHECKING

from django.db.models import F, Q
from django.utils import timezone

from jiheng.bilingual import Bilingual
from jiheng.errors import JihengError
from jiheng_children.workers import Lost, Pool
from jiheng_web.audit.acts import PROGRAM, act
from jiheng_web.audit.guard import unattended
from jiheng_web.evaluation.models import RankingState, SchemeRanking
from jiheng_web.evaluation.ranking_reading import Ranking
from jiheng_web.intake.storage import path_of

if TYPE_CHECKING:
    from collections.abc import Callable

    from django.db.models import QuerySet

PATIENCE = 120.0
"""Seconds that a child may take for one workbook."""
_DEAD = timedelta(seconds=2 * PATIENCE)
_MOST_ATTEMPTS = 3
_LOST = Bilingual(
    "排名用时过长或耗尽内存，已停止。请减少评价对象后再上传，或用命令行 jiheng scheme rank。",
    "Ranking took too long or too much memory and was stopped. Hand in fewer entities, or use"
    " jiheng scheme rank.",
)


def work_once(meanwhile: Callable[[], None] = lambda: None) -> bool:
    """Rank what waits longest, if anything waits; return whether there was.

    Args:
        meanwhile: Called every second or so; what it raises ends the work, to be begun anew.
    """
    found = _claim()
    if found is None:
        return False
    pool = Pool(1, PATIENCE, meanwhile=meanwhile)
    try:
        task = Ranking(str(path_of(found.sha256)), found.file)
        read = pool.wait(pool.submit(task, found.file))
    except (JihengError, Lost, OSError) as error:
        why = error.message if isinstance(error, JihengError) else _LOST
        _end(found, state=RankingState.FAILED, message=json.dumps({"zh": why.zh, "en": why.en}))
    except BaseException:
        with unattended():
            _held(found).update(attempts=F("attempts") - 1, begun=None)
        raise
    else:
        facts = {"scheme": read.scheme, "figures": read.figures, "entities": read.entities}
        _end(found, state=RankingState.DONE, name=read.name[:300], **facts)
    finally:
        pool.close()
    return True


def _claim() -> SchemeRanking | None:
    """Take the next one that waits, or whose runner died."""
    free = Q(begun=None) | Q(begun__lt=timezone.now() - _DEAD)
    waiting = SchemeRanking.objects.select_related("organization")
    for one in waiting.filter(free, state=RankingState.WAITING).order_by("pk"):
        with unattended():
            won = _held(one).update(attempts=F("attempts") + 1, begun=timezone.now())
        if not won:
            continue
        one.attempts += 1
        if one.attempts <= _MOST_ATTEMPTS:
            return one
        _end(
            one,
            state=RankingState.FAILED,
            message=json.dumps({"zh": _LOST.zh, "en": _LOST.en}),
        )
    return None


def _held(one: SchemeRanking) -> QuerySet[SchemeRanking]:
    """Return a ranking as long as nobody else took it: `attempts` names the claim."""
    return SchemeRanking.objects.filter(
        pk=one.pk, state=RankingState.WAITING, attempts=one.attempts
    )


def _end(one: SchemeRanking, **fields: object) -> None:
    with act(PROGRAM, "scheme.ranked", one, path=one.organization.path) as done:
        _held(one).update(**fields)
        done.facts["state"] = str(fields["state"])
