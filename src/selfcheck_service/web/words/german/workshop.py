"""What the pages say about the workshop, in German."""

from selfcheck_service.web.words.shape import Words

WORDS: Words = {"workshop": {"title": "Workshop", "more_of_card": "Mehr zu dieser Anregung"}}
