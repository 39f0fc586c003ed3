"""What editors say of how answers are handled."""

from adapters.config.models_handling import CacheModel, DeprecatedModel, SecurityModel
from adapters.config.schema.words import Said

HANDLING: Said = {
    SecurityModel: {
        "": ("Header fields that tell browsers what they may do with answers.",),
        "ready": ("Which set of them: `api`, `site` or `none`.", "api"),
        "fields": ("Fields of your own, in the place of the set's or beside them.", {"x-frame-options": "DENY"}),
        "without": ("Fields of the set that are left out.", ["strict-transport-security"]),
        "keep": ("What an upstream says itself is kept, and only the rest filled in.", True),
    },
    DeprecatedModel: {
        "": ("That a route is to go away.",),
        "since": ("From which day on it is deprecated.", "2026-01-01"),
        "sunset": ("The day from which it may be gone.", "2027-01-01"),
        "link": ("Where callers read on.", "https://docs.example/moving"),
        "after_sunset": ("`refuse` answers 410 from the sunset on.", "refuse"),
    },
    CacheModel: {
        "": ("How long caches may keep answers that are no errors.",),
        "control": ("`no-store`, or `private` or `public` and for how long.", "private 5m", "no-store"),
        "keep": ("What an upstream says itself is kept.", True),
    },
}  # fmt: skip
