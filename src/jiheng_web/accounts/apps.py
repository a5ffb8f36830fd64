"""Tells Django of this part."""

from django.apps import AppConfig


class AccountsConfig(AppConfig):
    """People, organizations and the roles they hold."""

    name = "jiheng_web.accounts"
    label = "accounts"
