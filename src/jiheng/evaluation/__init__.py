"""Evaluation: frameworks of departments and finance bureaus, scored by several experts."""
