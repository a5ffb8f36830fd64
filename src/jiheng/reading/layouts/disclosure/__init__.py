"""The disclosure form: one row a project, all of its indicators packed into one cell."""
