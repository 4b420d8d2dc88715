"""Keys of those who may use the service.  Only their hashes are kept.

A key is 256 random bits, so a plain hash of it cannot be turned around, and needs no salt and no slow function.
"""

from __future__ import annotations

import hashlib
import hmac
import secrets
from collections.abc import Sequence

MARK = "dontsign_"  # so that a key is known for one wherever it is found


def make_key() -> str:
    """A new key."""
    return MARK + secrets.token_urlsafe(32)


def digest(key: str) -> str:
    """What is kept of a key: 64 hexadecimal digits."""
    return hashlib.sha256(key.encode()).hexdigest()


def known(authorization: str, hashes: Sequence[str]) -> str | None:
    """The hash of the key in a header `Bearer KEY`, if it is one of `hashes`.  Takes as long whichever it is."""
    scheme, _, key = authorization.partition(" ")
    given = digest(key.strip())
    found = [hmac.compare_digest(given, each) for each in hashes]
    return given if any(found) and scheme.lower() == "bearer" else None
