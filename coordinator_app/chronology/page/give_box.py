"""Asks to whom chosen entries were given, and how; the ledger of sharing keeps it (003-5.4, 6.3)."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from coordinator_app.chronology import giving
from coordinator_app.chronology.giving import Gift
from coordinator_app.chronology.model import ChronologyEntry
from coordinator_app.services import Services
from coordinator_app.sharing.model import OUTSIDE, DeliveryMethod, Disclosure
from coordinator_app.ui.choices import ChoiceList, TickBox
from coordinator_app.ui.form_box import Done, Failed, FormBox
from coordinator_app.ui.form_row import FormRow
from coordinator_app.ui.inputs import TextInput
from coordinator_app.ui.past_date import PastDate

_SAFE_HELP = (
    "Then it may be given without consent, to anybody who can help. Say in the reason what the danger was."
)


class GiveBox(FormBox):
    """Of the entries of one pupil, as they stand now."""

    asks = ("Who was given this?", "Record it")
    asks_day = True
    for_safety = "It was to keep a child safe"

    def __init__(self, services: Services, entries: Sequence[ChronologyEntry]) -> None:
        number = "1 entry" if len(entries) == 1 else f"{len(entries)} entries"
        title, act = self.asks
        super().__init__(f"{title} ({number})", act)
        self._services, self._entries = services, tuple(entries)
        self.form.add_beside(
            {
                "recipient_kind": FormRow(
                    "Who they are", "", ChoiceList([(one, one.label) for one in OUTSIDE])
                ),
                "recipient": FormRow("Given to", "", TextInput(longest=200)),
            }
        )
        beside = {"method": FormRow("How", "", ChoiceList([(one, one.label) for one in DeliveryMethod]))}
        if self.asks_day:
            when = PastDate(services.clock, width=None)
            when.set_value(services.clock.today())
            beside["given_on"] = FormRow("Given on", "", when)
        self.form.add_beside(beside)
        self.form.add(
            "why", FormRow("Why", "For example, for the meeting on Friday.", TextInput(longest=200))
        )
        self.form.add("for_safety", FormRow(self.for_safety, _SAFE_HELP, TickBox(self.for_safety)))
        self.saves(self._give)

    def gift(self) -> Gift:
        """What is answered; given today where the day is not asked for."""
        answers: dict[str, Any] = {"given_on": self._services.clock.today()} | self.form.values()
        for_safety = bool(answers.pop("for_safety"))
        return Gift(Disclosure(pupil_id=self._entries[0].pupil_id, **answers), for_safety)

    def _give(self, done: Done, failed: Failed) -> object:
        gift, entries = self.gift(), self._entries
        return self._services.jobs.write(
            lambda session: giving.give(session, gift.told, entries, for_safety=gift.for_safety),
            done=done,
            failed=failed,
        )


class PaperBox(GiveBox):
    """For whom a paper is that is about to be made: only what the ledger would refuse is refused, and nothing is kept.

    The ledger has its line once the paper has left. `saved` comes with the `Gift`.
    """

    asks = ("Who is this paper for?", "Make the paper")
    asks_day = False  # it leaves now
    for_safety = "It is to keep a child safe"

    def _give(self, done: Done, failed: Failed) -> None:
        gift, entries = self.gift(), self._entries
        self._services.jobs.read(
            lambda session: giving.demand(session, gift, entries),
            done=lambda _none: done(gift),
            failed=failed,
        )
