"""The project file: money, goals and the grid of indicators."""
