"""The `limen` command: one file a command. Exit 0 is fine, 1 a finding, 2 wrong usage."""
