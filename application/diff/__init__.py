"""What becomes of requests otherwise under another plan: every class of them, each with a request that shows it."""
