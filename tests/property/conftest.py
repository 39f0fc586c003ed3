"""How hard property tests search: `quick` by default, the same examples each time; LIMEN_SEARCH=deep looks further."""

import os

from hypothesis import settings

settings.register_profile("quick", max_examples=60, deadline=None, derandomize=True, database=None)
settings.register_profile("deep", max_examples=2_000, deadline=None)
settings.load_profile(os.environ.get("LIMEN_SEARCH", "quick"))
