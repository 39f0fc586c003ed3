"""Keys: where an issuer's JWK Set is fetched from. None of these adapters raises; what fails says why."""
