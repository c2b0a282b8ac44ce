"""The pages of those who have signed in: what a key may do, and the way there."""
