"""What the pages say on the start page, in English."""

from selfcheck_service.web.words.shape import Words

WORDS: Words = {
    "start": {
        "title": "Where do we stand, and what is worth doing next?",
        "lead": (
            "A self-check helps your municipality to take stock. You answer questions about how things are and see an "
            "evaluation at once, with its reasons and with next steps."
        ),
        "promises": [
            (
                "Not an exam",
                "Nobody marks you, and there is no league table. Honest answers help more than good ones.",
            ),
            (
                "Trying it leaves no trace",
                (
                    "Your answers are evaluated and then forgotten. What you want to keep, you print or download. If "
                    "you are invited to a round, you read who sees what before the first question."
                ),
            ),
            (
                "Traceable down to the answer",
                "For every score you see how it comes about, how certain it is, and what would raise it.",
            ),
        ],
        "try_out": "Try it without signing in",
        "have_code": "I have an access code",
        "others": "Here for something else?",
        "doors": {
            "take_part": (
                "You have been invited",
                (
                    "Your slip shows an access code and a QR code. If you have already begun, your personal key takes "
                    "you back to where you were."
                ),
                "Enter access code",
            ),
            "vote": ("You are in a workshop", "The wall shows a code of a few characters.", "Vote"),
            "facilitate": (
                "You facilitate",
                (
                    "Set up rounds, invite people, read results, prepare workshops and keep track of measures. You get "
                    "your key from the people who run this service."
                ),
                "Sign in",
            ),
            "work": (
                "You write questionnaires or run this service",
                (
                    "Check drafts and publish them, hand out keys, see how the service is doing: for this, too, you "
                    "sign in with a key."
                ),
                "Sign in",
            ),
            "signed_in": (
                "You have signed in here",
                "The overview shows everything that your key permits. You sign out there, too.",
                "To the overview",
            ),
        },
        "signed_out": "You have signed out.",
        "with_others": (
            "You want to try it with others",
            (
                "Make a round without an account, invite a few people and see what comes of it. After 90 days "
                "everything is erased."
            ),
            "Try out a round",
        ),
        "list": "Try it: choose a questionnaire",
        "list_lead": (
            "The shortest comes first. You need not fill in everything: a few questions are enough for an evaluation."
        ),
        "none": "No questionnaire has been published yet.",
        "items": {"one": "{count} question", "other": "{count} questions"},
        "minutes": {"one": "about {count} minute", "other": "about {count} minutes"},
        "version": "version {version}",
        "available_in": "languages: {languages}",
        "begin": "Open questionnaire",
        "more": "More questionnaires",
        "notice": "Where this questionnaire comes from",
    },
    "closed": {
        "title": "Evaluating is not open to everyone here",
        "text": (
            "Whoever runs this service has switched off evaluating without a key. You can read the questionnaires, but "
            "you cannot fill them in on these pages."
        ),
    },
    "guest": {
        "title": "Try out a round",
        "lead": (
            "This makes a round without an account and without signing in. It is open for 30 days, up to 20 people can "
            "answer, and you see the results. After 90 days it is erased with everything in it."
        ),
        "careful": "Meant for trying things out: please no real surveys, no names and nothing confidential.",
        "questionnaire": "Which questionnaire?",
        "mode": "How are people to answer?",
        "modes": {
            "confidential": (
                "Confidential",
                (
                    "Everyone answers on their own. Only what several people have said together is shown: there is a "
                    "result once at least {fewest} have submitted."
                ),
            ),
            "open": (
                "Open",
                (
                    "Everyone gives a name and sees in the end what the others have said. One submission is enough "
                    "for a result."
                ),
            ),
            "institutional": (
                "Joint",
                (
                    "A group fills in a single questionnaire together. Right for you alone, too: this one is enough "
                    "for a result."
                ),
            ),
        },
        "fault": "Please choose one of the questionnaires and one of the ways to answer.",
        "make": "Make the round",
        "round_title": "Round to try things out",
        "municipality": "Guest",
        "made": "Your round is open",
        "once": "Shown only now:",
        "once_text": "Code and key are on this page only. Please print or copy them before you leave it.",
        "answering": "1. To answer",
        "answering_text": "Give this access code to everyone who is to answer. All of them use the same one.",
        "code": "Access code",
        "link": "Address to pass on",
        "good_for": {"one": "good for {count} response", "other": "good for {count} responses"},
        "running": "2. To facilitate",
        "running_text": (
            "Sign in with this key to see who has taken part in numbers, to close the round and to release the "
            "results. It reaches this round only. Whoever has it can do all of that too."
        ),
        "key": "Key",
        "sign_in": "Sign in with this key",
        "erased": "On {day} the round is erased with everything in it.",
    },
}
