"""What procedures must say, how many there must be, and whether anybody proposes them."""

from collections import Counter
from collections.abc import Iterator

from selfcheck_service.core.definition.content.standard import Content, missing, wrong_count
from selfcheck_service.core.definition.content_rules import Count
from selfcheck_service.core.definition.problems import Problem, pointer


def check_procedures(content: Content) -> Iterator[Problem]:
    """Yield what procedures lack, one by one and together."""
    rules = content.rules.procedures
    if rules is None:
        return
    procedures = content.questionnaire.procedures
    for index, procedure in enumerate(procedures):
        for member in rules.members:
            if getattr(procedure, member) in (None, ()):
                yield missing(("procedures", index), procedure.key, member)
    count = Counter(procedure.type for procedure in procedures)
    for name, least in rules.types.items():
        wanted = Count(at_least=least)
        yield from wrong_count("content_procedures_of_type", ("procedures",), count[name], wanted, name=name)
    proposed = {name for _, _, suggestion in content.suggestions for name in suggestion.procedures}
    for index, procedure in enumerate(procedures if rules.referred_to else ()):
        if procedure.key not in proposed:
            yield Problem(pointer("procedures", index), "content_not_proposed", {"name": procedure.key})
