"""Programs that print a grid to PDF, each with its own habits."""
