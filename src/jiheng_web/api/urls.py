"""Addresses of the api."""

urlpatterns: list[object] = []
