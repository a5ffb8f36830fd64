"""Tells Django of this part."""

from django.apps import AppConfig


class SurveysConfig(AppConfig):
    """Surveys in rounds, and the answers of people without a login."""

    name = "jiheng_web.surveys"
    label = "surveys"
