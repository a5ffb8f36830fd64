"""Tables of known content printed to PDF by several programs, and a score for what was read."""
