"""What the API and the pages share at the edge: who is asking, in which language, what is wrong, and the limits."""
