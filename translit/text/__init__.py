"""Characters and pieces of text: what they are, where they stand, and how one text differs from another."""
