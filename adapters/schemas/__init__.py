"""JSON Schemas, compiled by jsonschema-rs."""
