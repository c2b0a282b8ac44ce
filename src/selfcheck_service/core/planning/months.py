"""Days that lie some months after a decision."""

from datetime import date

from selfcheck_service.core.planning.document import ReviewMonths

# The step that shows that it is meant: judgement.
DAYS_TO_FIRST_STEP = 14
# What is done within so many months is a quick win.
QUICK_WIN_MONTHS = 3
REVIEW_MONTHS: tuple[ReviewMonths, ...] = (3, 6, 12)
_MONTHS = 12
# In each month, February in a common year.
_LAST_DAYS = (31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31)


def months_after(day: date, months: int) -> date:
    """Return the same day so many months (0 or more) later, or the last one of a month that is shorter.

    Raises `ValueError` beyond the year 9999.
    """
    years, month = divmod(day.month - 1 + months, _MONTHS)
    year = day.year + years
    is_leap = year % 4 == 0 and (year % 100 != 0 or year % 400 == 0)
    last = 29 if month == 1 and is_leap else _LAST_DAYS[month]
    return date(year, month + 1, min(day.day, last))


def review_days(decided_on: date) -> dict[ReviewMonths, date]:
    """Return on which day each of the three reviews of what was decided on a day is due."""
    return {months: months_after(decided_on, months) for months in REVIEW_MONTHS}
