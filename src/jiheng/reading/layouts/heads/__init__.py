"""Heads of columns: where they stand, what each column holds, and the cells below them."""
