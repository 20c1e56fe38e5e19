"""What the child is asked for when several forms become one file passes through the pipe."""

from __future__ import annotations

import json

from coordinator_app.core.bundle import Bundle, Bundled
from coordinator_app.core.wire import from_plain, to_plain


def test_an_order_and_its_answer_come_back_equal_and_in_their_order() -> None:
    for sent in (Bundle((b"first", b"second")), Bundled(b"both")):
        blobs: list[bytes] = []
        plain = json.loads(json.dumps(to_plain(sent, blobs)))
        assert from_plain(type(sent), plain, blobs) == sent
