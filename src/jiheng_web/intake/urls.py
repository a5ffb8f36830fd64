"""Addresses of the intake."""

from django.urls import path

from jiheng_web.intake import deciding, views

urlpatterns = [
    path("documents", views.documents, name="documents"),
    path("documents/hand-in", views.hand_in, name="hand-in"),
    path("documents/<int:key>", views.document, name="document"),
    path("documents/<int:key>/state", views.state, name="document-state"),
    path("documents/<int:key>/file", views.file, name="document-file"),
    path("documents/<int:key>/pages/<str:sha256>/<int:number>", views.picture, name="page-picture"),
    path("documents/<int:key>/cancel", views.cancel, name="document-cancel"),
    path("documents/<int:key>/again", views.again, name="document-again"),
    path("documents/<int:key>/match", deciding.match, name="document-match"),
    path("documents/<int:key>/accept", deciding.accept, name="document-accept"),
    path("documents/<int:key>/rows/<int:item>", deciding.row, name="document-row"),
    path("documents/<int:key>/rows/<int:item>/decide", deciding.decide, name="document-decide"),
]
