"""Gathers what the pages of a project file show."""

from __future__ import annotations

from typing import TYPE_CHECKING

from jiheng_web.access.policy import Action, permits
from jiheng_web.editor import labels
from jiheng_web.editor.commands import draft_of
from jiheng_web.editor.copied import compare
from jiheng_web.editor.fixes import fixes
from jiheng_web.editor.looking import readings, stored_findings
from jiheng_web.editor.marks import by_place, marked
from jiheng_web.editor.readings import weights
from jiheng_web.editor.sheet import COLUMNS, MONEY, to_sheet
from jiheng_web.editor.taking import take
from jiheng_web.flow.commands import profile
from jiheng_web.projects.content import stored, table_of
from jiheng_web.projects.states import EDITABLE, State

if TYPE_CHECKING:
    from django.db.models import QuerySet

    from jiheng.model import Row
    from jiheng_web.access.policy import Principal
    from jiheng_web.editor.copied import Copied
    from jiheng_web.editor.sheet import Sheet
    from jiheng_web.flow.models import Comment
    from jiheng_web.projects.models import Project, Version


def shown(principal: Principal, project: Project, sheet: Sheet | None = None) -> dict[str, object]:
    """Return the context of a page of a project file.

    Args:
        sheet: What was typed and is not saved; the saved content without.
    """
    version = project.newest
    version.project = project
    table = table_of(version.content)
    typed = to_sheet(table) if sheet is None else sheet
    taken = take(table, typed)
    text = version.findings if sheet is None else stored(taken.table, profile()).findings
    comments = by_place(open_comments(version))
    passed = set(version.overrides.values_list("rule", "place"))
    row = taken.table.rows[0]
    may_edit = permits(principal, Action.PROJECT_EDIT, project.organization.path)
    return {
        "project": project,
        "version": version,
        "principal": principal,
        "state": State(project.state),
        "may_edit": may_edit,
        "editable": may_edit and project.state in EDITABLE,
        "revision": version.revision,
        "draft": draft_of(principal, version) if may_edit else None,
        "table": taken.table,
        "row": row,
        "sheet": typed,
        "faults": {},
        "unsaved": False,
        "marks": marked(stored_findings(text), rows=taken.places, passed=passed),
        "targets": readings(taken, len(typed.rows)),
        "fixes": list(fixes(typed)),
        "weights": weights(row),
        "comments": comments,
        "comment_words": {
            place: [f"{one.author.name}：{one.text}" for one in said]
            for place, said in comments.items()
        },
        "copied": copied_from(project, row),
        "labels": labels,
        "place_label": labels.label_of,
        "columns": COLUMNS,
        "moneys": MONEY,
    }


def open_comments(version: Version) -> QuerySet[Comment]:
    """Return the comments on a version that are not closed."""
    return version.comments.filter(resolved=None).select_related("author", "answered_by")


def copied_from(project: Project, row: Row) -> Copied | None:
    """Return how a project resembles the one it was copied from, where that is worth a word."""
    previous = project.previous
    if previous is None:
        return None
    found = compare(row, table_of(previous.newest.content).rows[0])
    return found if found.unchanged or found.same_for_more else None
