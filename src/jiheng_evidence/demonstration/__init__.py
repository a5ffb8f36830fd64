"""Synthetic evidence for the published tables that come with the program: made, never collected."""
