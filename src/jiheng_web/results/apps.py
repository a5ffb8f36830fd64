"""Tells Django of this part."""

from django.apps import AppConfig


class ResultsConfig(AppConfig):
    """Results of projects: ledgers, monitoring, rectification and self-evaluation."""

    name = "jiheng_web.results"
    label = "results"
