"""What the pages say to people who answer in a round, in English."""

from selfcheck_service.web.words.shape import Words

WORDS: Words = {
    "answer_enter": {
        "title": "Take part",
        "lead": "Begin with an access code. Carry on with your personal key.",
        "code": "Access code or personal key",
        "code_hint": (
            "The access code is on your invitation and has twelve characters. Capitals or not, dashes or not: it is "
            "all the same."
        ),
        "submit": "Continue",
        "new": "No code yet?",
        "new_text": (
            "Codes are handed out by whoever facilitates the round in your municipality. Without one you can try the "
            "questionnaires out; nothing is stored then."
        ),
        "try_it": "Try it without a code",
        "to_sign_in": "To the sign-in",
        "to_ballot": "To the ballot",
        "voting": "Here to vote in a workshop?",
        "fault": {
            "missing": "Please enter your access code or your personal key.",
            "sign_in_key": (
                "This is a key for signing in, for those who facilitate rounds or run this service. It belongs on the "
                "page “Sign in”. To fill in a questionnaire you need an access code."
            ),
            "ballot_code": (
                "This looks like the code of a ballot. Voting has a page of its own; we take the code along."
            ),
            "malformed": (
                "This is neither an access code nor a key. Please compare it character by character; most often one is "
                "missing or swapped."
            ),
            "not_accepted": (
                "There is nothing that this code opens. Perhaps a character is swapped, or the code has been used or "
                "revoked. If you have begun already, you need your personal key. Otherwise please ask the people who "
                "invited you."
            ),
        },
        "note": {
            "needed": (
                "This page belongs to answers that this device does not know. Your personal key leads you there."
            ),
            "unknown": (
                "What this device had kept is not accepted here any more. Your personal key lets you in again as "
                "long as your answers are stored."
            ),
            "spent": (
                "Your access code is no longer good: in the meantime it has been used as often as it may be, or it was "
                "taken back. Please tell the people who invited you. What you entered stays in this window and comes "
                "along once you have a new code."
            ),
            "lost": (
                "This device no longer knows who you are. What you have just entered is still here: give your access "
                "code or key to carry on with it."
            ),
        },
        "begun": "Somebody has begun on this device already",
        "begun_text": (
            "If that was you, just carry on. If somebody else used this device before you, begin anew. Whoever was "
            "here before you then needs their own key to get back to their answers."
        ),
        "go_on": "Carry on",
        "anew": "Begin anew",
        "left": (
            "This device has forgotten you",
            "Your answers are still stored. With your personal key you get back to them from any device.",
        ),
        "erased": (
            "Your answers are erased",
            (
                "Nothing is left of them here, and this device has forgotten the key. Backups may hold them a little "
                "longer. An access code of your own stays used up."
            ),
        ),
        "home": "To the start page",
        "welcome": "Welcome",
        "no_exam": "This is not an exam. There are no wrong answers, and “don’t know” is as good an answer as any.",
        "promise": "What happens with your answers",
        "closes": "Open until {moment}",
        "questions": {"one": "{count} question", "other": "{count} questions"},
        "minutes": {"one": "about {count} minute", "other": "about {count} minutes"},
        "perspective": "Perspective: {title}",
        "spends": (
            "Looking costs nothing: your access code is only used up once the first answer is saved. You then get a "
            "personal key, with which you can carry on elsewhere."
        ),
        "begin": "Begin",
        "planned": "The round opens at {moment}. Please come back then; your access code stays good.",
        "over": "The round closed at {moment}. It takes no new answers.",
        "terms_changed": (
            "The terms changed while you were here. Please read them again; nothing is saved until you carry on with "
            "them."
        ),
        "terms_kept": "What you entered is still here; “Begin” saves it.",
    },
    "answer_fill": {
        "fields": "Fields",
        "of": "Field {number} of {count}",
        "progress": "{answered} of {asked} questions answered",
        "left": {"one": "about a minute left", "other": "about {count} minutes left"},
        "skip": "You can leave any question open and come back later.",
        "next": "Next",
        "to_review": "To the review",
        "back": "Back",
        "jump": "To another field",
        "jump_hint": "What you entered on this page is saved when you go.",
        "done": "complete",
        "open_items": {"one": "{count} open", "other": "{count} open"},
        "pause": "Take a break, or carry on on another device",
        "pause_text": "Your answers are saved at every step. With your personal key you can carry on anywhere.",
        "pause_first": "Nothing is saved yet. As soon as the first answer is saved, you get your personal key.",
        "key": "Show my personal key",
        "saved_by_steps": "Your answers are saved as soon as you go on.",
        "saved_by_itself": "Your answers are saved automatically as you fill in.",
        "saving": "Saving …",
        "kept_at": "Saved at {time}",
        "unsaved": "Not saved yet",
        "offline": (
            "Not saved – no connection. What you entered is still here in this window. We keep trying; please do not "
            "close the page."
        ),
        "refused": "Not saved. Please go to “Next” to see why.",
        "elsewhere": "Something was changed in another window. “Next” shows you both, and you can choose.",
        "restored": "Restored: what could not be saved before.",
        "conflict": "This field has been changed elsewhere in the meantime",
        "conflict_text": {
            "one": (
                "Perhaps in a second window or on another device. One question now has two answers. Please choose the "
                "one that counts."
            ),
            "other": (
                "Perhaps in a second window or on another device. {count} questions now have two answers. Please "
                "choose for each the one that counts."
            ),
        },
        "conflict_rest": "Everything else on the page is saved already, as it was last changed.",
        "conflict_together": "Several questions that belong together",
        "conflict_mine": "Entered here",
        "conflict_theirs": "Saved elsewhere",
        "conflict_open": "left open",
        "conflict_missing": "Please choose one of the two answers.",
        "conflict_other": (
            "The answer you do not choose is only left on this page and will not be kept. If you need any of it, "
            "please copy it first."
        ),
        "conflict_save": "Save my choice",
        "key_title": "Your personal key",
        "key_lead": (
            "Your first answer is saved, and your access code is used up. This key gets you back to your answers from "
            "any device."
        ),
        "key_text": (
            "Please write it down, print this page or photograph the square. Nobody can give you the key a second "
            "time, and whoever has it can see, change and erase your answers."
        ),
        "key_picture": "QR code with your personal key",
        "key_camera": "Point the camera of another device at the square: your answers then open there.",
        "key_typed": "To type in at {address}",
        "key_device": "On this device you can carry on without the key, for 90 days at most.",
        "go_on": "Carry on",
        "leave": "Sign out on this device",
        "leave_hint": (
            "Important where others use this device. Your answers stay stored; but without the key you will not get "
            "back to them."
        ),
    },
    "answer_done": {
        "standing": "Where you stand",
        "begun": "Begun, not submitted yet",
        "submitted": "Submitted",
        "correct_hint": "What you submitted still counts. Changes count only once you submit them.",
        "submit_changes": "Submit the changes",
        "correcting": "Submitted; changes not yet",
        "go_on": "Carry on",
        "correct": "Change my answers",
        "until": "You can make changes until {moment}.",
        "closed": "The round closed at {moment}. Your evaluation stays readable; nothing can be changed any more.",
        "closed_draft": (
            "The round closed at {moment}. What was not submitted does not count. It is still here, and you can "
            "take it along."
        ),
        "own_data": "Your data",
        "take_along": "Download everything that is stored (JSON)",
        "erase": "Erase my answers",
        "told": "What you were promised",
        "review": "Review",
        "review_lead": "Nothing is submitted yet. Leaving questions open is fine.",
        "all_done": "Everything answered.",
        "open_here": "Open",
        "faulty_here": "Does not fit yet",
        "name": "Your display name",
        "name_hint": (
            "The others see your ratings under this name once the round is closed. Choose one that tells you apart "
            "from the others."
        ),
        "submit": "Submit",
        "submit_hint": "You then see your own evaluation at once. You can still make changes until {moment}.",
        "note": {
            "empty": "No question is answered yet. You can submit from the first answer on.",
            "changed": (
                "Your answers have been changed in another window in the meantime. These are the latest ones; please "
                "look through them and then submit."
            ),
            "name": "Please choose a display name of one line with at most 80 characters.",
            "name_taken": "Somebody in this round is called that already. Please choose another display name.",
            "faulty": "Some answers do not fit yet. Nothing is submitted; everything that you entered is here.",
        },
        "receipt": "It has arrived. Thank you!",
        "receipt_lead": "Your answers are stored and submitted.",
        "next": "What comes next",
        "next_steps": {
            "confidential": (
                "After the closing at {moment} all answers are summarised once. Nobody is shown individual answers."
            ),
            "open": (
                "After the closing at {moment} everyone who took part and the facilitator see the ratings under the "
                "names that were chosen."
            ),
            "institutional": (
                "This round has just this one joint answer, and the evaluation you see here is its result. After the "
                "closing at {moment} the facilitator receives the answer, too, as it was submitted."
            ),
        },
        "see_evaluation": "See my evaluation",
        "result": "What everybody said",
        "see_result": "See the results of the round",
        "result_file": "The release as a file (JSON)",
        "no_result": (
            "There are no joint results yet",
            (
                "They appear here once the round has closed and the facilitator has released them. If somebody erases "
                "their answers after that, they are withdrawn and can be released again."
            ),
        ),
        "changing": "Changing and erasing",
        "changing_text": (
            "You can make changes until {moment}, and erase your answers at any time while they are stored. From "
            "another device you need your personal key for that."
        ),
        "print": "To print, use the menu of your browser.",
        "pdf": "As PDF",
        "json": "As a file (JSON)",
        "stored": "This evaluation is made anew each time from the answers that you submitted.",
        "draft_left": "You have changed something since you submitted. The evaluation shows what is submitted.",
        "overview": "To the overview",
        "erase_title": "Really erase them?",
        "erase_text": (
            "Your answers, your draft and your evaluation are erased. This cannot be undone. An access code of your "
            "own is used up: you cannot answer with it again."
        ),
        "erase_withdraws": (
            "What everybody said in this round is already published, and your answers are in it. If you erase them, "
            "it is withdrawn for all. The facilitator can publish it again without your answers."
        ),
        "erase_button": "Erase for good",
        "erase_leave": "Do not erase",
        "shut": "The round takes no answers at the moment",
        "shut_closed": "It closed at {moment}, so what you sent last was not saved.",
        "shut_planned": "It opens at {moment}, so nothing was saved.",
        "shut_kept": "What was saved before is still here. You can download it.",
        "shut_typed": "What you entered last",
    },
}
