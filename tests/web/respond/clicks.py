"""Answering by clicks: how somebody gets into each state of the pages for respondents."""

import uuid
from collections.abc import Callable
from dataclasses import dataclass

from playwright.sync_api import Page, Route

from tests.web.browser import World
from tests.web.everything import KEY
from tests.web.respond.before import fill_in_before

NEXT = ".turning button[value=next]"


@dataclass(frozen=True, slots=True)
class Invitation:
    """A round to try things out, a code for it, and the key of whoever runs it."""

    round_id: str
    code: str
    key: str

    @property
    def path(self) -> str:
        return f"/answer/{self.round_id}"


def invite(page: Page, world: World, **wish: str) -> Invitation:
    """Make a round; it is open, for many people."""
    answer = page.request.post(
        f"{world.address}/v1/rounds/guest", data={"questionnaire": KEY, "perspective": "leitung", **wish}
    )
    assert answer.status == 201, answer.text()
    made = answer.json()
    return Invitation(made["round"]["id"], made["invitation"]["codes"][0], made["facilitator_key"])


def close(page: Page, world: World, invitation: Invitation) -> None:
    """Close the round, as its facilitator."""
    answer = page.request.patch(
        f"{world.address}/v1/rounds/{invitation.round_id}",
        data={"state": "closed"},
        headers={"authorization": f"Bearer {invitation.key}"},
    )
    assert answer.status == 200, answer.text()


def come_in(page: Page, world: World, invitation: Invitation) -> None:
    """Follow the picture on a slip: the code stands behind the sign that browsers send to nobody."""
    page.goto(f"{world.address}{invitation.path}#code={invitation.code}")
    page.wait_for_selector("form[action*='/begin']")


def press(page: Page, selector: str) -> None:
    """Press a button, and wait for the page it leads to."""
    with page.expect_navigation(wait_until="load"):
        page.click(selector)


def start(page: Page, world: World, **wish: str) -> Invitation:
    """Come in and begin; the first field is there."""
    invitation = invite(page, world, **wish)
    come_in(page, world, invitation)
    press(page, "form[action*='/begin'] button")
    return invitation


def start_typing(page: Page, world: World) -> Invitation:
    """Do the same without a camera and without a script."""
    invitation = invite(page, world)
    page.goto(f"{world.address}/answer")
    page.fill("#code", invitation.code.lower())
    press(page, "#enter button")
    press(page, "form[action*='/begin'] button")
    return invitation


def wait_until_kept(page: Page) -> None:
    """Wait until the script says that all is kept."""
    page.wait_for_selector("#kept[data-state=kept]")


def wrong_code(page: Page, world: World) -> None:
    page.goto(f"{world.address}/answer")
    page.fill("#code", "0000-0000-0000")
    press(page, "#enter button")


def welcomed(page: Page, world: World) -> None:
    come_in(page, world, invite(page, world))


def begun(page: Page, world: World) -> None:
    start(page, world)


def half_full(page: Page, world: World) -> Invitation:
    invitation = start(page, world)
    page.check("#item-stufe-2")
    page.fill("#item-anteil", "62,5")
    wait_until_kept(page)
    return invitation


def half_full_before(page: Page, world: World) -> Invitation:
    """Have filled in half of a field some time ago; the page of the field is there."""
    invitation = invite(page, world)
    page.goto(world.address + fill_in_before(page, world, invitation.code, stufe="1", anteil="62,5"))
    assert page.is_checked("#item-stufe-2")
    return invitation


def faulty(page: Page, world: World) -> None:
    start(page, world)
    page.check("#item-stufe-2")
    page.fill("#item-anteil", "1.500")
    press(page, NEXT)


def offline(page: Page, world: World) -> Invitation:
    invitation = start(page, world)
    cut(page)
    page.check("#item-stufe-2")
    page.wait_for_selector("#kept[data-state=offline]")
    return invitation


def cut(page: Page) -> None:
    """Take the connection away, for this page alone."""
    page.route("**/answer/**", _drop)


def mend(page: Page) -> None:
    """Give it back."""
    page.unroute("**/answer/**", _drop)


def _drop(route: Route) -> None:
    route.abort("internetdisconnected")


def with_key(page: Page, world: World) -> Invitation:
    invitation = half_full_before(page, world)
    press(page, NEXT)
    assert page.url.partition("?")[0].endswith("/key")
    return invitation


