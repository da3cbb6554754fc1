"""A language model as it lies in its file: words with their shares, and what follows which letters."""
