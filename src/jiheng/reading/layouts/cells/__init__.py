"""What one cell or line holds: a label, a value, several indicators, several labels with values."""