def conflict(page: Page, world: World) -> Invitation:
    invitation = half_full_before(page, world)
    other = page.context.new_page()
    other.goto(page.url)
    other.check("#item-stufe-3")
    press(other, NEXT)
    other.close()
    page.check("#item-stufe")
    press(page, NEXT)
    assert page.locator("input[name^='choice.']").count() == 2
    return invitation


def reviewed(page: Page, world: World) -> Invitation:
    invitation = invite(page, world)
    fill_in_before(page, world, invitation.code, stufe="1", anteil="62,5")
    page.goto(f"{world.address}{invitation.path}/review")
    return invitation


def submitted(page: Page, world: World) -> Invitation:
    invitation = reviewed(page, world)
    press(page, "form.submit button")
    assert page.url.endswith("/receipt")
    return invitation


def standing(page: Page, world: World) -> None:
    invitation = submitted(page, world)
    page.goto(world.address + invitation.path)


def evaluated(page: Page, world: World) -> Invitation:
    invitation = submitted(page, world)
    press(page, "main .button-large")
    return invitation


def lost(page: Page, world: World) -> Invitation:
    """The cookie runs out while somebody fills in."""
    invitation = half_full_before(page, world)
    page.check("#item-stufe-3")
    page.context.clear_cookies()
    press(page, NEXT)
    return invitation


def resumed(page: Page, world: World) -> Invitation:
    """Come back with the key after that; what was filled in waits to be kept."""
    invitation = with_key(page, world)
    key = page.inner_text(".key-text")
    page.goto(f"{world.address}{invitation.path}/fields/erstes")
    page.check("#item-stufe-3")
    page.context.clear_cookies()
    press(page, NEXT)
    page.fill("#code", key)
    press(page, "#enter button")
    return invitation


def begun_here(page: Page, world: World) -> None:
    invitation = half_full_before(page, world)
    page.goto(f"{world.address}/answer")
    page.fill("#code", invitation.code)
    press(page, "#enter button")


def shut(page: Page, world: World) -> None:
    invitation = half_full_before(page, world)
    close(page, world, invitation)
    page.check("#item-stufe-3")
    press(page, NEXT)


def shared(page: Page, world: World) -> Invitation:
    """Submit in an open round under a name, as somebody else has done."""
    invitation = invite(page, world, mode="open")
    fill_in_before(page, world, invitation.code, stufe="1")
    page.goto(f"{world.address}{invitation.path}/review")
    page.fill("#display_name", "Ada, Kämmerei")
    press(page, "form.submit button")
    sent = page.request.put(
        f"{world.address}/v1/rounds/{invitation.round_id}/responses/{uuid.uuid4()}",
        data={"answers": {"stufe": 0, "anteil": 62.5}, "display_name": "Grace, Hauptamt"},
        headers={"selfcheck-access-code": invitation.code, "selfcheck-response-secret": uuid.uuid4().hex},
    )
    assert sent.status == 201, sent.text()
    return invitation


def awaiting_result(page: Page, world: World) -> None:
    """Look for what everybody said before there is a release."""
    page.goto(f"{world.address}{shared(page, world).path}/result")


def submitted_and_released(page: Page, world: World) -> Invitation:
    """Stand before the receipt of such a round when it is released."""
    invitation = shared(page, world)
    close(page, world, invitation)
    sealed = page.request.post(
        f"{world.address}/v1/rounds/{invitation.round_id}/releases",
        headers={"authorization": f"Bearer {invitation.key}"},
    )
    assert sealed.status == 201, sealed.text()
    page.goto(f"{world.address}{invitation.path}/receipt")
    return invitation


def result(page: Page, world: World) -> None:
    """Read what everybody said."""
    submitted_and_released(page, world)
    press(page, "main a[href*='/result']")


def closed(page: Page, world: World) -> None:
    invitation = submitted(page, world)
    close(page, world, invitation)
    page.goto(world.address + invitation.path)


def asked_to_erase(page: Page, world: World) -> Invitation:
    invitation = submitted(page, world)
    page.goto(f"{world.address}{invitation.path}/erase")
    return invitation


def erased(page: Page, world: World) -> None:
    asked_to_erase(page, world)
    press(page, ".confirm .button-danger")


def left(page: Page, world: World) -> None:
    """Forget on this device what it holds of the round."""
    with_key(page, world)
    press(page, "form[action*='/leave'] button")


def in_easy_german(lead: Callable[[Page, World], object]) -> Callable[[Page, World], None]:
    """Return the same way, and at its end the language in which everything is said in short sentences."""

    def simply(page: Page, world: World) -> None:
        lead(page, world)
        page.wait_for_load_state()
        press(page, ".languages li:nth-child(3) > *")

    return simply
