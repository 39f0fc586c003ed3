"""How a refusal is put: the document that programs read, or the page or text that a caller likes better."""
