"""The subcommands: each module here is one command, `command` in it, loaded only when it is used."""
