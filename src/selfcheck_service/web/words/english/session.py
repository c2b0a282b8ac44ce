"""What the pages say about signing in and out, and when something is sent twice or from elsewhere, in English."""

from selfcheck_service.web.words.shape import Words

WORDS: Words = {
    "session": {
        "title": "Sign in",
        "sign_in": "Sign in",
        "sign_out": "Sign out",
        "overview": "Overview",
        "navigation": "Your areas",
        "lead": (
            "Those who facilitate rounds, write questionnaires or run this service sign in with a key. To fill in a "
            "questionnaire you do not need it, but the access code of your invitation."
        ),
        "to_answer": "Enter an access code or personal key",
        "key": "Your key",
        "key_hint": "It begins with sck_live_. You get it from those who run this service.",
        "submit": "Sign in",
        "expired": (
            "You are no longer signed in. What you have entered is still here: once you have signed in you can send it."
        ),
        "expired_long": (
            "You are no longer signed in, and your text is too long to come along. Please copy it from below before "
            "you sign in."
        ),
        "expired_empty": "You are no longer signed in. Please sign in again.",
        "cookie": "Signing in sets a cookie. It ends when you sign out and holds neither your name nor the key.",
        "fault": {
            "missing": "Please enter the key.",
            "not_accepted": (
                "This key is not accepted. Perhaps a part of it is missing, or it has expired or been revoked."
            ),
        },
    },
    # For each case what it is called, and what to do.
    "again": {
        "signed_in": (
            "You are signed in again",
            "What you had entered has not been sent yet. Would you like to send it now?",
        ),
        "resumed": (
            "What you entered is still here",
            "It has not been sent yet. Would you like to send it now?",
        ),
        "possible": (
            "Now it would be possible",
            (
                "What stood in the way a moment ago does so no longer. Choosing a language has sent nothing: only the "
                "button does. What it would do is said on the page you came from."
            ),
        ),
        "unproved": (
            "Please send it once more",
            (
                "We could not be certain that this came from our own page. That happens when a page has been open for "
                "long, or when something changed in a second window. Nothing is lost."
            ),
        ),
        "foreign": (
            "This came from another website",
            (
                "To be careful we have done nothing with it. If this was not what you wanted, there is nothing you "
                "need to do."
            ),
        ),
        "foreign_hint": "If it was you after all: please open the page here on our site and enter the details there.",
        "drafts": {
            "possible": (
                "Now it would be possible",
                (
                    "What stood in the way a moment ago does so no longer. Choosing a language has saved nothing: only "
                    "the button does."
                ),
            ),
            "resumed": (
                "What you entered is still here",
                "It has not been saved yet. Would you like to save it now?",
            ),
            "unproved": (
                "Please save it once more",
                (
                    "We could not be certain that this came from our own page. That happens when a page has been open "
                    "for long, or when something changed in a second window. Nothing is lost; it is only not saved yet."
                ),
            ),
        },
        "send": "Send now",
        "leave": "Do not send",
        "to_page": "Back to the page",
        "save": "Save now",
        "leave_draft": "Do not save",
        "typed": "What was entered",
    },
}
