"""Starting, backing up, restoring, filling with examples."""
