"""Three briefs, byte for byte: of blocks, of a small group, and of a joint answer.

A brief is no promise like a release, so its words and its rules may change; but never without being seen. Make a file
anew only for a change that is meant, and read what is different.
"""

from pathlib import Path

import pytest

from selfcheck_service.core.workshop import canonical_brief
from tests.core.workshop.briefs import brief_of

HERE = Path(__file__).parent


@pytest.mark.parametrize(("kind", "language"), [("blocks", "de"), ("quarters", "en"), ("joint", "de")])
def test_a_brief_keeps_its_bytes(kind, language):
    assert canonical_brief(brief_of(kind, language)) + b"\n" == (HERE / f"brief_{kind}.json").read_bytes()
