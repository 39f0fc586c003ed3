"""The use cases. Imports the domain and the standard library; drivers stay behind the ports."""
