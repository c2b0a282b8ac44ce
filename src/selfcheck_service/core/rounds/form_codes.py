"""Codes of printed forms: by them somebody who types answers in notices that a form belongs to something else.

A form code is eight characters like those of an access code: seven made of what the form was printed from, the last to
check them. Four characters shorter than an access code, it is not taken for one.
"""

import hashlib

from selfcheck_service.core.rounds.access_codes import ALPHABET, checked, read_code

FORM_CODE_LENGTH = 8


def form_code(*parts: str) -> str:
    """Return the code of a form in its canonical form; other parts, or the same in another order, make another one.

    Two forms share a code by chance once in 2³⁵.
    """
    digest = hashlib.sha256("\0".join(parts).encode()).digest()
    return checked([byte % len(ALPHABET) for byte in digest[: FORM_CODE_LENGTH - 1]])


def read_form_code(text: str) -> str | None:
    """Return the canonical form of what somebody typed; None where that is no form code, for a slip of the pen."""
    return read_code(text, FORM_CODE_LENGTH)


def show_form_code(code: str) -> str:
    """Return a canonical form code as people see it: `XXXX-XXXX`."""
    return f"{code[:4]}-{code[4:]}"
