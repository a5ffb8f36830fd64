"""Tells Django of this part."""

from django.apps import AppConfig


class IntakeConfig(AppConfig):
    """Documents handed in, read in the background, accepted by a person."""

    name = "jiheng_web.intake"
    label = "intake"
