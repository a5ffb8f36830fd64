"""One form a project or department: labels with values, lines of money, a list of indicators."""
