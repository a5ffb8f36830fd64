"""Requests made up from the description of the interface: none is a defect, all answers fit it."""

from __future__ import annotations

from typing import Any

import pytest
import schemathesis
from hypothesis import HealthCheck, Phase, given, settings
from schemathesis import checks
from tests.web.city import found_city
from tests.web.test_api import give_token

from jiheng_web.access.policy import Role
from jiheng_web.accounts.models import Membership
from jiheng_web.api.interface import description
from jiheng_web.audit.acts import PROGRAM, act
from jiheng_web.wsgi import application

SCHEMA: Any = schemathesis.openapi.from_dict(description())
SCHEMA.app = application
OPERATIONS = [one.ok() for one in SCHEMA.get_all_operations()]
CHECKS = [
    checks.not_a_server_error,
    checks.status_code_conformance,
    checks.content_type_conformance,
    checks.response_schema_conformance,
    checks.negative_data_rejection,
]
_WORK = (Role.CLERK, Role.UNIT_HEAD, Role.DEPARTMENT_REVIEWER, Role.FINANCE_REVIEWER)


@pytest.fixture
def somebody(db: None) -> tuple[str, int]:  # noqa: ARG001
    """Return the token of somebody who may do anything, and the key of a project."""
    city = found_city()
    with act(PROGRAM, "test.roles"):
        for role in _WORK:
            Membership.objects.get_or_create(
                user=city.people["finance"], organization=city.organizations["000"], role=role
            )
    give_token(city.people["finance"], "token")
    return "token", city.project().pk


@pytest.mark.filterwarnings("ignore")
@pytest.mark.parametrize("operation", OPERATIONS, ids=[one.label for one in OPERATIONS])
def test_whatever_is_sent_is_answered_as_described(
    operation: Any, somebody: tuple[str, int]
) -> None:
    token, project = somebody

    @settings(
        max_examples=6,
        deadline=None,
        derandomize=True,
        database=None,
        phases=[Phase.generate],
        suppress_health_check=list(HealthCheck),
    )
    @given(case=operation.as_strategy())
    def asked(case: Any) -> None:
        key = case.path_parameters.get("key") if case.path_parameters else None
        if isinstance(key, int) and key % 2:
            case.path_parameters["key"] = project
        case.call_and_validate(headers={"Authorization": f"Bearer {token}"}, checks=CHECKS)

    asked()
