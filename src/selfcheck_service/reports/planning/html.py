"""A page as one HTML file: no network, no script, readable on a phone and on paper."""

from collections.abc import Iterator
from html import escape

from selfcheck_service.reports.planning.page import Chart, Page, Section, Table

# Whoever opens the file elsewhere has no header of ours, so the file says itself that it fetches and runs nothing.
POLICY = "default-src 'none'; style-src 'unsafe-inline'"
# A value that is known exactly is still to be seen.
_THINNEST = 0.015
_STYLE = """
:root { color-scheme: light }
body { margin: 0 auto; max-width: 62rem; padding: 1.5rem; background: #fff; color: #1a1a1a;
  font: 1rem/1.5 "Source Sans 3", "Segoe UI", Roboto, "Helvetica Neue", Arial, sans-serif; overflow-wrap: anywhere;
  hyphens: auto }
h1 { font-size: 1.8rem; line-height: 1.2; margin: 0 0 .25rem }
h2 { font-size: 1.3rem; margin: 2.2rem 0 .5rem; border-bottom: 2px solid #1a1a1a; padding-bottom: .2rem }
h3 { font-size: 1.1rem; margin: 1.6rem 0 .4rem }
p, ul, dl { margin: .5rem 0 }
p, li { max-width: 45rem }
p, li, dd, td { white-space: pre-line }
.subtitle { color: #444; margin-top: 0 }
.mark { border-left: .4rem solid #8a5a00; background: #fff6e0; padding: .6rem 1rem }
dl { display: grid; grid-template-columns: minmax(9rem, 14rem) 1fr; gap: .2rem 1rem }
dt { font-weight: 600 }
dd { margin: 0 }
.table { overflow-x: auto }
table { border-collapse: collapse; table-layout: fixed; width: 100%; min-width: 44rem; font-size: .92rem }
caption { text-align: left; color: #444; padding-bottom: .3rem }
.heard { position: absolute; width: 1px; height: 1px; overflow: hidden; clip-path: inset(50%); white-space: nowrap }
th, td { text-align: left; vertical-align: top; border-bottom: 1px solid #8c8c8c; padding: .35rem .6rem .35rem 0 }
thead th { border-bottom: 2px solid #1a1a1a }
tbody th { font-weight: 400 }
figure { margin: 1rem 0 }
figcaption { color: #444; padding-bottom: .3rem }
.drawn { break-inside: avoid; margin: 0 0 .8rem }
.drawn p { max-width: none; margin: 0 }
.span { display: grid; grid-template-columns: 5rem minmax(6rem, 22rem) 1fr; gap: .8rem; align-items: center;
  font-size: .92rem }
.span svg { width: 100%; height: 1rem; fill: #2a5a8a }
.span .scale { fill: #8c8c8c }
footer { margin-top: 2.5rem; border-top: 1px solid #8c8c8c; color: #444; font-size: .85rem }
@media (max-width: 40rem) {
  body { padding: 1rem }
  dl { display: block } dd { margin: 0 0 .5rem }
  .span { grid-template-columns: 4rem 1fr; row-gap: 0 } .span span:last-child { grid-column: 2 }
}
@media print {
  body { max-width: none; padding: 0; font-size: 10pt }
  h2, h3 { break-after: avoid } tr, dl { break-inside: avoid } thead { display: table-header-group }
  .table { overflow: visible } table { min-width: 0 }
}
"""


def page_as_html(page: Page) -> bytes:
    """Return the page as HTML in UTF-8; no text of the page becomes markup."""
    return "".join(_lines(page)).encode()


def _lines(page: Page) -> Iterator[str]:
    yield f'<!doctype html>\n<html lang="{escape(page.language)}">\n<head>\n<meta charset="utf-8">\n'
    yield f'<meta http-equiv="Content-Security-Policy" content="{escape(POLICY)}">\n'
    yield '<meta name="viewport" content="width=device-width, initial-scale=1">\n'
    yield f"<title>{escape(page.title)}</title>\n<style>{_STYLE}</style>\n</head>\n<body>\n<header>\n"
    yield f'<h1>{escape(page.title)}</h1>\n<p class="subtitle">{escape(page.subtitle)}</p>\n'
    if page.mark:
        yield f'<p class="mark">{escape(page.mark)}</p>\n'
    yield "</header>\n<main>\n"
    for section in page.sections:
        yield from _section(section, 2)
    yield f"</main>\n<footer>\n<p>{escape(page.foot)}</p>\n</footer>\n</body>\n</html>\n"


def _section(section: Section, depth: int) -> Iterator[str]:
    yield f"<section>\n<h{depth}>{escape(section.heading)}</h{depth}>\n"
    for paragraph in section.paragraphs:
        yield f"<p>{escape(paragraph)}</p>\n"
    if section.points:
        yield "<ul>\n" + "".join(f"<li>{escape(point)}</li>\n" for point in section.points) + "</ul>\n"
    if section.facts:
        facts = (f"<dt>{escape(name)}</dt><dd>{escape(text)}</dd>\n" for name, text in section.facts)
        yield "<dl>\n" + "".join(facts) + "</dl>\n"
    if section.chart is not None:
        yield from _chart(section.chart)
    if section.table is not None:
        yield from _table(section.table, section.heading)
    for part in section.parts:
        yield from _section(part, depth + 1)
    yield "</section>\n"


def _chart(chart: Chart) -> Iterator[str]:
    # Each value stands in words beside what is drawn, so the drawing itself says nothing to who listens.
    yield f"<figure>\n<figcaption>{escape(chart.caption)}</figcaption>\n"
    for drawing in chart.drawings:
        yield f'<div class="drawn">\n<p>{escape(drawing.title)}</p>\n'
        for span in drawing.spans:
            wide = max(span.last - span.first, _THINNEST)
            x, width = (f"{100 * part:.2f}" for part in (min(span.first, 1 - wide), wide))
            yield f'<p class="span"><span>{escape(span.name)}</span>'
            yield '<svg viewBox="0 0 100 6" preserveAspectRatio="none" aria-hidden="true" focusable="false">'
            yield f'<rect class="scale" x="0" y="2.7" width="100" height=".6"/><rect x="{x}" y=".8" width="{width}" '
            yield f'height="4.4"/></svg><span>{escape(span.text)}</span></p>\n'
        yield "</div>\n"
    yield "</figure>\n"


def _table(table: Table, heading: str) -> Iterator[str]:
    # What can be scrolled must be reached by the keyboard, and must say what it is.
    yield f'<div class="table" role="region" tabindex="0" aria-label="{escape(table.caption)}">\n<table>\n'
    # Where the heading says the same, only who listens needs it again, to know which table this is.
    seen = ' class="heard"' if table.caption == heading else ""
    yield f"<caption{seen}>{escape(table.caption)}</caption>\n"
    # Widths that do not follow from the words: a word without end breaks, and pushes no column out of sight.
    whole = sum(table.widths)
    yield "".join(f'<col style="width:{100 * width / whole:.1f}%">' for width in table.widths) + "\n<thead>\n<tr>"
    yield "".join(f'<th scope="col">{escape(head)}</th>' for head in table.heads) + "</tr>\n</thead>\n<tbody>\n"
    for first, *rest in table.rows:
        cells = "".join(f"<td>{escape(cell)}</td>" for cell in rest)
        yield f'<tr><th scope="row">{escape(first)}</th>{cells}</tr>\n'
    yield "</tbody>\n</table>\n</div>\n"
