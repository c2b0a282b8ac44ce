"""The proof that nothing is lost that was acknowledged: real processes, real faults, and a checker of its own."""
