"""Programs that type by a table: each module here is one kind of host, imported only when asked for."""
