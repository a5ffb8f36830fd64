"""Who may do what, where: deny by default, by role and by place in the organization tree."""
