"""How fast this is, beside its peers and the limits of the machine."""
