"""The secret of a response and the id that goes with it, as the pages make them: by chance, before anything is sent."""

import base64
import secrets
import uuid

from selfcheck_service.core.rounds.resume_keys import SECRET_BYTES, response_id_of
from selfcheck_service.web.held import Held

_UUID_OF_CHANCE = 4


def new_held(code: str) -> Held:
    """Return a new secret and its id, for somebody with an access code."""
    return held_by(secrets.token_bytes(SECRET_BYTES), code)


def held_by(secret: bytes, code: str | None = None) -> Held:
    """Return what a browser holds of a response with this secret."""
    text = base64.urlsafe_b64encode(secret).rstrip(b"=").decode()
    return Held(uuid.UUID(bytes=response_id_of(secret), version=_UUID_OF_CHANCE), text, code)


def secret_of(held: Held) -> bytes | None:
    """Return the bytes of a secret that the pages have made; None where another client has made it."""
    try:
        secret = base64.b64decode(held.secret + "==", altchars=b"-_", validate=True)
    except ValueError:
        return None
    return secret if len(secret) == SECRET_BYTES and held_by(secret).id == held.id else None
