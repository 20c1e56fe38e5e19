"""The parts that hang on the chronology: on each entry's card, above the entries, under the words of the box."""

from __future__ import annotations

from coordinator_app.chronology.page import seen, suspension_on_card
from coordinator_app.chronology.page.place import Above, OnCard, UnderWords
from coordinator_app.chronology.page.suspensions import SuspensionStrip
from coordinator_app.chronology.page.templates_offer import TemplatesOffer
from coordinator_app.chronology.page.to_do import ToDoOnCard

ON_CARDS: tuple[OnCard, ...] = (suspension_on_card.on_card, seen.on_card, ToDoOnCard)
ABOVE: tuple[Above, ...] = (SuspensionStrip,)
UNDER_WORDS: tuple[UnderWords, ...] = (TemplatesOffer,)
