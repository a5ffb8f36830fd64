"""Cell text → indicators, money and targets. Knows nothing of rows, columns or pages."""
