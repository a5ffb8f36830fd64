"""Addresses of the desk, the table of projects and the overview."""

from django.urls import path

from jiheng_web.desk import views

urlpatterns = [
    path("", views.home, name="home"),
    path("desk", views.desk, name="desk"),
    path("projects", views.projects, name="projects"),
    path("projects/export", views.export, name="projects-export"),
    path("projects/views", views.save_view, name="view-save"),
    path("projects/views/<int:key>/forget", views.forget_view, name="view-forget"),
    path("overview", views.overview, name="overview"),
]
