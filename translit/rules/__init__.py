"""The meaning of a table: which rule applies where, and what it writes."""
