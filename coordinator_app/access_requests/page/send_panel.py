"""The right column of the Pack stage: what is in the pack, the locked copy, the way to send it, Record as sent."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QWidget

from coordinator_app.access_requests.actions.sending import Delivery
from coordinator_app.access_requests.mishaps import wrong_words
from coordinator_app.access_requests.page.form_dialog import day_input
from coordinator_app.access_requests.page.pack_reading import PackShown
from coordinator_app.core.gates import Reason
from coordinator_app.services import Services
from coordinator_app.sharing.model import DeliveryMethod
from coordinator_app.ui import layout
from coordinator_app.ui.buttons import button
from coordinator_app.ui.cards import Card, CardList
from coordinator_app.ui.choices import ChoiceBoxes
from coordinator_app.ui.dialogs import Confirm
from coordinator_app.ui.form_row import FormRow
from coordinator_app.ui.inputs import TextInput
from coordinator_app.ui.labels import IconLabel, heading, label

_WAYS = (
    (DeliveryMethod.SECURE_EMAIL, "Secure email"),
    (DeliveryMethod.IN_PERSON, DeliveryMethod.IN_PERSON.label),
    (DeliveryMethod.IN_PERSON_LOCKED, DeliveryMethod.IN_PERSON_LOCKED.label),
    (DeliveryMethod.RECORDED_DELIVERY, "Recorded delivery"),
)
_BY_HAND = (DeliveryMethod.IN_PERSON, DeliveryMethod.IN_PERSON_LOCKED)
_MOST_SAID = 3
_ANEW = "Opens when the pack that is being built is there, or when you stop building it."
_LATER = "Once sent, a pack cannot be taken back."


class SendPanel(QWidget):
    """`saving` for the locked copy, `printing` for the print edition, `sending` for Record as sent."""

    saving = Signal()
    printing = Signal()
    sending = Signal()

    def __init__(self, services: Services) -> None:
        super().__init__()
        self._contents = CardList()
        self.way = ChoiceBoxes(_WAYS, plain=True)
        self.way.setAccessibleName("Way to send it")
        self.day = FormRow("Sent on", "", day_input(services))
        self.day.input.set_value(services.clock.today())
        self.to = FormRow("Where it goes", "", TextInput(longest=300), optional=True)
        self.reference = FormRow("Reference of the delivery", "", TextInput(longest=100), optional=True)
        self.told = FormRow(
            "How the password is told",
            "Another way than the pack goes.",
            TextInput(longest=100),
            optional=True,
        )
        self.told.input.set_value("By telephone")
        self._for, self._address = "", ""
        self._missing = label("Choose the way to send it.", "small-medium", "over-fg", wrap=True)
        self._missing.hide()
        self.save = button("Save the locked pack", "secondary", "download")
        self.paper = button("Save the print edition", icon="printer")
        self.record = button("Record as sent", "primary", "send")
        self._why = label("", "small", "text-2", wrap=True)
        self._lock = IconLabel("lock", "text-3", 16)
        self._built = label("", "small", "text-2", wrap=True)
        self.save.clicked.connect(self.saving)
        self.paper.clicked.connect(self.printing)
        self.record.clicked.connect(self.sending)
        self.card = Card(space=12)
        self.title = heading("Send it")
        self._fill_card()
        lines = layout.column(self, space=8)
        # what is to be done comes first: on a small screen what is in the pack lies below the fold, and not the way to send it
        layout.add_all(lines, self.title, self.card)
        lines.addSpacing(12)
        layout.add_all(lines, heading("The pack"), self._contents, self._built, None)
        self.way.edited.connect(self._missing.hide)
        self.way.edited.connect(lambda: self.told.setHidden(self.method() is DeliveryMethod.IN_PERSON))
        self.way.edited.connect(self._offer_address)

    def show_pack(self, shown: PackShown, *, building: bool = False) -> None:
        """Show what is in it, and what keeps it from going: while another is being built, that alone."""
        self._contents.clear()
        for icon, title, words in _contents(shown):
            self._contents.add(_line(icon, title, words))
        pack = shown.pack
        if self._for != shown.request.id:  # what was typed about this one stays
            self._for = shown.request.id
            self._address = _one_line(shown.request.requester_address)
            self.to.input.set_value(self._address)
            self._offer_address()
            self.reference.input.set_value("")
        unsent = pack is not None and pack.sent_on is None
        self.title.setVisible(unsent)
        self.card.setVisible(unsent)
        for one in (self.save, self.paper):
            one.setEnabled(shown.saving is not None and shown.saving.is_open and not building)
        ready = shown.sending is not None and shown.sending.is_open and not building
        self.record.setEnabled(ready)
        self._lock.setVisible(not ready)
        opens = _ANEW if building else _opens(shown)
        self._why.setText(_LATER if ready else f"{opens} {_LATER}")
        self._built.setText(f"{shown.built}. A copy stays in the vault." if shown.built else "")

    def _offer_address(self) -> None:
        """The address of the reply is where paper goes: of an email it would be kept as where it went."""
        given = str(self.to.value() or "")
        if self.method() is DeliveryMethod.SECURE_EMAIL and given == self._address:
            self.to.input.set_value("")
        elif self.method() is not DeliveryMethod.SECURE_EMAIL and not given:
            self.to.input.set_value(self._address)

    def method(self) -> DeliveryMethod | None:
        """The way chosen."""
        way = self.way.value()
        return way if isinstance(way, DeliveryMethod) else None

    def sent_on(self) -> date | None:
        """The day typed, or None."""
        day = self.day.value()
        return day if isinstance(day, date) else None

    def delivery(self, method: DeliveryMethod, on: date) -> Delivery:
        """All that is typed about the way it goes."""
        to, reference, told = (str(row.value() or "") for row in (self.to, self.reference, self.told))
        # paper has no password: what stands in the field, which is not shown then, was told to nobody
        return Delivery(method, on, to, reference, "" if method is DeliveryMethod.IN_PERSON else told)

    def refused(self, problems: dict[str, str]) -> bool:
        """Show problems at their fields; True if all of them have one here."""
        rows = {"sent_on": self.day, "password_told": self.told}
        for name, words in problems.items():
            if name in rows:
                rows[name].set_error(words)
        return set(problems) <= set(rows)

    def check(self) -> bool:
        """Say what is missing at its field; True if nothing is."""
        self._missing.setVisible(self.method() is None)
        if self.sent_on() is None:
            self.day.set_error("Type the date it was sent.")
        return self.method() is not None and self.sent_on() is not None

    def _fill_card(self) -> None:
        why = layout.row(space=6)
        why.addWidget(self._lock, 0, Qt.AlignmentFlag.AlignTop)
        why.addWidget(self._why, 1)
        layout.add_all(self.card.body, self.save, self.paper, self.way, self._missing, self.day)
        layout.add_all(self.card.body, self.to, self.reference, self.told, self.record, why)


def _one_line(address: str) -> str:
    return ", ".join(line.strip() for line in address.splitlines() if line.strip())


def _contents(shown: PackShown) -> Iterable[tuple[str, str, str]]:
    counts = shown.counts
    held = counts.withhold + counts.redact
    items = "1 item" if counts.total == 1 else f"{counts.total} items"
    yield (
        "mail",
        "Covering letter",
        "Says what is held back and why" if held else "Says that everything is shared",
    )
    yield "list-checks", "List of everything we hold", items
    extent = shown.pack.extent if shown.pack else ""
    whole = f"All together {extent}" if extent else ""
    parts = f"{counts.share} in full, {counts.redact} with parts covered"
    yield "file-text", "The information", ". ".join(part for part in (parts, whole) if part)
    yield "lock", "Locked with a password", "Give it by phone, never in the same email"


def _opens(shown: PackShown) -> str:
    if shown.sending is None or not shown.sending.reasons:
        return "Opens when the pack is built."
    return what_opens(shown.sending.reasons)


def what_opens(reasons: Iterable[Reason]) -> str:
    """What stands below a button that is shut: each thing to settle once, as two suspicions of one check are."""
    by_why = {reason.why: reason for reason in reasons}
    if len(by_why) == 1:
        return next(iter(by_why.values())).sentence()
    named = " ".join([*by_why][:_MOST_SAID])
    more = f" And {len(by_why) - _MOST_SAID} more." if len(by_why) > _MOST_SAID else ""
    return f"Opens when {len(by_why)} things are settled: {named}{more}"


def _line(icon: str, title: str, words: str) -> QWidget:
    made = QWidget()
    line = layout.row(made, space=12, margins=(16, 10, 16, 10))
    line.addWidget(IconLabel(icon, "text-2", 18), 0, Qt.AlignmentFlag.AlignVCenter)
    both = layout.column(space=2)
    both.addWidget(label(title, "body-strong", "text", wrap=True))
    both.addWidget(label(words, "small", "text-2", wrap=True))
    line.addLayout(both, 1)
    return made


def sent_question(shown: PackShown, method: DeliveryMethod, words: str) -> Confirm:
    """What is asked before the pack is recorded as sent on the day in these words."""
    name = shown.request.requester
    return Confirm(
        f"Record this pack as sent to {name}?",
        facts(shown, method, words),
        risk(method, name),
        "Record as sent",
        undo="The request is closed, and can then be read but not changed.",
    )


def facts(shown: PackShown, method: DeliveryMethod, words: str) -> tuple[tuple[str, str], ...]:
    """What, who to, how, what is held back, who looked, what the school said: the confirm dialog (design 4.15)."""
    pages = shown.pack.extent if shown.pack else "not built"
    number = shown.request.request_number
    again = (("shield-alert", f"{wrong_words(shown.wrong)}, so it is sent again"),) if shown.wrong else ()
    return (
        ("file-text", f"The pack for request {number}, {pages}"),
        ("user", f"To {shown.request.requester}"),
        *again,
        ("send", f"{method.label}, {words}"),
        (
            "eraser",
            f"{_places(shown.boxes)}, {shown.counts.redact} shared in part, {shown.counts.withhold} withheld",
        ),
        ("users", f"Approved by {shown.request.approved_by}"),
        ("message-square", shown.consulted),
    )


def _places(count: int) -> str:
    return "1 place covered" if count == 1 else f"{count} places covered"


def risk(method: DeliveryMethod, name: str) -> str:
    """The risky part, restated for the tick."""
    ticks = {
        DeliveryMethod.SECURE_EMAIL: f"I have checked the email address with {name} by phone.",
        **dict.fromkeys(_BY_HAND, f"I have checked that it is {name} who collects it."),
        DeliveryMethod.RECORDED_DELIVERY: f"I have checked the postal address with {name}.",
    }
    return ticks.get(method, f"I have checked that it goes to {name}.")
