"""Every page in every state: how somebody gets there. One line for each, added by whoever adds a page.

`tests/web/test_states.py` has axe look at each of them, and `script/pictures FOLDER` takes their pictures. A state is
there to be seen: empty, filled, refused, done, ended.
"""

from collections.abc import Callable
from dataclasses import dataclass

from playwright.sync_api import Page

from tests.web.author import clicks as writing
from tests.web.browser import WELTOFFEN, World, enter, evaluate, fill_in, show_all, unfold
from tests.web.everything import PATH
from tests.web.manage import clicks as managing
from tests.web.manage_results import clicks as after
from tests.web.operate import clicks as operating
from tests.web.respond import clicks
from tests.web.vote import clicks as voting

Lead = Callable[[Page, World], object]


@dataclass(frozen=True, slots=True)
class State:
    """A page as somebody sees it. `lead` goes there in an empty window; `languages` are those it is looked at in."""

    name: str
    lead: Lead
    languages: tuple[str, ...] = ("de", "en")


def at(address: str) -> Lead:
    """Return the way to a page that anybody may open."""

    def lead(page: Page, world: World) -> None:
        page.goto(world.address + address)

    return lead


def behind_the_sign_in(address: str) -> Lead:
    """Return the way to a page for those who have signed in."""

    def lead(page: Page, world: World) -> None:
        enter(page, world)
        page.goto(world.address + address)

    return lead


def _filled(page: Page, world: World) -> None:
    page.goto(world.address + WELTOFFEN)
    fill_in(page)


def _guest_round(page: Page, world: World) -> None:
    page.goto(f"{world.address}/guest")
    with page.expect_navigation(wait_until="load"):
        page.click("form.form button")


def _in_the_middle(page: Page, world: World) -> None:
    page.goto(f"{world.address}{WELTOFFEN}#title-leitbild")
    page.click("[data-turn='1']:visible")


def _evaluated(page: Page, world: World) -> None:
    _filled(page, world)
    evaluate(page)


def _unfolded(page: Page, world: World) -> None:
    _evaluated(page, world)
    unfold(page)


def _faulty(page: Page, world: World) -> None:
    page.goto(world.address + PATH)
    show_all(page)
    page.check("#item-stufe-2")
    page.fill("#item-anteil", "1.500")
    evaluate(page)


def _everything_unfolded(page: Page, world: World) -> None:
    _faulty(page, world)
    page.fill("#item-anteil", "62,5")
    evaluate(page)
    unfold(page)


def _nothing_answered(page: Page, world: World) -> None:
    page.goto(world.address + PATH)
    evaluate(page)


def _wrong_key(page: Page, world: World) -> None:
    page.goto(f"{world.address}/sign-in")
    page.fill("#key", "sck_live_wrong")
    with page.expect_navigation(wait_until="load"):
        page.click("form.form button")


def _unproved(page: Page, world: World) -> None:
    """Leave a page open for so long that what it sends is asked about again."""
    enter(page, world)
    page.goto(f"{world.address}/manage")
    page.evaluate("document.querySelectorAll('input[name=csrf]').forEach(each => { each.value = 'x' })")
    with page.expect_navigation(wait_until="load"):
        page.click(".site-navigation-last button")


