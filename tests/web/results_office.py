"""What a browser test of results begins with: an approved project, a survey that is closed."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING
from unittest.mock import patch

from tests.web.surveying import many, opened

from jiheng_web.audit.acts import PROGRAM, act
from jiheng_web.surveys import commands
from jiheng_web.surveys.models import Binding

if TYPE_CHECKING:
    from tests.web.city import City

_ASKED = date(2026, 7, 20)


def fill(city: City) -> dict[str, list[object]]:
    """Approve a project and let 46 of 50 visitors be satisfied with it."""
    project = city.approved(city.project())
    found = opened(city, open_link=True)
    with patch("jiheng_web.surveys.answering.timezone.localdate", return_value=_ASKED):
        many(city, found, ["satisfied"] * 46 + ["dissatisfied"] * 4)
    commands.close_round(city.principal("clerk"), city.actor("clerk"), found.pk)
    with act(PROGRAM, "test.binding"):
        Binding.objects.create(
            survey=found.survey, project=project, indicator="参观公众满意度", question="overall"
        )
    return {"project": [project.pk]}
