"""Amounts, their units and sources, whatever form prints them."""
