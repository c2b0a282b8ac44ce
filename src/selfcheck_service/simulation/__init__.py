"""Simulation: synthetic respondents, and what they find out about questionnaires. Chance is always an argument."""

from selfcheck_service.simulation.attempts import try_to_refute
from selfcheck_service.simulation.chance import chance_of
from selfcheck_service.simulation.respondents import Body, respondents

__all__ = ["Body", "chance_of", "respondents", "try_to_refute"]
