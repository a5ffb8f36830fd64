"""Rankings by weighted schemes: handed in as a workbook, computed anew from what is kept."""

from __future__ import annotations

import hashlib
import json
from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING

from jiheng.bilingual import Bilingual
from jiheng.errors import UnreadableFile
from jiheng.schemes import read_scheme, write_scheme
from jiheng.schemes.assessing import Assessment
from jiheng.schemes.figures import Figures
from jiheng.schemes.ranking import ranked
from jiheng.schemes.sensitivity import sensitivity
from jiheng_evidence.schemes.files import load_figures, load_scheme
from jiheng_web.access.policy import Action, permits
from jiheng_web.access.requests import require
from jiheng_web.audit.acts import act
from jiheng_web.errors import InvalidInput, NotFound
from jiheng_web.evaluation.models import SchemeRanking
from jiheng_web.evaluation.reach import RUNS

if TYPE_CHECKING:
    from jiheng.schemes.sensitivity import Sensitivity
    from jiheng.schemes.standing import Ranking
    from jiheng_web.access.policy import Principal
    from jiheng_web.accounts.models import Organization
    from jiheng_web.audit.acts import Actor

MOST_BYTES = 5 * 1024 * 1024
MOST_ENTITIES = 5000
"""Of a workbook handed in here; the command line takes more."""
MOST_SHAKEN = 1000
"""Entities whose sensitivity is computed while a page waits."""
DRAWS = 200
_RANKING = Bilingual("加权评价", "ranking")


@dataclass(frozen=True, slots=True)
class Ranked:
    """A ranking with the assessment it was made of."""

    assessment: Assessment
    ranking: Ranking


def hand_in(
    principal: Principal, actor: Actor, organization: Organization, name: str, data: bytes
) -> SchemeRanking:
    """Keep a scheme with its data and rank the entities.

    Raises:
        NotPermitted: The person evaluates nothing there.
        UnreadableFile: It is no scheme with data, unsound, or too large.
    """
    if not any(permits(principal, action, organization.path) for action in RUNS.values()):
        require(principal, next(iter(RUNS.values())), organization.path)
    if len(data) > MOST_BYTES:
        raise _too_large(name)
    scheme = load_scheme(data, name)
    figures = load_figures(scheme, data, name)
    if len(figures.entities) > MOST_ENTITIES:
        raise _too_large(name)
    ranked(Assessment(scheme, figures))
    with act(actor, "scheme.rank", path=organization.path) as done:
        made = SchemeRanking.objects.create(
            organization=organization,
            name=scheme.name[:300],
            file=name[:255],
            sha256=hashlib.sha256(data).hexdigest(),
            scheme=write_scheme(scheme).decode(),
            figures=_text_of(figures),
            entities=len(figures.entities),
            made_by_id=principal.person,
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
    """Return a ranking, computed from the scheme and the figures that are kept."""
    return _ranked(found.scheme, found.figures)


def shaken(found: SchemeRanking) -> Sensitivity:
    """Return what becomes of a ranking when weights change.

    Raises:
        InvalidInput: It has too many entities for a page to wait.
    """
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


def _text_of(figures: Figures) -> str:
    columns = {head: list(column) for head, column in figures.columns.items()}
    said = {"entities": figures.entities, "groups": figures.groups, "columns": columns}
    return json.dumps(said, ensure_ascii=False)


def _too_large(name: str) -> UnreadableFile:
    size = f"{MOST_BYTES // 1024**2} MB"
    why = Bilingual(
        f"超过 {size} 或 {MOST_ENTITIES} 个评价对象，请用命令行 jiheng scheme rank。",
        f"more than {size} or {MOST_ENTITIES} entities: use jiheng scheme rank.",
    )
    return UnreadableFile(name=name, reason=why)
