"""Rounds: the terms people agree to, when they may answer, what they are told. No clock, no chance, no I/O."""
