"""Lists of projects: one row an indicator, each project's own cells beside all of its rows."""
