"""What the pages say about the workshop, in English."""

from selfcheck_service.web.words.shape import Words

WORDS: Words = {
    "workshop": {
        "title": "Workshop",
        "lead": "From the release to the conversation: what to prepare, and what the room decides.",
        "more_of_card": "More about this suggestion",
        "steps": "What happens in the room",
        # Of each step what it is called, and what one does there.
        "step": {
            "focus": ("Choose focus fields", "Which fields does the workshop work on, and why?"),
            "consensus": (
                "Note consensus or dissent",
                "What the room agrees on stands beside the release and never over it. Dissent is a result, too.",
            ),
            "ballots": ("Vote", "All put their dots at once and without names, on a phone or on paper."),
            "matrix": ("Impact and effort", "Place cards between impact and effort, and move them."),
            "measures": ("Measures", "Adopt, adapt or put aside suggestions, and add your own."),
        },
        "step_count": {
            "focus": {"one": "one field chosen", "other": "{count} fields chosen"},
            "consensus": {"one": "something noted on one point", "other": "something noted on {count} points"},
            "ballots": {"one": "one ballot", "other": "{count} ballots"},
            "matrix": {"one": "one card moved", "other": "{count} cards moved"},
            "measures": {"one": "one noted", "other": "{count} noted"},
        },
        "not_begun": "nothing yet",
        "kind_of": "How much time do you have?",
        "kind": {
            "online": "90 minutes online",
            "half_day": "Half a day (3½ hours)",
            "full_day": "A full day with a dialogue (8 hours)",
            "two_parts": "Two meetings (2½ hours each)",
        },
        "people": "How many come?",
        "people_hint": "From 5 to 60.",
        "people_fault": "Please enter a whole number from 5 to 60.",
        "kind_fault": "There is no such schedule. Please choose one from the list.",
        "show_schedule": "Show the schedule",
        "minutes": "{minutes} minutes, {people} people.",
        "papers": "To take into the room",
        "papers_lead": "All papers fit the time and the number of people chosen above.",
        "paper": {
            "brief.html": (
                "Workshop brief to project (HTML)",
                "One file that needs no network: part by part for the projector, with numbers hidden on demand.",
            ),
            "brief.pdf": ("Workshop brief to print (PDF)", "The same on paper, with the schedule."),
            "cards.pdf": ("Cards (PDF)", "Each suggestion as a card to cut out, and empty ones."),
            "ballots.pdf": ("Ballots (PDF)", "For rooms without a network, with sheets to count them."),
            "measure-sheets.pdf": ("Measure sheets (PDF)", "A sheet for each suggestion, and an empty one."),
        },
        "proposals": "What the brief proposes",
        "proposals_lead": "A proposal with reasons. The room decides.",
        "chosen": "What the room works on",
        "choose_anew": "See or change the choice",
        "not_priorities": "Why other fields are no priorities",
        "strength": "A strength to build on",
        "overall": "For the municipality as a whole",
        "not_chosen": "Why other fields are not proposed",
        "decide": "Adopt, adapt or put aside",
        "decided": "Already decided: go to the measure",
        "focus_lead": "Twelve at most. What was chosen before is kept; the latest choice counts.",
        "saved": "Saved.",
        # What happened, and what to do.
        "differs": (
            "Somebody else was faster.",
            (
                "What you typed is below and has not been saved. Please compare it with what is there now, and then "
                "save again."
            ),
        ),
        "proposed": "Proposed by the brief:",
        "work_on": "We work on this",
        "why_and_where": "Why and where",
        "reason": "Reason",
        "source": "Where it comes from",
        "sources": {"brief": "from the brief", "room": "from the discussion", "ballot": "from a ballot"},
        "by_ballot": "from the ballot “{title}”",
        "place": "Order (1 comes first)",
        "save": "Save",
        "back": "Back",
        "matrix_lead": (
            "What achieves much, and what takes much effort? The proposal stays beside the place that the room chooses."
        ),
        "matrix_note": (
            "Impact grows upwards, effort to the right. Filled dots are cards that the room has moved, outlined ones "
            "those as proposed. The numbers are in the table below."
        ),
        "matrix_drag": (
            "You can also move cards in the picture: with a mouse, with a finger or, once one has the focus, with the "
            "arrow keys."
        ),
        "matrix_unsaved": {
            "one": "One card has been moved and is not saved yet.",
            "other": "{count} cards have been moved and are not saved yet.",
        },
        "matrix_scale": "Both from 1 (little) to 9 (much). In the fields the arrow keys change the value, too.",
        "quadrant": {
            "quick_win": "Quick win",
            "big_project": "Big project",
            "on_the_side": "On the side",
            "think_twice": "Think twice",
        },
        "effort": "Effort",
        "impact": "Impact",
        "card": "Card",
        "proposed_at": "Proposed",
        "at": "impact {impact}, effort {effort}",
        "lies_at": "lies at impact {impact}, effort {effort} now",
        "moved": "placed by the room",
        "moved_by_others": (
            "Somebody else has moved these cards meanwhile.",
            "All others are saved. Your places for these are still in the table; save again if they are to count.",
        ),
        "no_cards": "There are no cards yet: this questionnaire has no suggestions that fit here.",
    },
    "consensus": {
        "lead": "Estimate, talk, estimate again: every rating stays, beside what is released.",
        "fields": "Fields",
        "items": "Items",
        "what": "About",
        "holds": "What applies",
        "holds_now": "applies",
        "nothing": "nothing noted yet",
        "dissent": "Dissent",
        "withdrawn": "withdrawn",
        "reason": "Reason",
        "reason_hint": "No names, please: the minutes go through many hands.",
        "original": "What is released",
        "no_original": "The release was withdrawn.",
        "nothing_released": "No value has been released for this.",
        "noted": "What the room has said",
        "entry": "Entry",
        "day": "Day of the workshop",
        "say": "Note something",
        "say_lead": "What has been noted before stays.",
        "outcome": "What is the outcome?",
        "outcomes": {
            "value": ("We agree on a value", "With a reason that others understand, too."),
            "dissent": ("We still see it differently", "The reason says what it is about."),
        },
        "value": "Value agreed on",
        "came_out": "What came of it",
        "withdraw": "Withdraw",
        "withdraw_title": "Should this no longer apply?",
        "withdraw_text": "What was noted can still be read, but it no longer applies and is not in the minutes.",
        "keep": "Keep it",
    },
}
