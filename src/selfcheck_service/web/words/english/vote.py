"""What the pages say to people who vote in a room, in English."""

from selfcheck_service.web.words.shape import Words

WORDS: Words = {
    "ballot_result": {
        "caption": "Result of the ballot",
        "place": "Place",
        "option": "Option",
        "dots": "Dots",
        "phones": "Phones",
        "paper": "Paper",
        "tied": "(tied)",
        "tie_note": "= means tied: these options have equally many dots. Their order means nothing.",
    },
    "vote": {
        "title": "Join the vote",
        "eyebrow": "Ballot in the workshop",
        "lead": "Enter the code that is on the screen or on your slip.",
        "code": "Code of the ballot",
        "code_hint": "Such as XXX-XXX. Capitals and dashes do not matter.",
        "enter": "Continue",
        "to_answer": "To the questionnaire",
        "code_fault": {
            "missing": "Please enter the code.",
            "access_code": (
                "This looks like an access code for a questionnaire. Filling in has a page of its own; we take the "
                "code along."
            ),
            "malformed": "This is not the code of a ballot. One character may be mistyped.",
            "not_accepted": (
                "This code leads to no ballot that is open now. Has the ballot been over for a while, or are there "
                "new slips?"
            ),
        },
        "code_note": {
            "lost": "Your device does not know this ballot, or no longer. Please enter the code once more.",
            "over": "The code on this device is no longer good. The ballot may be over, or there are new slips.",
        },
        "carried": "Your dots are not sent yet. They come along once the code is right.",
        "who_sees": "Who sees what?",
        "promises": (
            "Nobody sees who has voted or how: neither a name nor a time is stored with your vote.",
            "Until the end everybody sees only how many have voted, the facilitator too.",
            (
                "After the end only the sums are left. The individual votes are deleted. Where only a few vote, single "
                "votes can be worked out from the sums; where just one person votes, the result shows that vote."
            ),
        ),
        "cookie": "Your device keeps in a cookie which vote is yours, so that it counts once and you can change it.",
        "dots": {"one": "{count} dot", "other": "{count} dots"},
        "task": {
            "one": "You have {count} dot. Choose one option.",
            "other": "You have {count} dots. Choose up to {count} options, each of them once.",
        },
        "task_many": {
            "one": "You have {count} dot. Give it to one option.",
            "other": "You have {count} dots. Distribute them as you like, even several on one option.",
        },
        "fewer": "You need not use all of them. With none at all you abstain.",
        "yours": "Your dots",
        "left": {
            "none": "All dots are used.",
            "one": "{count} dot left.",
            "other": "{count} dots left.",
            "over": "That is {count} too many. Please take as many back.",
        },
        "minus": "One dot fewer for {title}",
        "plus": "One dot more for {title}",
        "send": "Vote",
        "send_again": "Send the changed vote",
        "sending": "Your vote is being sent\u00a0…",
        "again": "The connection is bad. Attempt {count}\u00a0…",
        "offline": (
            "No connection. Your dots are still on this screen; they are not stored yet. We keep trying; please "
            "leave the page open."
        ),
        "kept": "Your vote is stored.",
        "kept_on": "Your dots are on:",
        "kept_empty": "You have used no dots, so you abstain.",
        "kept_more": "The result is there once the facilitator closes the ballot. Look for it then with this button:",
        "asks": (
            "The result is there once the facilitator closes the ballot. This page checks by itself; just leave it "
            "open."
        ),
        "asks_lost": "No connection at the moment. The page keeps checking; your vote is stored.",
        "asks_stopped": "This page no longer checks by itself.",
        "ready": "The result is ready. Your vote can no longer be changed.",
        "look": "Check whether the result is ready",
        "change": "Change your vote",
        "not_sent": "Your dots are back, but not sent yet. Please send them.",
        "over": "The ballot is closed.",
        "too_late": (
            "The ballot had already closed when your dots arrived. What you had sent before is counted; the last dots "
            "are not."
        ),
        "another": "To another ballot",
        "another_code": "Enter another code",
        "spent": (
            "Somebody has voted with this slip, but not on this device. If that was you on another device, all is "
            "well. Otherwise please tell the facilitator."
        ),
        "other_slip": "Vote with another slip on this device",
        "refused": {
            "slip_used": "Not stored: somebody has voted with this slip already. Please tell the facilitator.",
            "vote_of_another": (
                "Not stored: this vote belongs to another slip. Please enter the code of your slip once more."
            ),
            "ballot_full": (
                "Not stored: as many have voted as there are people in the room. Please tell the facilitator, who "
                "can change the number. Your dots are still below."
            ),
        },
        "fault": {
            "vote_dots_total": "That is {count} dots. You have {maximum}.",
            "vote_dots_on_one": "At most {maximum} are possible here.",
            "vote_unknown_option": "There is no such option here. Please check your dots.",
            "malformed": "Please enter a whole number.",
            "other": "This is not possible here. Please check your dots.",
        },
    },
}
