"""The closed case: what was sent, when, how and to whom; the frozen copy can be looked at and saved again."""

from __future__ import annotations

from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from coordinator_app.access_requests.actions import hand_over
from coordinator_app.access_requests.items import Pack
from coordinator_app.access_requests.page.blocks import Columns, buttons_row, facts_card
from coordinator_app.access_requests.page.clock_words import late_words
from coordinator_app.access_requests.page.pack_look import PackLook
from coordinator_app.access_requests.page.pack_reading import SentShown, pages_of_pack, read_sent
from coordinator_app.access_requests.page.reading import CaseFacts
from coordinator_app.access_requests.page.stage import Frame, Stage
from coordinator_app.core.dates import say
from coordinator_app.services import Services
from coordinator_app.ui import layout
from coordinator_app.ui.bridge import guarded
from coordinator_app.ui.buttons import button
from coordinator_app.ui.dialogs import kinds
from coordinator_app.ui.labels import heading, label
from coordinator_app.ui.notes import Note

if TYPE_CHECKING:
    from coordinator_app.store.session import Session

_STOPPED = "The clocks have stopped. The request can be read, not changed."
_LOST = "The password is kept nowhere. If the family has lost it, a new request is answered with a new pack."


class SentStage(Stage):
    """Read only."""

    def __init__(self, services: Services, frame: Frame) -> None:
        super().__init__(services, frame)
        self.shown: SentShown | None = None
        self._note = layout.column(space=0)
        self._facts, self._ledger = layout.column(space=0), layout.column(space=0)
        self.look = button("Look at the pack", "secondary", "eye")
        self.save = button("Save the locked pack again", "secondary", "download")
        self.look.clicked.connect(self._look)
        self.save.clicked.connect(self._save)
        columns = Columns()
        columns.left.addLayout(self._note)
        layout.add_all(columns.left, heading("What was sent"), self._facts, buttons_row(self.look, self.save))
        layout.add_all(columns.left, label(_LOST, "small", "text-2", wrap=True), None)
        layout.add_all(columns.right, heading("In the disclosure ledger"), self._ledger, None)
        layout.column(self, space=0).addWidget(columns)

    def show_case(self, case: CaseFacts) -> None:
        """Read what went."""
        super().show_case(case)
        request_id = case.request.id
        self.read(lambda session: read_sent(session, request_id), self._show)

    def _show(self, shown: SentShown) -> None:
        if shown == self.shown:
            return
        self.shown = shown
        request, pack, case = shown.request, shown.pack, self.case
        late = late_words(case) if case is not None else ""
        for part in (self._note, self._facts, self._ledger):
            layout.clear(part)
        day = say(request.sent_on) if request.sent_on else ""
        self._note.addWidget(
            Note(
                "soon" if late else "safe",
                f"Sent {day}.",
                f"{late} {_STOPPED}".strip(),
                large=True,
            )
        )
        self._facts.addWidget(facts_card(_facts(shown)))
        self._ledger.addWidget(facts_card(_ledger(shown)))
        self.look.setEnabled(pack is not None)
        self.save.setEnabled(pack is not None)

    def _look(self) -> None:
        found = self.shown.pack if self.shown else None
        if found is not None:
            act = partial(self.read, partial(pages_of_pack, found=found), partial(self._show_pages, found))
            self.services.confirm(guarded(self, act), "The pack is about to be shown.")

    def _show_pages(self, found: Pack, content: bytes) -> None:
        look = PackLook(self.services, content, found.pages or 1, 1, "", coverable=False)
        self.services.dialogs.show(look)

    def _save(self) -> None:
        self.services.confirm(guarded(self, self._choose_place), "The pack is about to leave the vault.")

    def _choose_place(self) -> None:
        if self.shown is not None:
            name = hand_over.file_name(self.shown.request)
            self.services.dialogs.save_file(
                "Save the locked pack again", name, kinds("Locked packs", "pdf"), self._save_to
            )

    def _save_to(self, place: Path) -> None:
        shown = self.shown
        if shown is None or shown.pack is None:
            return
        request, found = shown.request, shown.pack

        def work(session: Session) -> Path:
            return hand_over.save_copy(session, request, found, place)

        self.write(work, self._saved, refused=self.failed)

    def _saved(self, path: Path) -> None:
        self.services.say.toast(f"Locked pack saved as {path.name}")


def _facts(shown: SentShown) -> tuple[tuple[str, str], ...]:
    request, pack = shown.request, shown.pack
    pages = f"{pack.pages} pages" if pack and pack.pages else ""
    approved = f"{request.approved_by}, {say(request.approved_on)}" if request.approved_on else ""
    return (
        ("Sent on", say(request.sent_on) if request.sent_on else ""),
        ("To", request.requester),
        ("How", request.sent_by.label if request.sent_by else ""),
        ("Approved by", approved),
        ("The pack", ". ".join(part for part in (shown.built, pages) if part)),
        ("Fingerprint of the file (SHA-256)", _in_groups(pack.sha256) if pack else ""),
    )


def _ledger(shown: SentShown) -> tuple[tuple[str, str], ...]:
    told = shown.disclosure
    if told is None:
        return (("Entry", ""),)
    items = "1 record" if shown.items_given == 1 else f"{shown.items_given} records"
    return (
        ("Given to", told.recipient),
        ("On", say(told.given_on) if told.given_on else ""),
        ("How", told.method.label if told.method else ""),
        ("Why", told.why),
        ("What", f"{told.description}. {items}, each with the version that was given."),
    )


def _in_groups(sha256: str) -> str:
    return " ".join(sha256[at : at + 8] for at in range(0, len(sha256), 8))
