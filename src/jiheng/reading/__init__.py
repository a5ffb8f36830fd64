"""From bytes to tables, in three steps: containers, layouts, grammar.

Containers know formats and places, layouts know forms, grammar knows cell texts. No step is
skipped; rules and writing are not known here.
"""
