"""What layouts notice and tell people: problems, each with its place."""
