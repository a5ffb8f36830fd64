"""An evaluation for the terminal: levels, items, and experts who stand apart."""

from __future__ import annotations

from gettext import gettext as _
from typing import TYPE_CHECKING

from rich.table import Table
from rich.text import Text

from jiheng.results.words import plain

if TYPE_CHECKING:
    from decimal import Decimal

    from rich.console import Console

    from jiheng.bilingual import Language
    from jiheng.evaluation import EvaluatedItem, Evaluation


def print_evaluation(
    console: Console, subject: str, evaluation: Evaluation, language: Language
) -> None:
    """Print an evaluation."""
    total = evaluation.total
    console.print(Text(f"{subject} · {evaluation.framework.title.text(language)}", style="bold"))
    grade = total.grade or _("open")
    line = _("{points} of {weight} points, grade {grade}")
    judged = total.unscored < total.weight
    points = total.points if judged else "—"
    said = line.format(points=points, weight=plain(total.weight), grade=grade)
    console.print(Text(said, style="green" if total.grade else "yellow"))
    if total.unscored:
        open_words = _("Not judged: items of {weight} points.")
        console.print(Text(open_words.format(weight=plain(total.unscored)), style="yellow"))
    console.print(_items(evaluation))
    for each in evaluation.items:
        if each.score.obstacle is not None:
            why = each.score.steps[-1].text.text(language)
            console.print(Text(f"{each.item.name}  {why}", style="yellow"))


def _items(evaluation: Evaluation) -> Table:
    grid = Table(box=None, pad_edge=False, padding=(0, 2, 0, 0))
    grid.add_column(_("Item"), overflow="fold")
    heads = (_("Weight"), _("Points"), _("Least"), _("Greatest"), _("Own"))
    for head in heads:
        grid.add_column(head, justify="right", no_wrap=True)
    grid.add_column(_("Apart"), overflow="fold")
    for level, points, weight in evaluation.level_sums():
        said = plain(points) if evaluation.is_judged(level) else "—"
        numbers = (Text(plain(weight), style="bold"), Text(said, style="bold"))
        grid.add_row(Text(level, style="bold"), *numbers)
        for each in evaluation.items:
            if each.item.path[0] == level:
                grid.add_row(*_row(each))
    return grid


def _row(each: EvaluatedItem) -> list[Text]:
    rating = each.rating
    numbers = (
        each.item.weight,
        each.score.points,
        rating.low if rating else None,
        rating.high if rating else None,
        each.self_points,
    )
    apart = "、".join(rating.apart) if rating else ""
    return [
        Text(f"  {each.item.name}"),
        *(Text(_number(number)) for number in numbers),
        Text(apart, style="yellow"),
    ]


def _number(number: Decimal | None) -> str:
    return "—" if number is None else plain(number)
