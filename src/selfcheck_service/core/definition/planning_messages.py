"""The words of what is wrong with what a room decides: consensus, focus fields, measures and reviews."""

# code: (English, German). Placeholders are filled from the parameters of the problem.
PLANNING_MESSAGES: dict[str, tuple[str, str]] = {
    "round_without_release": (
        "The round has no release yet; what a room decides rests on one. Seal the round first.",
        "Der Durchgang hat noch keine Veröffentlichung, auf der ein Beschluss beruhen kann; bitte zuerst versiegeln.",
    ),
    "review_says_nothing": (
        "Please say at least one thing: which review it is, the day, another status, what blocks, or the next step.",
        "Bitte mindestens eines angeben: welche Überprüfung, den Tag, einen anderen Stand, was hindert, was folgt.",
    ),
    "unknown_review": (
        "There is no review {number} of this measure that could be withdrawn.",
        "Diese Maßnahme hat keine Überprüfung {number}, die sich zurückziehen ließe.",
    ),
    "unknown_measure": ("There is no measure “{id}” here.", "Eine Maßnahme „{id}“ gibt es hier nicht."),
    "unknown_subject": (
        "There is no {kind} “{name}” here of which a consensus could be noted.",
        "„{name}“ ({kind}) gibt es hier nicht; dazu lässt sich kein Konsens festhalten.",
    ),
    "no_consensus": (
        "Of “{name}” nothing is noted that could be withdrawn.",
        "Zu „{name}“ ist nichts festgehalten, das sich zurücknehmen ließe.",
    ),
    "no_single_value": (
        "“{name}” has no single value to agree on; note dissent, or agree on its field.",
        "„{name}“ hat keinen einzelnen Wert; bitte Dissens festhalten oder sich beim Themenfeld einigen.",
    ),
    "day_too_early": (
        "{found} is too early: {earliest} is the first day that is possible.",
        "Der {found} ist zu früh: möglich ist frühestens der {earliest}.",
    ),
    "day_too_late": (
        "{found} is too late: {latest} is the last day that is possible.",
        "Der {found} ist zu spät: möglich ist spätestens der {latest}.",
    ),
    "without_meaning": (
        "“{name}” has no meaning where “{other}” is “{value}”.",
        "„{name}“ hat keine Bedeutung, wo „{other}“ den Wert „{value}“ hat.",
    ),
    "status_not_next": (
        "From “{before}” the status does not become “{found}”; possible: {allowed}.",
        "Von „{before}“ führt kein Weg zu „{found}“; möglich: {allowed}.",
    ),
    "too_many_records": (
        "There are {limit} already; more cannot be kept here.",
        "Es gibt schon {limit}; mehr lassen sich hier nicht aufbewahren.",
    ),
}
