"""The places where the person may be mentioned in what is about others: each sentence is taken, or left with a press."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from functools import partial

from PySide6.QtWidgets import QPushButton, QWidget

from coordinator_app.access_requests.gathering import keeping
from coordinator_app.access_requests.gathering.judging import LIKELY
from coordinator_app.access_requests.items import RequestItem
from coordinator_app.access_requests.page.blocks import Entry, buttons_row
from coordinator_app.access_requests.page.form_dialog import FormDialog
from coordinator_app.access_requests.page.gather_reading import Elsewhere, MentionLine
from coordinator_app.services import Services
from coordinator_app.ui import layout
from coordinator_app.ui.bridge import guarded
from coordinator_app.ui.buttons import button
from coordinator_app.ui.cards import CardList
from coordinator_app.ui.chips import StatusChip
from coordinator_app.ui.form_row import FormRow
from coordinator_app.ui.inputs import TextInput
from coordinator_app.ui.labels import heading, label

_SOMEBODY_ELSE = "It is about somebody else."
_WHY = (
    "Read each sentence. What you take is decided at Review: all but the sentences about them can be covered."
)


class MentionsPanel(QWidget):
    """The likeliest first, twenty at a time; hidden while there is nothing to look at and nothing was found."""

    def __init__(self, services: Services) -> None:
        super().__init__()
        self._services = services
        self._request_id = ""
        self._shown: tuple[MentionLine, ...] | None = None
        self.said = label("", "body", "text-2", wrap=True)
        self._list = CardList()
        self.leave_all = button("Leave all that are left", small=True)
        self._foot = buttons_row(self.leave_all)
        lines = layout.column(self, space=12)
        layout.add_all(lines, heading("Mentioned elsewhere"), self.said, self._list, self._foot)
        self.leave_all.clicked.connect(self._ask_all)
        self.hide()

    def show_mentions(self, request_id: str, found: Elsewhere, *, closed: bool) -> None:
        """Show them anew; with `closed` (the pack was sent) nothing can be taken or left."""
        self._request_id = request_id
        self.setVisible(bool(found.waiting or found.taken or found.left))
        self.said.setText(_said(found))
        self._foot.setVisible(found.waiting > 1 and not closed)
        if found.mentions == self._shown:
            return
        self._shown = found.mentions
        self._list.clear()
        self._list.setVisible(bool(found.mentions))
        for line, named in zip(found.mentions, _named(found.mentions), strict=True):
            self._list.add(self._entry(line, named, closed=closed))

    def _entry(self, line: MentionLine, named: str, *, closed: bool) -> Entry:
        title = _title(line)
        said = "It is restricted. Type your passphrase again to read it." if line.closed else line.sentences
        words = "\n".join(part for part in (line.when, said, line.around) if part)
        chip = StatusChip("soon" if line.score < LIKELY else "info", None, "Perhaps them")
        actions = () if closed else self._closed_actions(title) if line.closed else self._actions(line, named)
        return Entry(title, words, chip, *actions)

    def _actions(self, line: MentionLine, named: str) -> tuple[QPushButton, ...]:
        take = button("It is them", small=True, accessible=f"It is them: {named}")
        leave = button("Somebody else", small=True, accessible=f"Somebody else: {named}")
        take.clicked.connect(partial(self._take, line.item))
        leave.clicked.connect(partial(self._leave, line.item))
        return take, leave

    def _closed_actions(self, title: str) -> tuple[QPushButton, ...]:
        read = button("Read it", small=True, accessible=f"Read it: {title}")
        read.clicked.connect(
            lambda: self._services.confirm(self._again, "It is about safeguarding or health.")
        )
        return (read,)

    def _again(self) -> None:
        """The words may be shown now: whoever owns this panel reads again."""
        self._shown = None
        self._services.go.to("access_request", request_id=self._request_id, stage="gather")

    def _take(self, item: RequestItem) -> None:
        self._services.jobs.write(
            lambda session: keeping.take(session, item),
            done=guarded(
                self, lambda kept: self._services.say.toast("It is added, to decide.", kept.change_id)
            ),
            failed=guarded(self, self._services.say.trouble),
        )

    def _leave(self, item: RequestItem) -> None:
        self._services.jobs.write(
            lambda session: keeping.leave(session, item, _SOMEBODY_ELSE),
            done=guarded(
                self, lambda kept: self._services.say.toast("Left: it is somebody else.", kept.change_id)
            ),
            failed=guarded(self, self._services.say.trouble),
        )

    def _ask_all(self) -> FormDialog:
        dialog = FormDialog(
            "Leave all that are left",
            "None of them is added. They are not offered again unless their record says something else.",
            "Leave them all",
            {"reason": FormRow("Why are they not about them?", "", TextInput(_SOMEBODY_ELSE))},
        )

        def act(values: dict[str, object]) -> None:
            dialog.run(on=True)
            request_id, reason = self._request_id, str(values["reason"])
            self._services.jobs.write(
                lambda session: keeping.leave_all(session, request_id, 100, reason),
                done=guarded(dialog, left),
                failed=guarded(dialog, failed),
            )

        def left(change_ids: tuple[str, ...]) -> None:
            dialog.accept()
            self._services.say.toast("All of them are left.", change_ids[0] if len(change_ids) == 1 else None)

        def failed(error: Exception) -> None:
            dialog.run(on=False)
            self._services.say.trouble(error)

        dialog.acted.connect(act)
        self._services.dialogs.show(dialog)
        return dialog


def _said(found: Elsewhere) -> str:
    says = "mentions them and is added" if found.taken == 1 else "mention them and are added"
    parts = [f"{_things(found.taken)} about others {says}."] if found.taken else []
    if found.waiting:
        shown = f", the {len(found.mentions)} likeliest here" if found.waiting > len(found.mentions) else ""
        parts.append(f"{_things(found.waiting)} may mention them{shown}. {_WHY}")
    if found.left:
        parts.append(f"{_things(found.left)} left: they are about somebody else.")
    return " ".join(parts)


def _things(count: int) -> str:
    return "1 record" if count == 1 else f"{count} records"


def _title(line: MentionLine) -> str:
    return f"{line.title}, {line.whose}" if line.whose else line.title


def _named(lines: Sequence[MentionLine]) -> list[str]:
    """What each is called to whoever hears its buttons: its sentence, and where two say the same, what and of when it is."""
    said = [" ".join(one.sentences.split())[:80] or _title(one) for one in lines]
    times = Counter(said)
    return [
        words if times[words] == 1 else ", ".join(part for part in (words, _title(one), one.when) if part)
        for words, one in zip(said, lines, strict=True)
    ]
