"""What the pages say to those who write questionnaires, in English."""

from selfcheck_service.web.words.shape import Words

WORDS: Words = {
    "author": {
        "title": "Questionnaires",
        "lead": "What is published never changes. Improvements become a new version.",
        "crumbs": "You are here",
        "to_draft": "Check a draft",
        "nothing": "No questionnaire is published yet.",
        "all_versions": "All versions",
        "more_label": "More",
        "to_first": "To the beginning",
        "to_next": "Show more",
        "versions_of": "Versions of {title}",
        "version": "Version",
        "status": "State",
        "state": {"published": "published", "retired": "retired"},
        "published_on": "Published on",
        "retired_on": "Retired on",
        "spoken": "Languages",
        "key": "Key",
        "size": "Size",
        "fields_counted": {"one": "{count} field", "other": "{count} fields"},
        "items_counted": {"one": "{count} item", "other": "{count} items"},
        "hash": "Checksum (SHA-256)",
        "done": {
            "published": "This version is published.",
            "unchanged": "This version had already been published, with the very same content. Nothing has changed.",
            "retired": "This version is retired.",
        },
        "as_asked": "As respondents see it",
        "as_asked_lead": "You can fill it in and have it evaluated without anything being stored.",
        "forms": "What is asked depends on the perspective:",
        "as_data": "As data",
        "definition": "Definition (JSON)",
        "retire": "Retire",
        "retire_lead": "New rounds cannot use this version any more.",
        "retire_title": "Retire version {version}?",
        "retire_text": (
            "New rounds cannot use it any more. Rounds under way and all evaluations stay as they are. This cannot be "
            "undone."
        ),
        "leave": "Leave it as it is",
        "draft": "Check a draft",
        "draft_lead": (
            "Send your questionnaire. You learn what it still lacks, see it as respondents do, and can publish it."
        ),
        "send": "Your draft",
        "mend": "Change it and check it again",
        "file": "File",
        "file_hint": (
            "YAML or JSON, or the folder of a version as a ZIP file. If you choose one, it counts and not the text "
            "below."
        ),
        "missing": "Choose a file, or paste the text.",
        "document": "Text of the questionnaire",
        "document_hint": "YAML or JSON.",
        "check": "Check",
        "nothing_kept": (
            "Until you publish, the service keeps nothing of it. The text is on this page alone: close it, and it is "
            "gone."
        ),
        "report": "Check of {name}",
        "report_unnamed": "Check",
        "recognised": "Found:",
        "errors": {"one": "{count} error", "other": "{count} errors"},
        "warnings": {"one": "{count} warning", "other": "{count} warnings"},
        "no_errors": "No errors",
        "severity": {"error": "Error", "warning": "Warning"},
        "place": "line {row}, character {column}",
        "more_findings": {
            "one": "One more is not shown here. You will see it once others are fixed.",
            "other": "{count} more are not shown here. You will see them once others are fixed.",
        },
        "not_carried": (
            "Please fix the errors in your files and send them again: they cannot be turned into a text that you could "
            "change here yet."
        ),
        "next": "What next?",
        "preview": "Look at it as respondents do",
        "against": "Compare with version",
        "compare": "Compare",
        "dry_run": "Dry run of publishing",
        "dry_run_hint": "You see what would happen. Nothing happens yet.",
        "mend_first": "It can be published once no error is left.",
        "refused": "It cannot be published like this",
        "kept_here": "Your text is below, as you sent it.",
        "preview_of": "Preview: {title}",
        "preview_eyebrow": "Preview of the draft {version}",
        "preview_hint": (
            "This is how respondents see it, in every language at the top of the page. What you tick here is stored "
            "nowhere."
        ),
        "back_to_draft": "Back to the draft",
        "show_form": "Show the items of this perspective",
        "compared": "From {old} to {new}",
        "needed": "Smallest honest step",
        "declared": "The number promises",
        "honest": "The number promises no more than holds.",
        "too_small": "The number promises too much: it has to be “{needed}” at least.",
        "same_number": "Both have the same number. Whoever changes something gives a new one.",
        "differences": "What differs",
        "more_differences": {
            "one": "One more difference is not shown here.",
            "other": "{count} more differences are not shown here.",
        },
        "no_differences": "Nothing.",
        "fields": "What stays comparable of the fields",
        "items_changed": "Items that did not stay the same",
        "all_comparable": "All items stayed the same.",
        "what": "What",
        "continues": "Goes on as",
        "over_time": "Over time",
        "share": "({percent} % of the weight)",
        "tried": {
            "one": "Tried with {count} synthetic response.",
            "other": "Tried with {count} synthetic responses.",
        },
        "time_over": "Then time ran out.",
        "held": "None speaks against it.",
        "witness": "One shows that a result changes: {place}.",
        "witness_body": "This response",
        "dry_run_title": "Dry run of version {version}",
        "dry_run_lead": "Nothing has happened yet.",
        "would": {
            "published": "This version can be published.",
            "unchanged": "This version is published already, with the very same content.",
        },
        "warnings_stay": {
            "one": "{count} warning is left. It does not stop you from publishing.",
            "other": "{count} warnings are left. They do not stop you from publishing.",
        },
        "no_predecessor": "There is no version before it to compare it with.",
        "publish_title": "Publish it now?",
        "publish_text": ("What is published can neither be changed nor deleted, only retired. Everybody can read it."),
        "publish_again_title": "Nothing to do",
        "publish_again_text": "Publishing it again changes nothing.",
        "publish": "Publish version {version}",
        "to_version": "To the published version",
    },
}
