"""The short form of the attacker: it never breaks the releases, and always what is weakened on purpose."""

import json
import os
from dataclasses import replace

import httpx
import pytest

from attack.run import FALLS_BY, attack_one, attack_real, attack_weakened
from attack.served import attack_served, served_numbers
from attack.summary import shortcomings

pytestmark = pytest.mark.attack

# So many rounds in the small and on the running service: `script/attack --short` plays more, and the long form of the
# suite as many as that.
ROUNDS = {"normal": (40, 3), "long": (500, 25)}
# One core in normal, because another process of the suite has the other, and processes of its own take long to start.
CORES = {"normal": 1, "long": os.cpu_count() or 1}


def test_releases_stand_and_weakened_builds_fall(effort):
    rounds, _ = ROUNDS[effort]
    cores = CORES[effort]
    weakened = attack_weakened(1, cores)
    outcome = attack_real(1, range(rounds), cores, lambda _done, _whole: None)
    assert shortcomings(outcome, weakened) == []
    assert set(weakened) == set(FALLS_BY)
    for name, fallen in weakened.items():
        # A story can be repeated with the numbers that it names.
        told = next(finding for finding in fallen.findings if finding.kind == FALLS_BY[name])
        assert told in attack_one(told.seed, told.build, told.number).findings
        assert f"--seed {told.seed} --only {told.number} --build {name}" in str(told)
    tried = outcome.tried
    # A run that looks at nothing finds nothing.
    assert tried["rounds"] == rounds
    assert min(tried["releases"], tried["quarters"], tried["exchanged"], tried["solved"]) > rounds // 4
    # What the solver found, beside what was exchanged.
    assert tried["solver worlds"] > rounds // 4
    assert tried["cells"] > 10 * rounds
    assert {what for what, _ in outcome.several} == {"two", "quarter", "issuer"}


async def test_nothing_that_can_be_read_of_the_running_service_tells_anything(effort):
    _, rounds = ROUNDS[effort]
    outcome = await attack_served(1, served_numbers(1, rounds))
    assert [str(finding) for finding in outcome.findings] == []
    tried = outcome.tried
    assert tried["served rounds"] == rounds
    assert tried["served releases"] > rounds // 2
    # One round in five, the third first, has two blocks, with cells.
    assert tried["served blocks"] >= 2 * ((rounds + 2) // 5)
    assert tried["cells"] > 10 * rounds
    assert tried["polls"] > 100 * rounds


class Telling(httpx.AsyncBaseTransport):
    """Weakened: participation also says how many of the submitted answers were the first option."""

    def __init__(self, service):
        self.service = service
        self.first = {}

    async def handle_async_request(self, request):
        sent = await request.aread()
        reply = await self.service.client.request(
            request.method, str(request.url), headers=request.headers, content=sent
        )
        round_id = request.url.path.split("/")[3:4]
        if request.method == "PUT" and reply.is_success:
            given = json.loads(sent)["answers"].values()
            self.first[round_id[0]] = self.first.get(round_id[0], 0) + list(given).count(0)
        if not (request.url.path.endswith("/participation") and reply.is_success):
            return httpx.Response(reply.status_code, headers=reply.headers, content=reply.content)
        told = {**reply.json(), "first": self.first.get(round_id[0], 0)}
        return httpx.Response(reply.status_code, json=told)


async def test_a_service_whose_participation_counts_answers_falls():
    def weaken(service):
        return replace(service, client=httpx.AsyncClient(transport=Telling(service), base_url="http://attacked"))

    outcome = await attack_served(1, served_numbers(1, 1), weaken)
    told = {finding.follows for finding in outcome.findings}
    assert told == {"the facilitator can tell at /v1/rounds/{round_id}/participation what was answered"}
    assert {finding.kind for finding in outcome.findings} == {"poll"}
