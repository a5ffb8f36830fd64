"""What every container gives: sheets of cells that know their place and how they are set."""
