"""Running measures: planned, computed in a process of its own, judged, with their alarms."""