STATES: tuple[State, ...] = (
    State("start", at("/")),
    State("questionnaire", at(PATH)),
    State("questionnaire-long", at(WELTOFFEN)),
    State("questionnaire-step", _in_the_middle),
    State("questionnaire-filled", _filled),
    State("questionnaire-faulty", _faulty),
    State("evaluation", _evaluated),
    State("evaluation-unfolded", _unfolded),
    State("evaluation-of-everything", _everything_unfolded),
    State("evaluation-of-nothing", _nothing_answered),
    State("procedures", at("/questionnaires/weltoffene-kommune/1.0.0/procedures")),
    State("guest", at("/guest")),
    State("guest-made", _guest_round),
    State("nothing-there", at("/nothing")),
    State("accessibility", at("/accessibility")),
    State("privacy", at("/privacy")),
    State("sign-in", at("/sign-in")),
    State("sign-in-wrong", _wrong_key),
    State("sent-again", _unproved),
    State("answer-enter", at("/answer")),
    State("answer-enter-wrong", clicks.wrong_code),
    State("answer-welcome", clicks.welcomed),
    State("answer-welcome-simple", clicks.in_easy_german(clicks.welcomed), languages=("de",)),
    State("answer-field", clicks.begun),
    State("answer-field-half", clicks.half_full),
    State("answer-field-faulty", clicks.faulty),
    State("answer-field-simple", clicks.in_easy_german(clicks.half_full), languages=("de",)),
    State("answer-field-offline", clicks.offline),
    State("answer-key", clicks.with_key),
    State("answer-conflict", clicks.conflict),
    State("answer-review", clicks.reviewed),
    State("answer-receipt", clicks.submitted),
    State("answer-receipt-simple", clicks.in_easy_german(clicks.submitted), languages=("de",)),
    State("answer-standing", clicks.standing),
    State("answer-evaluation", clicks.evaluated),
    State("answer-receipt-released", clicks.submitted_and_released),
    State("answer-result-none", clicks.awaiting_result),
    State("answer-result", clicks.result),
    State("answer-result-simple", clicks.in_easy_german(clicks.result), languages=("de",)),
    State("answer-lost", clicks.lost),
    State("answer-resumed", clicks.resumed),
    State("answer-begun-here", clicks.begun_here),
    State("answer-shut", clicks.shut),
    State("answer-closed", clicks.closed),
    State("answer-erase", clicks.asked_to_erase),
    State("answer-left", clicks.left),
    State("answer-erased", clicks.erased),
    State("home", managing.listed("/manage")),
    State("home-empty", operating.restricted("facilitator", "/manage")),
    State("home-without-rights", operating.restricted("service", "/manage")),
    State("refused", operating.restricted("service", "/manage/rounds")),
    State("municipalities", managing.listed("/manage/municipalities", managing.a_municipality)),
    State("municipality", managing.municipality),
    State("municipality-faulty", managing.municipality_faulty),
    State("municipalities-empty", operating.restricted("facilitator", "/manage/municipalities")),
    State("municipality-change", managing.municipality_changing),
    State("programmes", managing.listed("/manage/programmes", managing.programme)),
    State("programmes-empty", operating.restricted("facilitator", "/manage/programmes")),
    State("programme", managing.programme),
    State("programme-change", managing.programme_changing),
    State("programme-form-faulty", managing.programme_faulty),
    State("programme-form", managing.programme_form),
    State("rounds", managing.listed("/manage/rounds")),
    State("rounds-empty", operating.restricted("facilitator", "/manage/rounds")),
    State("rounds-none-found", behind_the_sign_in("/manage/rounds?search=nirgends")),
    State("round-ground", behind_the_sign_in("/manage/rounds/new")),
    State("round-form", managing.round_chosen),
    State("round-form-faulty", managing.round_faulty),
    State("round", managing.on("")),
    State("round-closed", managing.on("", managing.answered_by(1))),
    State("round-change", managing.on("/change")),
    State("round-change-settled", managing.on("/change", managing.answered_by(1))),
    State("round-changed-meanwhile", managing.changed_meanwhile),
    State("round-close", managing.on("/close")),
    State("round-delete", managing.title_differs),
    State("round-paper", managing.on("/papers/privacy-notice")),
    State("paper-form", managing.on("/paper")),
    State("paper-form-faulty", managing.form_faulty),
    State("invitations", managing.on("/invitations")),
    State("invitations-faulty", managing.count_missing),
    State("invitations-codes", managing.codes_issued),
    State("invitations-taken-back", managing.taking_back),
    State("invitations-letters", managing.on("/invitations/letters")),
    State("release-too-few", managing.on("/release", managing.answered_by(1))),
    State("release-preview", managing.on("/release", managing.answered_by(6))),
    State("results", after.on("/releases/1")),
    State("results-unfolded", after.unfolded(after.on("/releases/1"))),
    State("results-of-few", after.on("/releases/1", people=6)),
    State("results-open", after.on("/releases/1", "open", 6)),
    State("results-joint", after.on("/releases/1", "institutional", 1)),
    State("results-over-time-empty", after.on("/releases/1/over-time")),
    State("results-over-time", after.over_time),
    State("workshop", after.unfolded(after.on("/workshop"))),
    State("workshop-focus", after.on("/workshop/focus")),
    State("workshop-focus-faulty", after.focus_faulty),
    State("workshop-consensus", after.on("/workshop/consensus")),
    State("workshop-consensus-one", after.on("/workshop/consensus/field/steuerung")),
    State("workshop-consensus-noted", after.consensus_noted),
    State("workshop-consensus-faulty", after.consensus_faulty),
    State("workshop-consensus-withdraw", after.withdrawing),
    State("workshop-matrix", after.on("/workshop/matrix")),
    State("workshop-matrix-moved", after.moved),
    State("measures", after.on("/measures", people=6)),
    State("measures-plan", after.plan),
    State("measure-new", after.new_measure),
    State("measure-faulty", after.measure_faulty),
    State("measure-added", after.measure_added),
    State("measure-review", after.reviewed),
    State("measure-reviewed", after.review_noted),
    State("measure-review-withdraw", after.review_withdrawing),
    State("recheck", after.on("/recheck")),
    State("recheck-refused", after.recheck_refused),
    State("recheck-found", after.rechecked),
    State("vote-enter", at("/vote")),
    State("vote-enter-wrong", voting.enter_wrong),
    State("vote", voting.asked),
    State("vote-simple", voting.asked_simply, languages=("de",)),
    State("vote-many", voting.asked_for_many),
    State("vote-faulty", voting.faulty),
    State("vote-offline", voting.offline),
    State("vote-kept", voting.kept),
    State("vote-result", voting.counted),
    State("ballots", voting.at()),
    State("ballot-new", voting.at("/new")),
    State("ballot-new-suggestions", voting.at("/new?kind=suggestions")),
    State("ballot-new-faulty", voting.faulty_new),
    State("ballot", voting.at("/{id}")),
    State("ballot-slips", voting.at("/{id}", code_kind="slips")),
    State("ballot-wall", voting.on_the_wall),
    State("ballot-close", voting.at("/{id}/close")),
    State("ballot-discard", voting.at("/{id}/discard")),
    State("ballot-result", voting.at("/{id}", closed=True)),
    State("ballot-wall-result", voting.at("/{id}/live", closed=True)),
    State("ballot-focus", voting.at("/{id}/focus", closed=True, kind="fields", options=[])),
    State("operate", behind_the_sign_in("/operate")),
    State("operate-restricted", operating.restricted("operator", "/operate")),
    State("operate-keys", behind_the_sign_in("/operate/keys")),
    State("operate-keys-revoked", operating.revoked),
    State("operate-keys-refused", operating.restricted("operator", "/operate/keys")),
    State("operate-key-new", behind_the_sign_in("/operate/keys/new")),
    State("operate-key-faulty", operating.key_faulty),
    State("operate-key-searched", operating.key_searched),
    State("operate-key-copied", operating.key_copied),
    State("operate-key-made", operating.key_made),
    State("operate-key-twice", operating.key_twice),
    State("operate-key-revoke", operating.key_on("revoke")),
    State("operate-key-rotate", operating.key_on("rotate")),
    State("operate-key-rotate-faulty", operating.replaced_faultily),
    State("operate-key-rotate-ended", operating.revoked_and_replaced),
    State("operate-key-rotated", operating.replaced),
    State("operate-trail", behind_the_sign_in("/operate/trail")),
    State("operate-trail-filtered", operating.trail_of_one),
    State("operate-trail-faulty", operating.trail_of_several),
    State("operate-trail-empty", behind_the_sign_in("/operate/trail?event=erasures_applied")),
    State("operate-keeping", behind_the_sign_in("/operate/keeping")),
    State("operate-keeping-empty", operating.restricted("operator", "/operate/keeping")),
    State("operate-housekeeping-due", operating.house_due),
    State("operate-housekeeping-done", operating.house_kept),
    State("operate-housekeeping-nothing", operating.nothing_due),
    State("author", behind_the_sign_in("/author")),
    State("author-versions", behind_the_sign_in("/author/questionnaires/weltoffene-kommune")),
    State("author-version", behind_the_sign_in("/author/questionnaires/alles/1.2.3")),
    State("author-version-published", writing.published),
    State("author-version-retired", writing.retired),
    State("author-version-missing", behind_the_sign_in("/author/questionnaires/alles/9.9.9")),
    State("author-retire", behind_the_sign_in("/author/questionnaires/alles/1.2.3/retire")),
    State("author-draft", behind_the_sign_in("/author/draft")),
    State("author-draft-missing", writing.nothing_sent),
    State("author-draft-faulty", writing.faulty),
    State("author-draft-good", writing.without_faults),
    State("author-draft-compared", writing.compared),
    State("author-draft-preview", writing.in_preview),
    State("author-draft-dry-run", writing.in_a_dry_run),
    State("author-draft-refused", writing.refused),
)

