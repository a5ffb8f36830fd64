"""Department and finance evaluation: frameworks, experts who rate independently, results."""
