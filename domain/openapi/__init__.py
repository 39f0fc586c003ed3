"""OpenAPI documents: read into one form, resolved, listed by operation. Plain values: no file and no parser."""
