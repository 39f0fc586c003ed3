"""The layout of a file: one way of writing what a file says, with its line breaks, comments, order and quotes."""
