"""What was written: declared values with unresolved names, each with its place; and faults, one complaint each."""
