"""Papers for privacy, made from a questionnaire and the terms of a round: for the staff council, Art. 13, Art. 30."""
