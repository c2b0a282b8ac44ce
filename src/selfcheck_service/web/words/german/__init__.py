"""What the pages say in German, one module for each area. English says the same under the same names."""

from selfcheck_service.web.words.german import (
    author,
    ballots,
    charts,
    evaluation,
    form,
    home,
    inviting,
    measures,
    operate,
    places,
    respond,
    results,
    rounds,
    session,
    site,
    start,
    statements,
    typing_in,
    vote,
    workshop,
)
from selfcheck_service.web.words.shape import Words

# No two modules have a group of the same name.
GERMAN: Words = {
    **site.WORDS,
    **start.WORDS,
    **form.WORDS,
    **evaluation.WORDS,
    **author.WORDS,
    **operate.WORDS,
    **charts.WORDS,
    **respond.WORDS,
    **session.WORDS,
    **home.WORDS,
    **places.WORDS,
    **rounds.WORDS,
    **inviting.WORDS,
    **typing_in.WORDS,
    **statements.WORDS,
    **results.WORDS,
    **workshop.WORDS,
    **measures.WORDS,
    **vote.WORDS,
    **ballots.WORDS,
}
