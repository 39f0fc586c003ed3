"""The HTTP doors: the raw ASGI proxy, and beside it the gateway's own pages on FastAPI."""
