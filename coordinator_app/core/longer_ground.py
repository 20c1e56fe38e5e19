"""Why the law lets an answer take two more months: it names two grounds, and no others (UK GDPR article 12(3))."""

from __future__ import annotations

from coordinator_app.core.privacy import Choice


class LongerGround(Choice):
    """The value is the choice of the letter that says so."""

    COMPLEX = "is_complex", "The request is complex"
    SEVERAL = "are_several", "They have made several requests"
    BOTH = "complex_and_several", "Both: it is complex, and they have made several"


NOT_SAID = "Say whether it is complex, or that they have made several: the law knows no other reason."
"""Beside the question, and where the letter waits for its answer."""
