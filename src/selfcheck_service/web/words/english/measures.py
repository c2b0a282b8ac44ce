"""What the pages say about measures and the re-check, in English."""

from selfcheck_service.web.words.shape import Words

WORDS: Words = {"measures": {"title": "Measures"}, "recheck": {"title": "Re-check"}}
