"""Surveys: asked in rounds, answered without a login, sealed into the trail, cleaned, counted."""
