"""Gathers what the pages of a project file show."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, NamedTuple, cast

from jiheng_web.access.policy import Action, permits
from jiheng_web.editor import labels
from jiheng_web.editor.commands import draft_of
from jiheng_web.editor.copied import compare
from jiheng_web.editor.fixes import fixes
from jiheng_web.editor.looking import readings, stored_findings
from jiheng_web.editor.marks import by_place, marked, severities
from jiheng_web.editor.readings import weights
from jiheng_web.editor.sheet import COLUMNS, MONEY, to_sheet
from jiheng_web.editor.taking import Taken, take
from jiheng_web.flow.commands import profile, standard
from jiheng_web.flow.panel import panel_of
from jiheng_web.projects.content import stored, table_of
from jiheng_web.projects.states import EDITABLE, State

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from jiheng.model import Row
    from jiheng_web.access.policy import Principal
    from jiheng_web.editor.copied import Copied
    from jiheng_web.editor.sheet import Sheet
    from jiheng_web.flow.models import Comment
    from jiheng_web.projects.models import Project


class Line(NamedTuple):
    """An indicator as the file shows it.

    Attributes:
        cells: Place, text and severity of each, for the columns that any row uses.
        reading: What a machine reads in it.
    """

    number: int
    place: str
    cells: list[tuple[str, str, str]]
    reading: str


def shown(principal: Principal, project: Project, sheet: Sheet | None = None) -> dict[str, object]:
    """Return the context of the page of a project file.

    Args:
        sheet: What was typed and is not saved; the saved content without.
    """
    version = project.newest
    version.project = project
    table = table_of(version.content)
    typed = to_sheet(table) if sheet is None else sheet
    count = len(typed.rows)
    taken = Taken(table, places=list(range(count))) if sheet is None else take(table, typed)
    text = version.findings if sheet is None else stored(taken.table, profile()).findings
    panel = panel_of(principal, project, version)
    marks = marked(
        stored_findings(text),
        rows=taken.places,
        passed={(one.rule, one.place) for one in panel.overrides},
    )
    row = taken.table.rows[0]
    may_edit = permits(principal, Action.PROJECT_EDIT, project.organization.path)
    return {
        "project": project,
        "version": version,
        "principal": principal,
        "panel": panel,
        "state": State(project.state),
        "may_edit": may_edit,
        "editable": may_edit and project.state in EDITABLE,
        "revision": version.revision,
        "draft": draft_of(principal, version) if may_edit and panel.has_drafts else None,
        "table": taken.table,
        "row": row,
        "sheet": typed,
        "marks": marks,
        "severities": severities(marks),
        "targets": readings(taken, count),
        "weights": weights(row, standard()),
        "comments": by_place(one for one in panel.comments if one.version_id == version.pk),
        "copied": copied_from(project, row),
        "labels": labels,
        "place_label": labels.label_of,
        "columns": COLUMNS,
        "moneys": MONEY,
    }


def read(principal: Principal, project: Project) -> dict[str, object]:
    """Return the context of the page on which a file is read."""
    found = shown(principal, project)
    rows = cast("Sheet", found["sheet"]).rows
    used = [name for name in COLUMNS if any(row[name] for row in rows)]
    return found | {"used": used, "lines": _lines(found, used)}


def written(
    principal: Principal, project: Project, sheet: Sheet | None = None
) -> dict[str, object]:
    """Return the context of the page on which a file is written.

    Args:
        sheet: What was typed and is not saved; the saved content without.
    """
    found = shown(principal, project, sheet)
    comments = cast("dict[str, list[Comment]]", found["comments"])
    return found | {
        "faults": {},
        "unsaved": False,
        "fixes": list(fixes(cast("Sheet", found["sheet"]))),
        "comment_words": {
            place: [f"{one.author.name}：{one.text}" for one in said]
            for place, said in comments.items()
        },
    }


def _lines(found: Mapping[str, Any], used: Sequence[str]) -> list[Line]:
    grave, targets = found["severities"], found["targets"]
    lines = []
    for at, row in enumerate(found["sheet"].rows):
        place = f"indicators.{at}"
        named = ((f"{place}.{name}", row[name]) for name in used)
        cells = [(cell, text, grave.get(cell, "")) for cell, text in named]
        lines.append(Line(at + 1, place, cells, targets[at]))
    return lines


def copied_from(project: Project, row: Row) -> Copied | None:
    """Return how a project resembles the one it was copied from, where that is worth a word."""
    previous = project.previous
    if previous is None:
        return None
    found = compare(row, table_of(previous.newest.content).rows[0])
    return found if found.unchanged or found.same_for_more else None
