"""OpenAPI documents: their texts read as plain values with places, with the files that they refer to."""
