"""The pages on which people answer in a round: entering, filling in, submitting, and what comes of it."""
