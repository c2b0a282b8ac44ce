"""A text as a picture that a camera reads."""

import segno
from markupsafe import Markup


def picture_of(text: str) -> Markup:
    """Return a QR code as SVG to stand in a page: dark on light whatever the scheme, with the quiet zone around it."""
    made = segno.make(text, error="m", micro=False)
    return Markup(made.svg_inline(scale=4, border=4, light="#fff", svgclass="qr", omitsize=True))  # noqa: S704 - nothing of the text but black squares
