"""Tells Django of this part."""

from django.apps import AppConfig


class FlowConfig(AppConfig):
    """The way of a project through the yearly cycle: acts, reviews, comments, deadlines."""

    name = "jiheng_web.flow"
    label = "flow"
