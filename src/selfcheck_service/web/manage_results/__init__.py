"""The pages on what a round has shown and what follows from it: results, workshop, measures, re-check."""
