"""Weighted schemes: entities measured by many indicators, made one score and a rank."""
