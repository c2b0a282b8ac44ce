"""What docs/releases.md says of reasons are the words that people read."""

import re

from selfcheck_service.core.releases.release_texts import RELEASE_TEXTS
from tests.checkout import CHECKOUT

PAGE = (CHECKOUT / "docs" / "releases.md").read_text(encoding="utf-8")


def test_every_reason_stands_there_in_its_own_words():
    section = PAGE.split("## Why something is not said")[1].split("\n## ")[0]
    shown = {
        row[0]: (row[2], row[1]) for row in re.findall(r"^\| `(\w+)` \| (.*) \| (.*) \|$", section, flags=re.MULTILINE)
    }
    reasons = {key.removeprefix("reason."): said for key, said in RELEASE_TEXTS.items() if key.startswith("reason.")}
    assert shown == {"reason": ("German", "English")} | reasons
