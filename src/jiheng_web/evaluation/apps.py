"""Tells Django of this part."""

from django.apps import AppConfig


class EvaluationConfig(AppConfig):
    """Department and finance evaluation."""

    name = "jiheng_web.evaluation"
    label = "evaluation"
