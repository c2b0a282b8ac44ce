"""What the pages say on the home of those who have signed in, in English."""

from selfcheck_service.web.words.shape import Words

WORDS: Words = {
    "scopes": {
        "author": "publishing questionnaires",
        "service": "evaluating without storing",
        "facilitator": "facilitating rounds",
        "operator": "running the service",
    },
    # Of each area what it is called in the navigation, and what one does there.
    "doors": {
        "rounds": ("Rounds", "Set them up, invite people, close them, look at results."),
        "municipalities": ("Municipalities", "Register, find and change those you work with."),
        "programmes": ("Programmes", "Municipalities that go the same way together."),
        "questionnaires": ("Questionnaires", "Check drafts, publish, retire."),
        "operation": ("Operation", "How the service is doing, keys, audit trail, retention."),
    },
    "home": {
        "title": "Your overview",
        "lead": "You are signed in with the key “{name}”.",
        "doors": "Where would you like to go?",
        "rights": "What your key permits",
        "may": {
            "author": "Publish and retire questionnaires.",
            "service": "Have answers evaluated without anything being stored.",
            "facilitator": (
                "Set up rounds, invite people, close rounds, make results, prepare workshops and note measures."
            ),
            "operator": "Create keys, run housekeeping, and see who did what and how the service is doing.",
        },
        "reach": "Municipalities",
        "everywhere": "all",
        "municipalities": {"one": "{count} municipality", "other": "{count} municipalities"},
        "until": "Valid until",
        "no_end": "no end",
        "key": "Id",
        "hint": "Do you need another right? Ask the people who run this service, and tell them the id.",
    },
}
