"""One folder a port, each file named after its technology and importing only its own drivers."""
