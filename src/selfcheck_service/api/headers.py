"""Headers of answers that several routes describe alike."""

# Of what may change: who changes it says which state they have read.
CHANGEABLE = {
    "ETag": {"description": "Send it as `If-Match` to change this and nothing newer.", "schema": {"type": "string"}}
}
