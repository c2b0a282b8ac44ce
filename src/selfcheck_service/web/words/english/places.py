"""What the pages of facilitators share, and what they say of municipalities and programmes, in English."""

from selfcheck_service.web.words.shape import Words

WORDS: Words = {
    "manage": {
        "crumbs": "You are here",
        "search": "Search",
        "search_for": "Search for",
        "show_all": "Show all",
        "more_name": "Show more",
        "first_name": "To the beginning",
        "pages": "More pages",
        "none_found": "Nothing was found.",
        "save": "Save",
        "cancel": "Cancel",
        "change": "Change",
        "optional": "You may leave this empty.",
        "not_said": "not given",
        "fault": {
            "missing": "This is still missing.",
            "malformed": "“{found}” cannot be understood. Please write it like this: {expected}.",
            "too_long": "This is too long: at most {limit} characters.",
            "no_such_hour": "This hour does not exist on that day, because clocks go forward.",
            "official_key_kind.municipality_in_district": (
                "The key of a municipality in a district has 8 digits (AGS) or 12 (ARS) and does not end in 000. Keys "
                "of independent cities do: please check that type and key belong together."
            ),
            "official_key_kind.independent_city": (
                "The key of an independent city has 8 digits (AGS) or 12 (ARS) and ends in 000, or it has 5. A "
                "municipality whose key ends differently is in a district: please check that type and key belong "
                "together."
            ),
            "official_key_kind.district": (
                "The key of a district has 5 digits; there are no districts in Berlin, Bremen and Hamburg."
            ),
            "official_key_kind.association": "The key of an association of municipalities has 9 digits.",
            "official_key_out_of_reach": "Your key to the service does not permit a municipality with this entry.",
            "title_differs": "This is not the title of the round. Please copy it exactly.",
            "perspectives_missing": "Please choose at least one perspective.",
            "perspectives_too_many": "A joint answer has only one perspective. Please choose only one.",
            "not_an_access_code": (
                "This is not an access code. It has twelve letters and digits, such as 7K2M-9QXA-4TRD."
            ),
        },
    },
    "places": {
        "title": "Municipalities",
        "lead": "The municipalities you work with.",
        "new": "Register a municipality",
        "new_lead": "Please check first whether the municipality is already there: duplicates get in the way later.",
        "not_new": (
            "Your key to the service reaches certain municipalities. Only somebody whose key reaches all of them can "
            "register more."
        ),
        "only_keys": "Your key to the service permits only municipalities with these official keys: {keys}.",
        "empty": "No municipality is registered yet.",
        "kind": "Type",
        "land": "State (Land)",
        "key": "Official key",
        "key_on": "valid on",
        "size": "Inhabitants",
        "rounds": "Rounds",
        "no_rounds": "There is no round for this municipality yet.",
        "all_rounds": "All rounds of this municipality",
        "change_title": "Change {name}",
        "guest": "This municipality belongs to a round for trying things out. It disappears with it.",
        "fields": {
            "name": "Name",
            "type": "Type",
            "land": "State (Land)",
            "size_class": "Inhabitants",
            "official_key": "Official key",
            "official_key_on": "Valid on",
        },
        "name_hint": "As it should appear in invitations, such as “Stadt Musterhausen”.",
        "key_hint": (
            "Municipality: AGS (8 digits) or ARS (12), association: 9, district: 5 digits. It helps to find the same "
            "municipality again. Optional."
        ),
        "key_on_hint": (
            "A day on which this key was valid: keys change when borders are redrawn. Needed as soon as you give a key."
        ),
        "land_hint": "If you give an official key, it follows from that.",
        "choose": "Please choose",
    },
    "programmes": {
        "title": "Programmes",
        "lead": "In a programme several municipalities work together along the same way.",
        "new": "Register a programme",
        "empty": "There is no programme yet. You do not need one to run rounds.",
        "members": {"one": "{count} municipality", "other": "{count} municipalities"},
        "taking_part": "These municipalities take part",
        "nobody": "No municipality takes part yet.",
        "rounds": "Rounds in this programme",
        "no_rounds": "There is no round in this programme yet.",
        "change_title": "Change {name}",
        "fields": {"name": "Name", "municipalities": "Municipalities"},
        "members_hint": "Which municipalities take part?",
        "is_cut": (
            "These are the first 500 municipalities. Others can only be added through the interface for programs."
        ),
    },
}
