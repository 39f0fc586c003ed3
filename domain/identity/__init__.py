"""Who is calling: credentials, claims, principals, and how claims become a principal. Knows no key and no signature."""
