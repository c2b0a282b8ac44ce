"""What axe finds on a page, without asking it the same thing a thousand times.

Most of its time goes into contrast: it asks for each text what lies behind it. Texts that look alike before the same
ground have the same contrast, so that on a large page in the usual form the first and the last of each look stand for
all of it. All other rules look at every element, and the long form at every contrast, too.
"""

import sys
from typing import Any

from axe_playwright_python.base import AXE_SCRIPT
from axe_playwright_python.sync_playwright import AxeResults
from playwright.sync_api import Page

from tests.web.browser import widest

_TAGS = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
# Only what is wrong is told in full. Nothing that we ask for needs the style sheets read once more (preload).
_FRUGAL: dict[str, Any] = {"resultTypes": ["violations"], "preload": False}
_ALL = {**_FRUGAL, "runOnly": _TAGS}
_CONTRAST = "color-contrast"
_BUT_CONTRAST = {**_ALL, "rules": {_CONTRAST: {"enabled": False}}}
_ONLY_CONTRAST = {**_FRUGAL, "runOnly": {"type": "rule", "values": [_CONTRAST]}}
# The first and the last element of each look: letters, size and weight, and all grounds behind them.
_LOOKS = """() => {
  const grounds = new Map([[null, '']])
  const ground = each => {
    if (!grounds.has(each)) {
      const style = getComputedStyle(each)
      const own = [style.backgroundColor, style.backgroundImage, style.opacity, style.position, style.filter].join()
      const plain = own === 'rgba(0, 0, 0, 0),none,1,static,none'
      grounds.set(each, ground(each.parentElement) + (plain ? '' : '/' + own))
    }
    return grounds.get(each)
  }
  const says = each => each.matches('input, select, textarea')
    || [...each.childNodes].some(part => part.nodeType === Node.TEXT_NODE && part.data.trim())
  const found = new Map()
  for (const each of document.body.querySelectorAll('*')) {
    const box = each.getBoundingClientRect()
    if (box.width <= 1 || box.height <= 1 || !says(each) || !each.checkVisibility({visibilityProperty: true})) continue
    const style = getComputedStyle(each)
    const look = [style.color, style.fill, style.fontSize, style.fontWeight, style.textShadow].join()
    const name = [look, each.matches(':disabled'), ground(each)].join('|')
    const alike = found.get(name) || []
    found.set(name, [alike[0] || each, each])
  }
  return [...new Set([...found.values()].flat())]
}"""
# Of this many elements it takes longer to ask about the contrast apart than to ask for each of them.
_FEW = 300
_RUN = f"""async ([all, butContrast, onlyContrast, few]) => {{
  const found = async (...asked) => (await axe.run(...asked)).violations
  if (document.body.querySelectorAll('*').length <= few) return await found(all)
  const include = ({_LOOKS})()
  const other = await found(butContrast)
  return include.length ? [...other, ...await found({{include}}, onlyContrast)] : other
}}"""


def violations(page: Page, *, whole: bool = False) -> list[dict[str, Any]]:
    """Return what axe finds. `whole`: the contrast of every single text is looked at, which may take half a minute."""
    page.evaluate(AXE_SCRIPT)
    few = sys.maxsize if whole else _FEW
    return list(page.evaluate(_RUN, [_ALL, _BUT_CONTRAST, _ONLY_CONTRAST, few]))


def assert_accessible(page: Page, *, whole: bool = False) -> None:
    """Fail where axe finds anything, or where the page is wider than the window."""
    found = violations(page, whole=whole)
    assert found == [], f"{page.url}\n{AxeResults({'violations': found}).generate_report()}"
    assert widest(page) <= 0, f"{page.url} is {widest(page)} pixels wider than the window"
