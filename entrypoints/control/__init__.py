"""What the master and its workers say to each other, and what either does about it."""
