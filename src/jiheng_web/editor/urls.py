"""Addresses of the editor."""

from django.urls import path

from jiheng_web.editor import checking, conflicts, starting, views

urlpatterns = [
    path("projects/new", starting.new, name="project-new"),
    path("projects/<int:key>", views.project, name="project"),
    path("projects/<int:key>/edit", views.edit, name="project-edit"),
    path("projects/<int:key>/save", views.save, name="project-save"),
    path("projects/<int:key>/look", checking.check, name="project-check"),
    path("projects/<int:key>/suggestions", checking.suggestions, name="project-suggestions"),
    path("projects/<int:key>/conflict", conflicts.conflict, name="project-conflict"),
]
