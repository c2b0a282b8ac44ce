"""What the pages say about measures and the re-check, in German."""

from selfcheck_service.web.words.shape import Words

WORDS: Words = {"measures": {"title": "Maßnahmen"}, "recheck": {"title": "Nachprüfung"}}
