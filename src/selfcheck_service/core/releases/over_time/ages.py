"""How old a release is: from the closing of its round to the day on which it is read."""

from datetime import date

# After two years things have moved on, whatever was found then.
OUTDATED_MONTHS = 24
_MONTHS = 12


def whole_months(closed_on: date, today: date) -> int:
    """Return how many whole months have passed; 0 where the day has not come yet."""
    months = (today.year - closed_on.year) * _MONTHS + today.month - closed_on.month
    return max(0, months - (today.day < closed_on.day))


def is_outdated(closed_on: date, today: date) -> bool:
    """Tell whether more than 24 months have passed: on the day itself a release is not outdated yet."""
    years = OUTDATED_MONTHS // _MONTHS
    return (today.year, today.month, today.day) > (closed_on.year + years, closed_on.month, closed_on.day)
