"""Operations that move projects: acts, reviews, overrides, comments."""

from django.http import HttpRequest
from ninja import Router

from jiheng_web.access.policy import Action
from jiheng_web.api import bodies, shown
from jiheng_web.api.answers import told
from jiheng_web.api.asking import asks, who
from jiheng_web.flow import commands, remarks, reviewing
from jiheng_web.flow.models import Comment, Level, Review
from jiheng_web.flow.points import Grade

router = Router(tags=["acts"])


@router.post("projects/{int:key}/finish", response=told(shown.ProjectLine))
@asks(Action.PROJECT_FINISH)
def finish(request: HttpRequest, key: int, body: bodies.Reason) -> shown.ProjectLine:
    """Say that all is written, so that the unit head checks it."""
    return _moved(request, key, Action.PROJECT_FINISH, body.reason)


@router.post("projects/{int:key}/check", response=told(shown.ProjectLine))
@asks(Action.PROJECT_CHECK)
def check(request: HttpRequest, key: int, body: bodies.Reason) -> shown.ProjectLine:
    """Check a project for its unit."""
    return _moved(request, key, Action.PROJECT_CHECK, body.reason)


@router.post("projects/{int:key}/submit", response=told(shown.ProjectLine))
@asks(Action.PROJECT_SUBMIT)
def submit(request: HttpRequest, key: int, body: bodies.Reason) -> shown.ProjectLine:
    """Submit a project to the department."""
    return _moved(request, key, Action.PROJECT_SUBMIT, body.reason)


@router.post("projects/{int:key}/withdraw", response=told(shown.ProjectLine))
@asks(Action.PROJECT_WITHDRAW)
def withdraw(request: HttpRequest, key: int, body: bodies.Reason) -> shown.ProjectLine:
    """Take a project back before it is reviewed; a reason is needed."""
    return _moved(request, key, Action.PROJECT_WITHDRAW, body.reason)


@router.post("projects/{int:key}/return", response=told(shown.ProjectLine))
@asks(Action.PROJECT_RETURN)
def give_back(request: HttpRequest, key: int, body: bodies.Reason) -> shown.ProjectLine:
    """Return a project to its clerk; a reason is needed."""
    return _moved(request, key, Action.PROJECT_RETURN, body.reason)


@router.post("projects/{int:key}/approve", response=told(shown.ProjectLine))
@asks(Action.PROJECT_APPROVE)
def approve(request: HttpRequest, key: int, body: bodies.Reason) -> shown.ProjectLine:
    """Approve a project: its version is frozen and signed."""
    return _moved(request, key, Action.PROJECT_APPROVE, body.reason)


@router.post("projects/{int:key}/adjust", response=told(shown.ProjectOut))
@asks(Action.PROJECT_ADJUST)
def adjust(request: HttpRequest, key: int, body: bodies.Adjustment) -> shown.ProjectOut:
    """Begin a new version of an approved project."""
    principal, actor = who(request)
    version = commands.adjust(principal, actor, key, body.reason, body.approval_number)
    return shown.project(version.project, version)


@router.get("projects/{int:key}/reviews", response=told(list[shown.ReviewOut]))
@asks(Action.PROJECT_VIEW)
def reviews(request: HttpRequest, key: int) -> list[shown.ReviewOut]:
    """List the reviews of every version, oldest first."""
    principal, _ = who(request)
    project = commands.visible(principal, key)
    found = Review.objects.filter(version__project=project).select_related("version", "reviewer")
    return [shown.review(one) for one in found.order_by("pk")]


@router.post("projects/{int:key}/reviews", response=told(shown.ReviewOut))
@asks(Action.PROJECT_VIEW)
def review(request: HttpRequest, key: int, body: bodies.Judgement) -> shown.ReviewOut:
    """Judge a project: 优 and 良 let it go on, 中 and 差 return it; evaluators give an opinion."""
    principal, actor = who(request)
    level, grade = Level(body.level), Grade(body.grade)
    said = {f"points-{item}": points for item, points in body.points.items()}
    points = reviewing.points_from(said)
    if level is Level.EVALUATOR:
        made = reviewing.evaluate(principal, actor, key, grade, points, body.opinion)
    else:
        made = reviewing.review(principal, actor, key, level, grade, points, opinion=body.opinion)
    return shown.review(made)


@router.post("projects/{int:key}/overrides", response=told(shown.ProjectOut))
@asks(Action.PROJECT_OVERRIDE)
def override(request: HttpRequest, key: int, body: bodies.Letting) -> shown.ProjectOut:
    """Let a finding of the newest version pass, with a reason."""
    principal, actor = who(request)
    commands.override(principal, actor, key, body.rule, body.place, body.reason)
    return shown.project(commands.visible(principal, key))


@router.get("projects/{int:key}/comments", response=told(list[shown.CommentOut]))
@asks(Action.PROJECT_VIEW)
def comments(request: HttpRequest, key: int) -> list[shown.CommentOut]:
    """List the comments on every version, oldest first."""
    principal, _ = who(request)
    project = commands.visible(principal, key)
    found = Comment.objects.filter(version__project=project).select_related("version", "author")
    return [shown.comment(one) for one in found.order_by("pk")]


@router.post("projects/{int:key}/comments", response=told(shown.CommentOut))
@asks(Action.COMMENT)
def comment(request: HttpRequest, key: int, body: bodies.Remark) -> shown.CommentOut:
    """Comment on a cell of the newest version, or on the whole."""
    principal, actor = who(request)
    return shown.comment(remarks.comment(principal, actor, key, body.place, body.text))


@router.post("comments/{int:key}/answer", response=told(shown.CommentOut))
@asks(Action.COMMENT)
def answer(request: HttpRequest, key: int, body: bodies.Text) -> shown.CommentOut:
    """Answer a comment."""
    principal, actor = who(request)
    return shown.comment(remarks.answer(principal, actor, key, body.text))


@router.post("comments/{int:key}/resolve", response=told(shown.CommentOut))
@asks(Action.COMMENT)
def resolve(request: HttpRequest, key: int) -> shown.CommentOut:
    """Close a comment."""
    principal, actor = who(request)
    return shown.comment(remarks.resolve(principal, actor, key))


def _moved(request: HttpRequest, key: int, action: Action, reason: str) -> shown.ProjectLine:
    principal, actor = who(request)
    return shown.project_line(commands.move(principal, actor, key, action, reason))
