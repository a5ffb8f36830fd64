"""Sheets → logical rows: header roles, drifted columns, continuation across pages, row kinds.

Each form is one module; knows nothing of file formats, and of cell texts only what grammar tells.
"""
