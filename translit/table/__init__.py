"""Tables as values: read from files, found by their ids, drawn for people."""
