"""Operations on who asks, and on the tree of organizations."""

from django.http import HttpRequest
from ninja import Router

from jiheng_web.access.policy import Action
from jiheng_web.access.requests import within
from jiheng_web.accounts.models import Organization
from jiheng_web.api import shown
from jiheng_web.api.answers import told
from jiheng_web.api.asking import asks, who

router = Router(tags=["people"])


@router.get("me", response=told(shown.Me))
@asks(None)
def me(request: HttpRequest) -> shown.Me:
    """Tell who asks, with the roles held now."""
    principal, _ = who(request)
    codes = Organization.objects.in_bulk([held.organization for held in principal.memberships])
    return shown.Me(
        username=principal.username,
        name=principal.name,
        roles=[
            shown.HeldRole(role=held.role, organization=codes[held.organization].code)
            for held in principal.memberships
        ],
    )


@router.get("organizations", response=told(list[shown.OrganizationOut]))
@asks(Action.ORGANIZATION_VIEW)
def organizations(request: HttpRequest) -> list[shown.OrganizationOut]:
    """List the organizations within reach, in the order of their codes."""
    principal, _ = who(request)
    reach = within(principal, Action.ORGANIZATION_VIEW, "path")
    found = Organization.objects.filter(reach).select_related("parent")
    return [shown.organization(one) for one in found]
