"""Workbooks → one sheet each, every cell as it is shown, with its address."""
