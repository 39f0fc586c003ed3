"""What goes to the upstreams and comes back: calls, splits, mirrors, WebSockets, and who is let wait for whom."""
