"""The commands, one a module; each gives its `command()` in the language that is active."""
