"""What the pages say in easy German, one module for each area that speaks to people who answer.

A group stands here whole or not at all; what is missing is said in German.
"""

from selfcheck_service.web.words.shape import Words
from selfcheck_service.web.words.simple import evaluation, form, respond, site, start, vote

# No two modules have a group of the same name.
SIMPLE: Words = {
    **evaluation.WORDS,
    **form.WORDS,
    **respond.WORDS,
    **site.WORDS,
    **start.WORDS,
    **vote.WORDS,
}
