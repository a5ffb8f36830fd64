"""Tells Django of this part."""

from django.apps import AppConfig


class DisclosureConfig(AppConfig):
    """Sets of approved projects, signed off by two people, published and withdrawn."""

    name = "jiheng_web.disclosure"
    label = "disclosure"
