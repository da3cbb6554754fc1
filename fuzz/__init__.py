"""Fuzzing: targets, one a family of public functions, and the faults they found."""
