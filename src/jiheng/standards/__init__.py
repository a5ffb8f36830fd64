"""What the documents of the field prescribe, as dated data: indicator tree, profiles, lexicons.

Must not import reading, rules or writing.
"""
