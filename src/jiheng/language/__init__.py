"""What official Chinese prose says about numbers, units, dates and wording.

Works on plain strings; knows nothing of tables. Shared by reading and rules.
"""
