"""What printed words mean: labels, levels, times, sums and units, whatever grid they stand in."""
