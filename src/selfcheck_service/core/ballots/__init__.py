"""Ballots: a question to the room, the votes on it, what was counted, and where cards stand by impact and effort."""
