"""Whether whoever lands in a band of levels is offered enough, where nothing proves it (content rule `each_band`)."""

from selfcheck_service.core.definition.content.bands import Landing, landings, too_little, unproved
from selfcheck_service.core.definition.content.standard import Content
from selfcheck_service.core.scoring import Plan
from selfcheck_service.simulation.world import Finding, Seen

_Place = tuple[str, str]


class Bands:
    """Watches what is offered at the levels about which nobody knows; keeps the first response that is offered less."""

    def __init__(self, plan: Plan) -> None:
        rules = plan.questionnaire.content_rules
        advice = None if rules is None else rules.suggestions
        self.least = 0 if advice is None else advice.each_band or 0
        self.field_of = {found.key: found.field_key for found in plan.suggestions}
        self.open: dict[_Place, list[Landing]] = {}
        self.short: dict[_Place, Finding] = {}
        self.proved = 0
        if rules is not None and self.least:
            content = Content(plan.structure, rules)
            for found in unproved(content):
                self.open.setdefault((found.field, found.level), []).append(found)
            every = {(found.field, found.level) for found in landings(content) if found.certain >= self.least}
            self.proved = len(every - self.open.keys())

    def watch(self, seen: Seen) -> None:
        """Take note of one response."""
        for place, landed in self.open.items():
            field, level = place
            if place in self.short or seen.fields[field]["level"] != level:
                continue
            count = sum(self.field_of[key] == field for key in seen.results["suggestions"])
            profile = seen.body.get("profile") or {}
            found = next((one for one in landed if profile.items() >= one.profile.items()), None)
            if count < self.least and found is not None:
                self.short[place] = Finding(too_little(found, count, self.least), seen.body)
