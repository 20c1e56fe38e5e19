"""Over the item in hand: where it was found, what of it nobody could read for names, and how many copies go with it."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QSizePolicy, QWidget

from coordinator_app.access_requests.gathering.around import told_of
from coordinator_app.access_requests.gathering.unread import say_unread
from coordinator_app.access_requests.items import RequestItem
from coordinator_app.access_requests.page.review_reading import Like
from coordinator_app.core.dates import say
from coordinator_app.ui import layout
from coordinator_app.ui.buttons import button
from coordinator_app.ui.notes import Note

_MOST_MORE, _MOST_LETTERS = 4, 400  # the item itself stands below
_MENTION = "It lies in somebody else’s record, and names the person who is asked about."


class ItemNotes(QWidget):
    """`only_sentences`: share these alone. `pages_read`: a person has read what no machine could."""

    only_sentences = Signal()
    pages_read = Signal()

    def __init__(self) -> None:
        super().__init__()
        self._lines = layout.column(self, space=8, margins=(14, 0, 14, 8))
        self._shown: tuple[object, ...] = ()
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Minimum)
        self.hide()

    def show_item(
        self, item: RequestItem | None, copies: int = 0, *, like: Like | None = None, locked: bool = False
    ) -> None:
        """Show what is to be known of an item; nothing of none, or of one that is closed to this user."""
        wanted = (item.id, item.version, copies, like, locked) if item is not None else ()
        if wanted == self._shown:
            return
        self._shown = wanted
        layout.clear(self._lines)
        made = _notes(self, item, copies, locked=locked) if item is not None else []
        made += [_nearly(like)] if like is not None else []
        for note in made:
            self._lines.addWidget(note)
        self.setVisible(bool(made))


def _notes(owner: ItemNotes, item: RequestItem, copies: int, *, locked: bool) -> list[Note]:
    made = []
    if item.is_mention:
        quoted = " ".join(
            f"\N{LEFT DOUBLE QUOTATION MARK}{one}\N{RIGHT DOUBLE QUOTATION MARK}"
            for one in told_of(item.mention)
        )
        act = None if locked else button("Share only these sentences (S)", small=True)
        if act is not None:
            act.clicked.connect(owner.only_sentences)
        made.append(Note("info", _MENTION, quoted, act, icon="search"))
    if item.hidden_part:
        made.append(
            Note(
                "info", "This lies hidden in a document.", f"What it is: {item.hidden_part}.", icon="eye-off"
            )
        )
    if item.unread_pages and item.pages_read_on is None:
        act = None if locked else button("I have read these pages", small=True)
        if act is not None:
            act.clicked.connect(owner.pages_read)
        made.append(Note("soon", "Read it yourself.", say_unread(item.unread_pages), act))
    elif item.unread_pages and item.pages_read_on is not None:
        made.append(
            Note(
                "neutral",
                "Read by a person.",
                f"Its pages without words were read on {say(item.pages_read_on)}.",
            )
        )
    if copies:
        said = "1 copy says the very same" if copies == 1 else f"{copies} copies say the very same"
        made.append(
            Note(
                "neutral",
                f"{said}.",
                "What you decide here is decided for it."
                if copies == 1
                else "What you decide here is decided for them.",
            )
        )
    return made


def _nearly(like: Like) -> Note:
    lead = f"Nearly the same as {like.called}."
    if not like.more:
        return Note("info", lead, "It says no word more, but its pages may look different.", icon="file-text")
    said = " ".join(
        f"\N{LEFT DOUBLE QUOTATION MARK}{' '.join(one.split())}\N{RIGHT DOUBLE QUOTATION MARK}"
        for one in like.more[:_MOST_MORE]
    )
    rest = len(like.more) - _MOST_MORE
    more = f" And {rest} places more." if rest > 1 else " And 1 place more." if rest == 1 else ""
    return Note("info", lead, f"What it says more: {_short(said)}{more}", icon="file-text")


def _short(words: str) -> str:
    return words if len(words) <= _MOST_LETTERS else f"{words[:_MOST_LETTERS]}\N{HORIZONTAL ELLIPSIS}"
