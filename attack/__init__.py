"""The attacker: reads all that anybody can read of simulated rounds, and tries to find out what somebody answered."""
