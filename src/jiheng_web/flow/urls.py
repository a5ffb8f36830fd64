"""Addresses of the flow."""

from django.urls import path

from jiheng_web.flow import history, office, review_views, views

urlpatterns = [
    *(
        path(f"projects/<int:key>/acts/{word}", view, name=word)
        for word, view in views.MOVES.items()
    ),
    *(
        path(f"projects/<int:key>/review/{level}", view, name=f"review-{level}")
        for level, view in review_views.VIEWS.items()
    ),
    path("projects/<int:key>/comments", views.comment, name="comment"),
    path("comments/<int:key>/answer", views.answer, name="comment-answer"),
    path("comments/<int:key>/resolve", views.resolve, name="resolve"),
    path("projects/<int:key>/overrides", views.override, name="override"),
    path("projects/<int:key>/invitations", views.invite, name="invite"),
    path("projects/<int:key>/adjust", views.adjust, name="adjust"),
    path("projects/<int:key>/versions", history.versions, name="versions"),
    path("projects/<int:key>/versions/compare", history.compare, name="compare"),
    path("projects/<int:key>/versions/<int:number>", history.version, name="version"),
    path(
        "projects/<int:key>/versions/<int:number>/<str:file>",
        history.download,
        name="version-file",
    ),
    path("projects/batch", views.batch, name="batch"),
    path("deadlines", office.show_deadlines, name="deadlines"),
    path("deadlines/set", office.set_deadline, name="set-deadline"),
    path("hand-over", office.hand_over, name="hand_over"),
]
