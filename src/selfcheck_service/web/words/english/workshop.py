"""What the pages say about the workshop, in English."""

from selfcheck_service.web.words.shape import Words

WORDS: Words = {"workshop": {"title": "Workshop", "more_of_card": "More about this suggestion"}}
