"""From a template and values to a page."""

from collections.abc import Mapping
from datetime import datetime
from functools import cache
from pathlib import Path
from types import SimpleNamespace

from jinja2 import ChoiceLoader, Environment, FileSystemLoader, PrefixLoader, StrictUndefined, pass_context
from jinja2.filters import do_xmlattr
from jinja2.runtime import Context as TemplateContext
from markupsafe import Markup
from starlette.responses import HTMLResponse

from selfcheck_service import __version__
from selfcheck_service.core.definition.language_names import own_name
from selfcheck_service.core.rounds.spoken import spoken_day, spoken_moment
from selfcheck_service.core.scoring.phrases import phrases_in
from selfcheck_service.use_cases.days import HERE, day_here
from selfcheck_service.web.assets import Assets
from selfcheck_service.web.carrying import LOOKS, looked_at
from selfcheck_service.web.doors import doors_for
from selfcheck_service.web.genuine import TOKEN, make_token
from selfcheck_service.web.labels import labelled
from selfcheck_service.web.said import Said
from selfcheck_service.web.visit import Visit
from selfcheck_service.web.words import SPOKEN_TO_RESPONDENTS, counted, date_in_words, voice_of, words_in

_HERE = Path(__file__).parent
# Each area has a folder of templates of its own: its "home.html" is called "manage/home.html".
AREAS = (
    "author",
    "manage",
    "manage_results",
    "operate",
    "respond",
    "results",
    "session",
    "vote",
)
# From this status on a page says that something has not been done.
_REFUSED = 400
# Nothing but our own files, no inline style or script, no frames, forms only to ourselves.
_POLICY = (
    "default-src 'none'; style-src 'self'; script-src 'self'; img-src 'self'; connect-src 'self'; "
    "form-action 'self'; base-uri 'none'; frame-ancestors 'none'"
)
_HEADERS = {
    "content-security-policy": _POLICY,
    "cross-origin-opener-policy": "same-origin",
    "cross-origin-resource-policy": "same-origin",
    "permissions-policy": "camera=(), geolocation=(), microphone=()",
    # Without it browsers would not say of our own forms either where they stood.
    "referrer-policy": "same-origin",
    "vary": "accept-language",
}


class Renderer:
    """The templates, ready to be filled."""

    def __init__(self) -> None:
        """Read the static files; templates are read when they are first needed."""
        self.assets = _assets()
        self._words = _words()

    def words(self, visit: Visit) -> SimpleNamespace:
        """Return what the pages say in the visitor's language."""
        return self._words[visit.spoken]

    def page(
        self, template: str, visit: Visit, *, status: int = 200, cache: str = "no-store", **values: object
    ) -> HTMLResponse:
        """Return a page. Pages that hold answers must not be kept by anybody, so that is what happens by default.

        In templates `{{ csrf() }}` is the hidden field that every form which is posted holds.
        """
        filled = _templates().get_template(template)
        body = filled.render(
            visit=visit,
            words=self.words(visit),
            asset=lambda name: visit.prefix + self.assets.path(name),
            csrf=lambda: _csrf(visit),
            doors=doors_for(visit.principal),
            refused=status >= _REFUSED,
            **values,
        )
        headers = _HEADERS | {"cache-control": cache, "content-language": voice_of(visit.spoken)}
        return HTMLResponse(body, status, headers)


def _csrf(visit: Visit) -> Markup:
    """Return the hidden field that shows that a form is one of ours; nothing where there is nothing to fit."""
    token = visit.token or (make_token(visit.proof) if visit.proof is not None else "")
    return Markup('<input type="hidden" name="{}" value="{}">').format(TOKEN, token) if token else Markup("")


@cache
def _assets() -> Assets:
    """Return the static files; they are the same for every service in a process, and are compressed once."""
    return Assets(_HERE / "static")


@cache
def _words() -> Mapping[str, SimpleNamespace]:
    """Return what the pages say, by language."""
    return {language: words_in(language) for language in SPOKEN_TO_RESPONDENTS}


@cache
def _templates() -> Environment:
    """Return the templates; they are the same for every service in a process, and take long to read."""
    templates = Environment(
        loader=ChoiceLoader(
            [
                FileSystemLoader(_HERE / "templates"),
                PrefixLoader({area: FileSystemLoader(_HERE / area / "templates") for area in AREAS}),
            ]
        ),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        auto_reload=False,
    )
    templates.globals.update(counted=counted, labelled=labelled, looked_at=looked_at, own_name=own_name, looks=LOOKS)
    templates.globals.update(software_version=__version__, voice_of=voice_of)
    templates.filters.update(lang=_lang, lang_tag=_lang_tag, number=_number, percent=_percent, date=_date)
    templates.filters.update(day=_day, moment=_moment)
    return templates


@pass_context
def _lang(context: TemplateContext, said: Said) -> str:
    """Return the attributes that mark a text whose language is not that of the page."""
    return _lang_tag(context, said.language)


@pass_context
def _lang_tag(context: TemplateContext, language: str) -> str:
    """Return the attributes that mark a part in this language where it is not that of the page."""
    voice = voice_of(language)
    foreign = voice != voice_of(context["visit"].spoken)
    return do_xmlattr(context.eval_ctx, {"lang": voice, "dir": "auto"} if foreign else {})


@pass_context
def _number(context: TemplateContext, value: float) -> str:
    """Return a number as the visitor writes it, with at most two decimals."""
    return phrases_in(voice_of(context["visit"].spoken)).number(value.as_integer_ratio())


@pass_context
def _percent(context: TemplateContext, share: float) -> str:
    return _number(context, round(share * 100))


@pass_context
def _day(context: TemplateContext, moment: datetime) -> str:
    """Return the day that a moment belongs to in Germany."""
    return spoken_day(day_here(moment), voice_of(context["visit"].spoken))


@pass_context
def _moment(context: TemplateContext, moment: datetime) -> str:
    """Return a moment as people in Germany say it, to the minute."""
    return spoken_moment(moment.astimezone(HERE), voice_of(context["visit"].spoken))


@pass_context
def _date(context: TemplateContext, iso: str) -> str:
    return date_in_words(iso, context["words"])
