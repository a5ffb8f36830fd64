"""What may be shown where nobody is to be known: nothing that tells what fewer than five answered.

Two looks at figures that change by one answer tell that answer: they are shown once the round is
closed. What is hidden can be told from the whole less what is shown: so much is hidden with it that
together it is more than one part, and five answers.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.db.models import Count

from jiheng_web.surveys.counted import SMALLEST
from jiheng_web.surveys.models import Answer, Channel, RoundState

if TYPE_CHECKING:
    from collections.abc import Mapping

    from jiheng_web.surveys.models import Round
    from jiheng_web.surveys.results import Result


@dataclass(frozen=True, slots=True)
class Shield:
    """What is kept back of a round.

    Attributes:
        pending: The round is anonymous and not closed: nothing of it is shown.
        apart_pending: It is not closed, so that nothing of the open link is shown.
        whole: So few answered that nothing is shown.
        apart: So few answered by the open link.
        groups: Groups of which nothing is shown, those without a group as the empty one.
        items: Things rated of which nothing is shown.
        anonymous: Whether anything answered by fewer than five is kept back.
    """

    pending: bool
    apart_pending: bool
    whole: bool
    apart: bool
    groups: frozenset[str]
    items: frozenset[str]
    anonymous: bool

    def is_few(self, answers: int) -> bool:
        """Return whether so few said something that it is not shown."""
        return self.anonymous and 0 < answers < SMALLEST

    def keeps_back(self, question: str) -> bool:
        """Return whether nothing of a question, or of all together, is shown."""
        rows = (one.partition("/")[0] for one in self.items)
        return self.whole or (bool(question) and question in rows)


def shield_of(found: Round, made: Result) -> Shield:
    """Return what is kept back of a round that found this."""
    running, secret = found.state != RoundState.CLOSED, found.anonymous
    overall = made.satisfaction.overall
    items = {one.item: one.sample for one in made.satisfaction.items}
    return Shield(
        pending=secret and running,
        apart_pending=running,
        whole=secret and _is_few(made.satisfaction.answers, overall.sample),
        apart=has_few_apart(found) or bool(made.apart and _is_few(made.apart.answers)),
        groups=hidden_with(_sizes(found, made)) if secret else frozenset(),
        items=hidden_with(items) if secret else frozenset(),
        anonymous=secret,
    )


def has_few_apart(found: Round) -> bool:
    """Return whether fewer than five answered by the open link, where nobody ever gives a name."""
    return _is_few(Answer.objects.filter(round=found, channel=Channel.OPEN).count())


def hidden_with(sizes: Mapping[str, int]) -> frozenset[str]:
    """Return the parts that are too small, and the next smallest that have to be hidden with them.

    Args:
        sizes: Part → how many answered; parts of nobody hide nothing.
    """
    hidden = {name for name, size in sizes.items() if 0 < size < SMALLEST}
    others = sorted((size, name) for name, size in sizes.items() if size >= SMALLEST)
    while hidden and others and (len(hidden) == 1 or sum(sizes[it] for it in hidden) < SMALLEST):
        hidden.add(others.pop(0)[1])
    return frozenset(hidden)


def _sizes(found: Round, made: Result) -> dict[str, int]:
    """Return how many of each group rated anything; how many answered, where none did."""
    answers = Answer.objects.filter(round=found).exclude(channel=Channel.OPEN).order_by()
    sizes = dict(answers.values_list("group").annotate(count=Count("pk")))
    rated = {one.group: one.sample for one in made.groups}
    rated[""] = made.satisfaction.overall.sample - sum(rated.values())
    return {group: rated.get(group, 0) or count for group, count in sizes.items()}


def _is_few(*counts: int) -> bool:
    return any(0 < count < SMALLEST for count in counts)
