"""Addresses of the surveys."""

urlpatterns: list[object] = []
