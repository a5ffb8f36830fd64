"""Tells Django of this part."""

from django.apps import AppConfig


class ProjectsConfig(AppConfig):
    """Projects, their versions and what they say."""

    name = "jiheng_web.projects"
    label = "projects"
