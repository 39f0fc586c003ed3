"""May they: permissions, roles, policies. A decision is ALLOW or a denial with a reason."""
