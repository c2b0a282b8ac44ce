"""A request for nobody knows which questionnaire still hears of every fault that does not depend on it."""


async def faults(client, body) -> list[tuple[str, str]]:
    response = await client.post("/v1/evaluations", json=body)
    assert response.status_code == 422
    return [(each["code"], each["pointer"]) for each in response.json()["errors"]]


async def test_unknown_members_are_named_in_the_order_of_the_body(client):
    names = [f"member-{number}" for number in (7, 3, 9, 1, 5, 8, 2)]
    found = await faults(client, dict.fromkeys(names, 1) | {"version": "1.0.0", "answers": {}})
    assert found == [("missing", "/questionnaire"), *(("unknown_member", f"/{name}") for name in names)]


async def test_a_long_name_is_not_repeated_at_full_length(client):
    response = await client.post("/v1/evaluations", json={"x" * 50_000: 1, "answers": {}})
    assert len(response.content) < 2_000


async def test_members_of_another_type_are_named(client):
    body = {"language": 5, "profile": [], "perspective": {}, "answers": []}
    assert await faults(client, body) == [
        ("missing", "/questionnaire"),
        ("missing", "/version"),
        *(("wrong_type", f"/{name}") for name in ("language", "profile", "perspective", "answers")),
    ]
