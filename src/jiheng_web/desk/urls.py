"""Addresses of the desk, the table of projects and the overview."""

from django.urls import path

from jiheng_web.desk import views

urlpatterns = [
    path("", views.home, name="home"),
    path("desk", views.desk, name="desk"),
    path("projects", views.projects, name="projects"),
    path("overview", views.overview, name="overview"),
]
