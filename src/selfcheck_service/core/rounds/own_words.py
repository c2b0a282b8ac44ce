"""Who is asked for a text in their own words: what nobody finds in the form, nobody is told about."""

from collections.abc import Iterable

from selfcheck_service.core.definition import Questionnaire
from selfcheck_service.core.definition.structure import walk_fields
from selfcheck_service.core.scoring.settling import form_in


def asks_own_words(questionnaire: Questionnaire, perspectives: Iterable[str]) -> bool:
    """Tell whether the form of any of these perspectives has a question that is answered in free text.

    `perspectives` are keys of the questionnaire, or "" for who answers without one. Conditions do not matter: what may
    be asked is told.
    """
    forms = {form_in(questionnaire, each) for each in perspectives}
    # The first form asks everything, another one what names it.
    whole = {None, *(form.key for form in questionnaire.forms[:1])}
    items = (item for _, field in walk_fields(questionnaire.fields, ()) for item in field.items)
    return any(item.type == "text" and (forms & whole or forms & set(item.forms)) for item in items)
