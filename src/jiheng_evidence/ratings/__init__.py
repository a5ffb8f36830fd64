"""Rating sheets (评分表): what experts judge, what is computed, and what the unit gave itself."""

from jiheng_evidence.ratings.reading import RatingSheet, read_ratings
from jiheng_evidence.ratings.writing import rating_workbook

__all__ = ["RatingSheet", "rating_workbook", "read_ratings"]
