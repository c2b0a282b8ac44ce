"""Measurements run here to see that they run: no number is judged, so the server of the tests will do for them."""

import contextlib
import os

import pytest


@pytest.fixture
def server_of_the_tests(monkeypatch: pytest.MonkeyPatch, postgres_url: str) -> None:
    """Measure on the PostgreSQL that is there already, and wait for no disk."""
    monkeypatch.setattr("bench.postgres.start_postgres", lambda _settings: contextlib.nullcontext(postgres_url))
    monkeypatch.setattr(os, "sync", lambda: None)
