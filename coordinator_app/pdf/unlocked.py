"""The same pages without the password, for the viewer inside the unlocked vault; never written outside it."""

from __future__ import annotations

import io

import pikepdf


def unlocked(pdf: bytes, password: str) -> bytes:
    """A finished pack without its lock. Raises pikepdf.PasswordError if the password is not its own."""
    with pikepdf.open(io.BytesIO(pdf), password=password) as pack:
        out = io.BytesIO()
        pack.save(out, encryption=False, object_stream_mode=pikepdf.ObjectStreamMode.generate)
    return out.getvalue()
