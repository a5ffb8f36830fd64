"""Weighted schemes on data: files in, reports out, and a second engine that runs on DuckDB."""
