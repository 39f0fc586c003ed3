"""How Limen is started and reached: the container, the HTTP doors, the production server, the command, the demo."""
