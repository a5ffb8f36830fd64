"""Results of projects: ledgers, monitoring, rectification and self-evaluation."""
