"""What waits for whom: to-do desk, tables of projects, department overview."""
