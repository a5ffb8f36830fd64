"""Reading of documents measured against other programs, each in a process of its own."""
