"""From the access code to the evaluation, without a script."""

from tests.web.reading import read
from tests.web.respond.answering import begin, come_in, follow, turn
from tests.web.session.signing import form_of, post


async def test_from_the_code_to_the_evaluation(visitor, person):
    welcome = await come_in(visitor, person.code.lower().replace("-", " "))
    assert welcome.status_code == 200, welcome.text
    assert "Musterstadt" in welcome.text
    first = await begin(visitor, person.code)
    assert first.status_code == 200, first.text
    key = await turn(visitor, first, "next", leadership="2")
    assert key.url.path.endswith("/key"), key.text
    review = await visitor.get(f"/answer/{person.round.id}/review")
    assert review.status_code == 200
    done = await follow(visitor, await post(visitor, review.url.path, form_of(review.text, review.url.path)))
    assert done.url.path.endswith("/receipt"), done.text
    shown = await visitor.get(f"/answer/{person.round.id}/evaluation")
    assert shown.status_code == 200, shown.text
    pdf = await visitor.get(f"/answer/{person.round.id}/evaluation.pdf")
    assert pdf.content[:5] == b"%PDF-"
    erase = await visitor.get(f"/answer/{person.round.id}/erase")
    gone = await follow(visitor, await post(visitor, erase.url.path, form_of(erase.text, erase.url.path)))
    assert gone.url.path.endswith("/erased")
    read(gone.text)
