"""The short form of the attacker: it never breaks the releases, and always what is weakened on purpose."""

import os

import pytest

from attack.__main__ import SERVED_SHORT, SHORT
from attack.run import FALLS_BY, attack_one, attack_real, attack_weakened
from attack.served import attack_served, served_numbers
from attack.summary import shortcomings

pytestmark = pytest.mark.attack


def test_releases_stand_and_weakened_builds_fall():
    cores = os.cpu_count() or 1
    weakened = attack_weakened(1, cores)
    outcome = attack_real(1, range(SHORT), cores, lambda _done, _whole: None)
    assert shortcomings(outcome, weakened) == []
    assert set(weakened) == set(FALLS_BY)
    for name, fallen in weakened.items():
        # A story can be repeated with the numbers that it names.
        told = next(finding for finding in fallen.findings if finding.kind == FALLS_BY[name])
        assert told in attack_one(told.seed, told.build, told.number).findings
        assert f"--seed {told.seed} --only {told.number} --build {name}" in str(told)
    tried = outcome.tried
    # A run that looks at nothing finds nothing.
    assert tried["rounds"] == SHORT
    assert min(tried["releases"], tried["quarters"], tried["worlds"], tried["solved"]) > SHORT // 4
    assert tried["cells"] > 10 * SHORT
    assert {what for what, _ in outcome.several} == {"two", "quarter", "issuer"}


async def test_nothing_that_can_be_read_of_the_running_service_tells_anything():
    outcome = await attack_served(1, served_numbers(1, SERVED_SHORT))
    assert [str(finding) for finding in outcome.findings] == []
    tried = outcome.tried
    assert tried["served rounds"] == SERVED_SHORT
    assert tried["served releases"] > SERVED_SHORT // 2
    assert tried["polls"] > 100 * SERVED_SHORT
