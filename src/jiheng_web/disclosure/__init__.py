"""Sets of approved projects, signed off by two people, published and withdrawn."""
