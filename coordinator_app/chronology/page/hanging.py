"""The parts that hang on the chronology: on each entry's card, above the entries, under the words of the box."""

from __future__ import annotations

from coordinator_app.chronology.page.place import Above, OnCard, UnderWords

ON_CARDS: tuple[OnCard, ...] = ()
ABOVE: tuple[Above, ...] = ()
UNDER_WORDS: tuple[UnderWords, ...] = ()
