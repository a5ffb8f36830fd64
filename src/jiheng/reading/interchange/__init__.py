"""Data files that hold records already: no sheets, no layouts, no grammar.

What writing gives as JSON and CSV comes back here exactly; faults are errors, not problems.
"""
