"""The way of a project through the yearly cycle: acts, reviews, comments, deadlines."""
