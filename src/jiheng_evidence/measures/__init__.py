"""Measures (度量): files that bind indicators to computations over evidence."""
