"""What the page for housekeeping says, in English."""

from selfcheck_service.web.words.shape import Words

WORDS: Words = {
    "house": {
        "title": "Run housekeeping now",
        "look": "See what is due now",
        "lead": "What is due is deleted. Afterwards this page says what it was.",
        "what": "What",
        "count": "Count",
        "due": "What is due now",
        "would_go": "This would happen now",
        "rounds": "In these rounds",
        "nothing": "Nothing is due now.",
        "not_all": "There are so many rounds that not all of them are counted here.",
        "ask": "Run housekeeping now?",
        "ask_text": (
            "What is deleted does not come back. It is what people were promised. It may take a minute; the audit "
            "trail records that it was you."
        ),
        "do": "Run housekeeping",
        "back": "Back to retention",
        "done": "Housekeeping is done.",
        "done_nothing": "There was nothing to do.",
        "did": "This was done",
        "left": {
            "one": "One round has not been looked at, because you would have waited too long.",
            "other": "{count} rounds have not been looked at, because you would have waited too long.",
        },
        "traces": (
            "Traces of what was deleted may be left in the files of the database, because somebody is reading in it "
            "or the tables belong to another role. The next housekeeping removes them."
        ),
        "whole": "the whole round",
        "responses": {"one": "1 response", "other": "{count} responses"},
        "codes": {"one": "1 access code", "other": "{count} access codes"},
        "opened": "note that it opened",
        "closed": "note that it closed",
        "things": {
            "opened": "Rounds noted as opened",
            "closed": "Rounds noted as closed",
            "codes": "Expired access codes deleted",
            "responses": "Responses deleted whose retention period is over",
            "erased": "Guest rounds deleted as a whole",
            "ballots": "Forgotten ballots closed and counted",
            "replies": "Old replies to programs forgotten",
            "sessions": "Ended sessions deleted",
        },
    },
}
