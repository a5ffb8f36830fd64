"""Projects, their versions and what they say."""
