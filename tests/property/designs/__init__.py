"""Forms and lists composed at random of what those of many places print, with what they say."""
