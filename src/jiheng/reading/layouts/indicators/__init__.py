"""Rows with one indicator each → indicators: levels, names, values, points."""
