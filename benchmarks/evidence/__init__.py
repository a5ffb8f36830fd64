"""How fast measures run over evidence, beside the same checks in other programs."""
