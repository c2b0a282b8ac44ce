"""What takes more than one step, by actor: one transaction each, closed before the answer is built."""
