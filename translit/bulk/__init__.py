"""Many files at once: which of a tree are meant, and how each went."""
