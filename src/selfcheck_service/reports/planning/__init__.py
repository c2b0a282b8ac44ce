"""What is written after the workshop: action plan, minutes, draft council paper, public version, follow-up dates."""
