"""Addresses of the editor."""

urlpatterns: list[object] = []
