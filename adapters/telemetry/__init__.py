"""The observer port, and the process's own log."""
