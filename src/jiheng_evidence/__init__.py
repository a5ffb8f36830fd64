"""Evidence: actual values computed from data, surveys and ledgers."""
