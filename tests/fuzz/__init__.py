"""Damage fed to the reader: coverage-guided by atheris, bounded by Hypothesis in the suite."""
