"""Views of the table of projects that people keep for themselves."""

from __future__ import annotations

from typing import TYPE_CHECKING

from jiheng.bilingual import Bilingual
from jiheng_web.audit.acts import Actor, act
from jiheng_web.errors import InvalidInput, NotFound
from jiheng_web.flow.models import SavedView

if TYPE_CHECKING:
    from jiheng_web.access.policy import Principal
    from jiheng_web.desk.listing import Choice

MOST = 50
"""Views of one person."""
_LONGEST_NAME, _LONGEST_QUERY = 60, 500


def save_view(principal: Principal, actor: Actor, name: str, choice: Choice) -> SavedView:
    """Keep a choice under a name; a name that is there already means the new choice.

    Raises:
        InvalidInput: The name is missing or too long, or there are too many views.
    """
    cut, query = name.strip(), choice.query()
    if not 0 < len(cut) <= _LONGEST_NAME or len(query) > _LONGEST_QUERY:
        why = Bilingual(
            f"请填写名称，不超过{_LONGEST_NAME}字。", "Give it a name, up to 60 letters."
        )
        raise InvalidInput({"name": why})
    mine = SavedView.objects.filter(owner_id=principal.person)
    with act(actor, "view.save") as done:
        if mine.exclude(name=cut).count() >= MOST:
            why = Bilingual(f"最多保存{MOST}个筛选。", f"No more than {MOST} views are kept.")
            raise InvalidInput({"name": why})
        made, _ = SavedView.objects.update_or_create(
            owner_id=principal.person, name=cut, defaults={"query": query}
        )
        done.about(made)
    return made


def forget_view(principal: Principal, actor: Actor, key: int) -> None:
    """Let go of one's own view.

    Raises:
        NotFound: There is none, or it is another's.
    """
    with act(actor, "view.forget") as done:
        found = SavedView.objects.filter(owner_id=principal.person, pk=key).first()
        if found is None:
            raise NotFound(kind=Bilingual("常用筛选", "saved view"))
        done.about(found)
        found.delete()
