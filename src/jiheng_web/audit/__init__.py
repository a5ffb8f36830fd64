"""Every write has an actor, a transaction and a record in a chain."""
