"""How much of an issuer is borne: its documents are read whole, so they are bounded."""

LARGEST = 1024 * 1024  # bytes of one document
LONGEST = 5.0  # seconds for one fetch, with all that it takes
