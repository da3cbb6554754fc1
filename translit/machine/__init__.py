"""A table's meaning as states and steps: found one by one, finished at once, run in C or in pure Python."""
