"""The pages of those who vote in a room."""
