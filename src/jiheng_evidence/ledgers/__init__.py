"""Ledgers of budget execution and of payments, as systems of finance bureaus export them."""
