"""What is kept of the latest decisions, so that one can be explained afterwards: nothing secret, and within bounds."""