# By the paths of pages, a state in which each can be seen. Who adds a page adds it here, too.
PAGES: dict[str, str] = {
    "/": "start",
    "/accessibility": "accessibility",
    "/answer": "answer-enter",
    "/answer/erased": "answer-erased",
    "/answer/left": "answer-left",
    "/answer/{round_id:uuid}": "answer-welcome",
    "/answer/{round_id:uuid}/erase": "answer-erase",
    "/answer/{round_id:uuid}/evaluation": "answer-evaluation",
    "/answer/{round_id:uuid}/fields/{key}": "answer-field",
    "/answer/{round_id:uuid}/key": "answer-key",
    "/answer/{round_id:uuid}/receipt": "answer-receipt",
    "/answer/{round_id:uuid}/result": "answer-result",
    "/answer/{round_id:uuid}/review": "answer-review",
    "/author": "author",
    "/author/draft": "author-draft",
    "/author/questionnaires/{key}": "author-versions",
    "/author/questionnaires/{key}/{version}": "author-version",
    "/author/questionnaires/{key}/{version}/retire": "author-retire",
    "/guest": "guest",
    "/manage": "home",
    "/manage/municipalities": "municipalities",
    "/manage/municipalities/new": "municipality-faulty",
    "/manage/municipalities/{municipality_id:uuid}": "municipality",
    "/manage/municipalities/{municipality_id:uuid}/change": "municipality-change",
    "/manage/programmes": "programmes",
    "/manage/programmes/new": "programme-form",
    "/manage/programmes/{programme_id:uuid}": "programme",
    "/manage/programmes/{programme_id:uuid}/change": "programme-change",
    "/manage/rounds": "rounds",
    "/manage/rounds/new": "round-ground",
    "/manage/rounds/{round_id:uuid}": "round",
    "/manage/rounds/{round_id:uuid}/ballots": "ballots",
    "/manage/rounds/{round_id:uuid}/ballots/new": "ballot-new",
    "/manage/rounds/{round_id:uuid}/ballots/{ballot_id:uuid}": "ballot",
    "/manage/rounds/{round_id:uuid}/ballots/{ballot_id:uuid}/close": "ballot-close",
    "/manage/rounds/{round_id:uuid}/ballots/{ballot_id:uuid}/discard": "ballot-discard",
    "/manage/rounds/{round_id:uuid}/ballots/{ballot_id:uuid}/focus": "ballot-focus",
    "/manage/rounds/{round_id:uuid}/ballots/{ballot_id:uuid}/live": "ballot-wall-result",
    "/manage/rounds/{round_id:uuid}/change": "round-change",
    "/manage/rounds/{round_id:uuid}/close": "round-close",
    "/manage/rounds/{round_id:uuid}/delete": "round-delete",
    "/manage/rounds/{round_id:uuid}/invitations": "invitations",
    "/manage/rounds/{round_id:uuid}/invitations/letters": "invitations-letters",
    "/manage/rounds/{round_id:uuid}/invitations/{invitation_id:uuid}/revocation": "invitations-taken-back",
    "/manage/rounds/{round_id:uuid}/paper": "paper-form",
    "/manage/rounds/{round_id:uuid}/papers/{paper}": "round-paper",
    "/manage/rounds/{round_id:uuid}/release": "release-preview",
    "/manage/rounds/{round_id}/measures": "measures",
    "/manage/rounds/{round_id}/measures/new": "measure-new",
    "/manage/rounds/{round_id}/measures/{measure_id}": "measure-added",
    "/manage/rounds/{round_id}/measures/{measure_id}/review": "measure-review",
    "/manage/rounds/{round_id}/measures/{measure_id}/reviews/{number}/withdraw": "measure-review-withdraw",
    "/manage/rounds/{round_id}/recheck": "recheck",
    "/manage/rounds/{round_id}/releases/{number}": "results",
    "/manage/rounds/{round_id}/releases/{number}/over-time": "results-over-time",
    "/manage/rounds/{round_id}/workshop": "workshop",
    "/manage/rounds/{round_id}/workshop/consensus": "workshop-consensus",
    "/manage/rounds/{round_id}/workshop/consensus/{kind}/{key}": "workshop-consensus-one",
    "/manage/rounds/{round_id}/workshop/consensus/{kind}/{key}/withdraw": "workshop-consensus-withdraw",
    "/manage/rounds/{round_id}/workshop/focus": "workshop-focus",
    "/manage/rounds/{round_id}/workshop/matrix": "workshop-matrix",
    "/operate": "operate",
    "/operate/housekeeping": "operate-housekeeping-due",
    "/operate/keeping": "operate-keeping",
    "/operate/keys": "operate-keys",
    "/operate/keys/new": "operate-key-new",
    "/operate/keys/{id}/revoke": "operate-key-revoke",
    "/operate/keys/{id}/rotate": "operate-key-rotate",
    "/operate/trail": "operate-trail",
    "/privacy": "privacy",
    "/questionnaires/{key}/{version}": "questionnaire",
    "/questionnaires/{key}/{version}/evaluation": "evaluation-of-nothing",
    "/questionnaires/{key}/{version}/procedures": "procedures",
    "/sign-in": "sign-in",
    "/vote": "vote-enter",
    "/vote/{ballot_id:uuid}": "vote",
}
# What is no page: files to take along, and addresses that lead on to a page.
NO_PAGES = frozenset(
    {
        "/answer/{round_id:uuid}/answers.json",
        "/answer/{round_id:uuid}/evaluation.json",
        "/answer/{round_id:uuid}/evaluation.pdf",
        "/answer/{round_id:uuid}/result.json",
        "/author/draft/preview",
        "/author/draft/publish",
        "/manage/rounds/{round_id:uuid}/ballots/{ballot_id:uuid}/paper.pdf",
        "/manage/rounds/{round_id:uuid}/form.pdf",
        "/manage/rounds/{round_id}/measures/papers/{name}.{form}",
        "/manage/rounds/{round_id}/recheck.{form}",
        "/manage/rounds/{round_id}/releases",
        "/manage/rounds/{round_id}/releases/{number}/file.{form}",
        "/manage/rounds/{round_id}/workshop/papers/{name}",
        "/questionnaires/{key}/{version}/evaluation.json",
        "/static/{name}",
    }
)
