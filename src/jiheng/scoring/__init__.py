"""Scoring: points by the official formulas, every step kept."""
