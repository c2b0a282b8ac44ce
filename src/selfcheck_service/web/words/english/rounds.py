"""What the pages say of rounds: listing, making, changing, closing and deleting them, in English."""

from selfcheck_service.web.words.shape import Words

WORDS: Words = {
    "rounds": {
        "title": "Rounds",
        "lead": "A round is one self-check of a municipality: people fill it in, then everybody talks about it.",
        "new": "Make a round",
        "empty": "There is no round yet.",
        "newest": "Your newest rounds",
        "of_state": "State",
        "states": {"": "all", "planned": "planned", "open": "open", "closed": "closed"},
        "stands": {"planned": "planned", "open": "open", "closed": "closed", "released": "result is there"},
        "next": {
            "planned": "Next: invite people",
            "open": "Next: look at participation, remind people",
            "closed": "Next: make the result",
            "released": "Next: look at the result, prepare the workshop",
        },
        "of_municipality": "Only rounds of {name}.",
    },
    "making": {
        "title": "Make a round",
        "lead": "Everything on one page. Until somebody has answered, a round can be deleted again.",
        "ground": "For whom, and with what",
        "continue_": "Continue",
        "take_over": "Use the other choice",
        "take_over_hint": "What you have typed below stays.",
        "choose": "Please choose",
        "no_municipality": "Please register a municipality first.",
        "no_questionnaire": "No questionnaire is published yet.",
        "fields": {
            "municipality": "Municipality",
            "questionnaire": "Questionnaire",
            "programme": "Programme",
            "title": "Title",
            "mode": "How confidential is the round?",
            "perspectives": "From which perspectives do people answer?",
            "minimum_group_size": "Smallest group that is shown",
            "free_texts": "Free texts",
            "languages": "Languages",
            "opens_on": "Opening",
            "closes_on": "Closing",
            "retention_days": "Days for which answers are kept",
        },
        "title_hint": "It stands in the invitations, such as “Self-check in spring”.",
        "no_programme": "no programme",
        "seen": "Who sees what",
        "sides": ("People who answer", "You, the facilitator", "Council and public"),
        "modes": {
            "confidential": (
                "Confidential",
                "For fifteen people and more. The usual choice.",
                (
                    "Their own answers and their own evaluation. Nothing of anybody else, later either.",
                    "How many take part. After the closing a summary by groups, never single answers.",
                    "Only what you pass on of the summary.",
                ),
                "“Administration (12 people): 40 to 55 out of 100 points”",
            ),
            "open": (
                "Open",
                "For a small team whose members trust each other and have agreed to it.",
                (
                    "First only their own answers. After the closing those of all, under names that each one chooses.",
                    "After the closing all answers under the chosen names.",
                    "Nothing by itself. What was said in the team belongs to the team.",
                ),
                "“Crane: 3 out of 5. Blackbird: 1 out of 5.”",
            ),
            "institutional": (
                "One joint answer",
                "For a municipality that answers as one administration.",
                (
                    "Everybody who is given the draft works on the same answer.",
                    "After the closing the joint answer, as it was submitted.",
                    "The joint answer, where you pass it on. It stands for the administration.",
                ),
                "“The administration: 3 out of 5, level 2”",
            ),
        },
        "example": "For example:",
        "mode_hint": "From the first answer on this stays as it is, because people rely on it.",
        "perspectives_hint": (
            "People can only answer from what you choose here. Groups that are too small are merged: rather a few "
            "large groups than many small ones."
        ),
        "size_hint": (
            "Only in confidential rounds. Where fewer people have answered, the group is merged with another one. More "
            "is safer, but shows less. Five is the least."
        ),
        "people": {"one": "{count} person", "other": "{count} people"},
        "free_yes": "People are asked for their own words",
        "free_yes_hint": "In confidential rounds nobody reads them but whoever wrote them.",
        "free_no": "No free texts",
        "free_no_hint": "What nobody writes can give nobody away. The usual choice.",
        "languages_hint": "People can answer in these languages.",
        "when": "From when until when",
        "when_hint": "Times are those in Germany. The closing can be moved later, the opening until it has come.",
        "on": "Day",
        "at": "Time",
        "on_hint": "such as 2027-03-31",
        "at_hint": "such as 18:00",
        "retention_hint": (
            "For so long after the closing single answers are kept, so that people can look at them and erase them: 7 "
            "to 730 days. Then they are deleted. The summary stays."
        ),
        "profile": "What kind of municipality this is",
        "profile_hint": "This decides which questions are asked and which suggestions fit.",
        "submit": "Make the round",
        "submit_hint": "Nobody is invited yet.",
    },
    "round": {
        "tabs": "Pages of this round",
        "overview": "Overview",
        "invitations": "Invitations",
        "letters": "Texts",
        "release": "Make the result",
        "results": "Result",
        "steps_title": "Where the round stands",
        "steps": {
            "prepare": "Prepare",
            "invite": "Invite",
            "open": "Open",
            "closed": "Closed",
            "released": "Result is there",
            "workshop": "Workshop",
            "measures": "Measures",
            "recheck": "Re-check",
        },
        "progress": {"done": "done", "now": "now", "later": "later"},
        "next_title": "What to do now",
        "next": {
            "planned": (
                "Talk to the staff council and to data protection, then invite people. You can issue access codes now; "
                "answers are taken from {opens} on."
            ),
            "open": "People can answer until {closes}. Look at participation, and remind them.",
            "closed": "The round closed at {closes}. Now the result can be made.",
            "released": "The result is there. Look at it and prepare the workshop.",
        },
        "go": {
            "planned": "Invite people",
            "open": "Invite and remind",
            "closed": "See the preview and make the result",
            "released": "Look at the result",
        },
        "workshop": "Prepare the workshop",
        "measures": "Measures",
        "recheck": "Re-check",
        "advice": "Good to know",
        "advised": {
            "small_group": (
                "With fewer than fifteen people a confidential round can show only little: more would tell who said "
                "what. A small team whose members trust each other learns more in an open round. Where the "
                "administration gives one joint answer, that kind fits better."
            ),
            "one_answer": (
                "This round takes one joint answer, for which there is one code. Whoever begins can hand on the draft "
                "with its personal key."
            ),
        },
        "uninvited": "The round is open until {closes}, but nobody can answer yet: no codes are issued.",
        "participation": "Participation",
        "participation_lead": "There are only numbers here. Who has answered you are not told either.",
        "submitted": {"one": "{count} response is submitted.", "other": "{count} responses are submitted."},
        "fewest": "A result takes at least {count}.",
        "columns": ("Perspective", "Codes issued", "used", "revoked", "still good"),
        "all": "All",
        "facts": "Key facts",
        "municipality": "Municipality",
        "questionnaire": "Questionnaire",
        "mode": "Confidentiality",
        "opens": "Opening",
        "closes": "Closing",
        "size": "Smallest group",
        "free_texts": "Free texts",
        "yes": "yes",
        "no": "no",
        "languages": "Languages",
        "retention": "Answers are deleted on",
        "guest": "Round for trying things out, erased on",
        "papers": "Papers",
        "papers_lead": "Drafts, made from what you said of this round. Please have them reviewed before they go out.",
        "paper": {
            "staff-council-sheet": (
                "Sheet for the staff council",
                "What is asked, who sees what, what is never shown.",
            ),
            "privacy-notice": ("Privacy notice", "For everybody who answers (Art. 13 GDPR)."),
            "record-of-processing": ("Entry for the record", "For the data protection officer (Art. 30 GDPR)."),
        },
        "form": "Questionnaire on paper (PDF)",
        "form_for": "Questionnaire on paper, {perspective} (PDF)",
        "no_paper": "In an open round there is no paper: there people see each other.",
        "markdown": "As a text file (Markdown)",
        "to_complete": "This is still missing and stands in the text in square brackets:",
        "more": "More",
        "change": "Change title, times and languages",
        "close": "Close now",
        "delete": "Delete the round",
        "change_title": "Change the round",
        "frozen": (
            "People have begun to answer. Confidentiality, groups and retention stay as they are, because people have "
            "relied on them."
        ),
        "not_frozen": (
            "To change confidentiality, perspectives or retention, it is easiest to delete the round and make it anew. "
            "That works as long as nobody has used a code."
        ),
        "opened": "The round has opened already, so the opening cannot change any more.",
        "changed_meanwhile": (
            "Somebody has changed the round meanwhile. What you typed stands below. If you save now, your version "
            "holds."
        ),
        "close_title": "Close the round now?",
        "close_text": (
            "After that nobody can answer any more. The closing was meant to be: {closes}. Whoever has begun and not "
            "submitted has no chance to do so any more."
        ),
        "close_left": {
            "one": "{count} access code is not used yet.",
            "other": "{count} access codes are not used yet.",
        },
        "close_undo": "Until the result is made, you can move the closing again.",
        "close_open_undo": "In an open round this cannot be undone.",
        "close_button": "Close now",
        "close_not": "The round is not open, so there is nothing to close.",
        "stay": "Do not close",
        "delete_title": "Delete the round?",
        "delete_text": (
            "The round disappears with its invitations. Codes that are handed out already are good for nothing then. "
            "This cannot be undone."
        ),
        "delete_cannot": (
            "This round cannot be deleted: somebody has used a code already, and what people were told holds. You can "
            "close it."
        ),
        "typed_title": "Title of the round",
        "typed_title_hint": "To be sure, type the title: {title}",
        "delete_button": "Delete for good",
        "keep": "Do not delete",
    },
}
