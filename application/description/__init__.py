"""The description: an OpenAPI document of the proxied routes, made from the plan alone. Knows no web framework."""
