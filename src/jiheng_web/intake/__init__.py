"""Documents handed in, read in the background, accepted by a person."""
