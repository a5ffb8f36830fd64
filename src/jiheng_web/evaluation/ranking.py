"""Rankings by weighted schemes: handed in as a workbook, computed anew from what is kept."""

from __future__ import annotations

import io
import json
from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING

from jiheng.bilingual import Bilingual
from jiheng.errors import UnreadableFile
from jiheng.schemes import read_scheme
from jiheng.schemes.assessing import Assessment
from jiheng.schemes.figures import Figures
from jiheng.schemes.ranking import ranked
from jiheng.schemes.sensitivity import sensitivity
from jiheng_web.access.policy import Action, permits
from jiheng_web.access.requests import require
from jiheng_web.audit.acts import act
from jiheng_web.errors import InvalidInput, NotFound, WrongState
from jiheng_web.evaluation.models import RankingState, SchemeRanking
from jiheng_web.evaluation.ranking_reading import MOST_BYTES, Read, read_workbook, too_large
from jiheng_web.evaluation.reach import RUNS
from jiheng_web.intake import storage

if TYPE_CHECKING:
    from jiheng.schemes.sensitivity import Sensitivity
    from jiheng.schemes.standing import Ranking
    from jiheng_web.access.policy import Principal
    from jiheng_web.accounts.models import Organization
    from jiheng_web.audit.acts import Actor

AT_ONCE = 150 * 1024
"""Bytes of a workbook that is ranked while a page waits, in about a second; others wait."""
MOST_SHAKEN = 1000
"""Entities whose sensitivity is computed while a page waits."""
DRAWS = 200
_RANKING = Bilingual("加权评价", "ranking")


STATES = {
    RankingState.WAITING: Bilingual("排队中", "waiting"),
    RankingState.DONE: Bilingual("已排名", "ranked"),
    RankingState.FAILED: Bilingual("未能排名", "failed"),
}
_LOOKING = Bilingual("查看排名", "look at the ranking")
_ZIP = b"PK\x03\x04"
_NO_WORKBOOK = Bilingual(
    "不是 Excel 工作簿（.xlsx），或文件已损坏。请用 Excel 或 WPS 打开，另存为 .xlsx 后再上传。",
    "no Excel workbook (.xlsx), or damaged. Open it in Excel, save it as .xlsx and try again.",
)


@dataclass(frozen=True, slots=True)
class Ranked:
    """A ranking with the assessment it was made of."""

    assessment: Assessment
    ranking: Ranking


def hand_in(
    principal: Principal, actor: Actor, organization: Organization, name: str, data: bytes
) -> SchemeRanking:
    """Keep a scheme with its data and rank the entities; a large workbook waits for the runner.

    Raises:
        NotPermitted: The person evaluates nothing there.
        UnreadableFile: It is no scheme with data, unsound, or too large.
    """
    if not any(permits(principal, action, organization.path) for action in RUNS.values()):
        require(principal, next(iter(RUNS.values())), organization.path)
    if len(data) > MOST_BYTES:
        raise too_large(name)
    if not data:
        raise UnreadableFile(name=name, reason=Bilingual("文件是空的。", "the file is empty."))
    if not data.startswith(_ZIP):
        raise UnreadableFile(name=name, reason=_NO_WORKBOOK)
    waits = len(data) > AT_ONCE
    found = Read(name, "", "", 0) if waits else read_workbook(data, name)
    with act(actor, "scheme.rank", path=organization.path) as done:
        made = SchemeRanking.objects.create(
            organization=organization,
            name=found.name[:300],
            file=name[:255],
            sha256=storage.keep(io.BytesIO(data), name).sha256,
            scheme=found.scheme,
            figures=found.figures,
            entities=found.entities,
            made_by_id=principal.person,
            state=RankingState.WAITING if waits else RankingState.DONE,
        )
        done.about(made, organization.path)
        done.facts |= {"file": made.file, "sha256": made.sha256, "entities": made.entities}
    return made


def visible(principal: Principal, key: int) -> SchemeRanking:
    """Return a ranking that a person may see.

    Raises:
        NotFound: There is none, or it is out of sight.
    """
    found = SchemeRanking.objects.select_related("organization", "made_by").filter(pk=key).first()
    path = found.organization.path if found else ""
    if found is None or not permits(principal, Action.EVALUATION_VIEW, path):
        raise NotFound(kind=_RANKING)
    return found


def ranked_of(found: SchemeRanking) -> Ranked:
    """Return a ranking, computed from the scheme and the figures that are kept.

    Raises:
        WrongState: It waits for the runner, or failed.
    """
    if found.state != RankingState.DONE:
        raise WrongState(deed=_LOOKING, state=STATES[RankingState(found.state)])
    return _ranked(found.scheme, found.figures)


def shaken(found: SchemeRanking) -> Sensitivity:
    """Return what becomes of a ranking when weights change.

    Raises:
        WrongState: It waits for the runner, or failed.
        InvalidInput: It has too many entities for a page to wait.
    """
    ranked_of(found)
    if found.entities > MOST_SHAKEN:
        why = Bilingual(
            f"评价对象超过 {MOST_SHAKEN} 个，请用命令行 jiheng scheme sensitivity 计算。",
            f"More than {MOST_SHAKEN} entities: use jiheng scheme sensitivity.",
        )
        raise InvalidInput({"entities": why})
    return _shaken(found.scheme, found.figures)


@lru_cache(maxsize=4)
def _ranked(scheme: str, figures: str) -> Ranked:
    read = read_scheme(scheme.encode(), "scheme.toml")
    kept = json.loads(figures)
    assessment = Assessment(
        read,
        Figures(
            entities=tuple(kept["entities"]),
            groups=tuple(kept["groups"]),
            columns=kept["columns"],
        ),
    )
    return Ranked(assessment, ranked(assessment))


@lru_cache(maxsize=4)
def _shaken(scheme: str, figures: str) -> Sensitivity:
    made = _ranked(scheme, figures)
    return sensitivity(made.assessment, made.ranking, draws=DRAWS)
