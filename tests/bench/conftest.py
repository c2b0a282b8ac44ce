"""Measurements run here to see that they run: no number is judged, so nobody waits for the disk of the machine."""

import os

import pytest

from tests.postgres import SETTINGS


@pytest.fixture(autouse=True)
def no_waiting_for_the_disk(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("bench.postgres.DURABLE", SETTINGS)
    monkeypatch.setattr(os, "sync", lambda: None)
