"""Rules: what a reviewer checks in a table, one rule a file, in families of the review dimensions.

Must not import reading or writing: a rule judges the model, however it was read or is shown.
"""

from jiheng.rules.catalogue import CATALOGUE, find_rule
from jiheng.rules.engine import review

__all__ = ["CATALOGUE", "find_rule", "review"]
