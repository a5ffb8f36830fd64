"""Reports of a run: text, JSON, JUnit XML and a page."""
