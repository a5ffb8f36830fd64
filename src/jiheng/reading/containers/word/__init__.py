"""Word documents → one sheet: prose and tables in the order of reading."""
