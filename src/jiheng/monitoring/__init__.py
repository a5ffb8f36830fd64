"""Monitoring: how money and targets stand at a cut-off date, and where they will be."""
