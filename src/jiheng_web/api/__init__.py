"""The interface for programs, described by OpenAPI."""
