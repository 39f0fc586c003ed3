"""The way to upstreams: aiohttp's pool, TLS and parser; aiobreaker's states."""
