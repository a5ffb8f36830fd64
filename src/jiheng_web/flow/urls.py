"""Addresses of the flow."""

urlpatterns: list[object] = []
