"""Signing in with a key, and signing out."""
