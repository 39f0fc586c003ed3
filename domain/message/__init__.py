"""What travels: request heads, header lists, paths, forwarding headers, refusals. Values, never a body."""
