"""The language of the pages for authors: their switch has the languages of the pages, not those of a questionnaire."""

import dataclasses

from starlette.requests import Request
from starlette.responses import Response

from selfcheck_service.web.routing import Answer
from selfcheck_service.web.visit import Visit
from selfcheck_service.web.words import SPOKEN


def in_own_words(answer: Answer) -> Answer:
    """Return a page that speaks of questionnaires in its own language.

    Who has looked at a draft in another language, as in easy German, comes back with that in the address.
    """

    async def answered(request: Request, visit: Visit) -> Response:
        if visit.asked is not None and visit.asked not in SPOKEN:
            visit = dataclasses.replace(visit, asked=visit.spoken)
        return await answer(request, visit)

    return answered
