"""Builds that are broken on purpose: the service as it is, with one promise taken out when it starts.

Each is a module that runs like the service, `python -m hold.broken.early serve`. The checker must find every one of
them out; were one of them to pass, the proof would be worth nothing.
"""
