"""The admin address: what operators and their tools ask of the gateway. Never reachable where its callers are."""
