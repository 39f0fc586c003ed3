"""Which route: patterns, matchers, precedence, the compiled route table. Knows no policy and no upstream."""
