"""From a template and values to a page."""

from functools import cache
from pathlib import Path
from types import SimpleNamespace

from jinja2 import Environment, FileSystemLoader, StrictUndefined, pass_context
from jinja2.filters import do_xmlattr
from jinja2.runtime import Context as TemplateContext
from starlette.responses import HTMLResponse

from selfcheck_service import __version__
from selfcheck_service.core.scoring.phrases import phrases_in
from selfcheck_service.web.assets import Assets
from selfcheck_service.web.said import Said
from selfcheck_service.web.visit import Visit
from selfcheck_service.web.words import SPOKEN, counted, date_in_words, words_in

_HERE = Path(__file__).parent
# Nothing but our own files, no inline style or script, no frames, forms only to ourselves.
_POLICY = (
    "default-src 'none'; style-src 'self'; script-src 'self'; img-src 'self'; form-action 'self'; base-uri 'none'; "
    "frame-ancestors 'none'"
)
_HEADERS = {
    "content-security-policy": _POLICY,
    "cross-origin-opener-policy": "same-origin",
    "cross-origin-resource-policy": "same-origin",
    "permissions-policy": "camera=(), geolocation=(), microphone=()",
    "vary": "accept-language",
}


class Renderer:
    """The templates, ready to be filled."""

    def __init__(self) -> None:
        """Read the static files; templates are read when they are first needed."""
        self.assets = Assets(_HERE / "static")
        self._words = {language: words_in(language) for language in SPOKEN}

    def words(self, visit: Visit) -> SimpleNamespace:
        """Return what the pages say in the visitor's language."""
        return self._words[visit.spoken]

    def page(
        self, template: str, visit: Visit, *, status: int = 200, cache: str = "no-store", **values: object
    ) -> HTMLResponse:
        """Return a page. Pages that hold answers must not be kept by anybody, so that is what happens by default."""
        filled = _templates().get_template(template)
        body = filled.render(
            visit=visit,
            words=self.words(visit),
            asset=lambda name: visit.prefix + self.assets.path(name),
            **values,
        )
        headers = _HEADERS | {"cache-control": cache, "content-language": visit.spoken}
        return HTMLResponse(body, status, headers)


@cache
def _templates() -> Environment:
    """Return the templates; they are the same for every service in a process, and take long to read."""
    templates = Environment(
        loader=FileSystemLoader(_HERE / "templates"),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        auto_reload=False,
    )
    templates.globals.update(counted=counted, software_version=__version__)
    templates.filters.update(lang=_lang, lang_tag=_lang_tag, number=_number, percent=_percent, date=_date)
    return templates


@pass_context
def _lang(context: TemplateContext, said: Said) -> str:
    """Return the attributes that mark a text whose language is not that of the page."""
    return _lang_tag(context, said.language)


@pass_context
def _lang_tag(context: TemplateContext, language: str) -> str:
    """Return the attributes that mark a part in this language where it is not that of the page."""
    foreign = language != context["visit"].spoken
    return do_xmlattr(context.eval_ctx, {"lang": language, "dir": "auto"} if foreign else {})


@pass_context
def _number(context: TemplateContext, value: float) -> str:
    """Return a number as the visitor writes it, with at most two decimals."""
    return phrases_in(context["visit"].spoken).number(value.as_integer_ratio())


@pass_context
def _percent(context: TemplateContext, share: float) -> str:
    return _number(context, round(share * 100))


@pass_context
def _date(context: TemplateContext, iso: str) -> str:
    return date_in_words(iso, context["words"])
