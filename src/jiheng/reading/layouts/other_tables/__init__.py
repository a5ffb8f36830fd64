"""Tables that set no targets, beside, above, below and within those that do: told apart."""
