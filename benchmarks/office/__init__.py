"""Load on the office: a city's projects, many people at once, beside a bare view."""
