"""Archives → the documents within, unpacked within limits."""
