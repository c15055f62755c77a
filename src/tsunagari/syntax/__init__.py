"""How is it written? Sources to one syntax tree, and the tree back to text."""
