"""Who is calling, and may they: credentials of every kind, opened, remembered, revoked, and the doors of routes."""
