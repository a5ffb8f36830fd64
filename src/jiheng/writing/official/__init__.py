"""The official forms of the yearly cycle, laid out once and printed as workbook, page or PDF."""
