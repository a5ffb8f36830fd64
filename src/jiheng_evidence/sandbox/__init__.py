"""The database that runs queries: locked down, bounded, and shown only SELECTs it may run."""
