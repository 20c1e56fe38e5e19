"""The rows of the queue: a small picture, whose it is, how sure that is, and a box to tick."""

from __future__ import annotations

from functools import lru_cache

from PySide6.QtGui import QImage

from coordinator_app.core.dates import say
from coordinator_app.scan_in.model import ScanBatch
from coordinator_app.scan_in.page.panel import CHIPS, KEEP_APART
from coordinator_app.scan_in.page.tray_reading import FiledLine, Line
from coordinator_app.ui.lists import Row

_MENU = (("find", "Find the pupil"), ("details", "What it is"), ("delete", "Delete"))
_OPEN_MENU = (*_MENU[:2], KEEP_APART, _MENU[2])
FILE, FILED = "file:", "filed:"


def row_of(line: Line) -> Row:
    """One scan that waits."""
    kind, icon = CHIPS[line.matched.match]
    doubt = next((check for check in line.checks if check.doubt), None)
    shut = not line.gate.is_open
    return Row(
        line.form.id,
        line.title,
        line.second if doubt is None else f"{'Kept apart. ' if line.form.kept_apart else ''}{doubt.words}",
        "scan-line",
        chip_text="Waits for the referral" if shut else line.matched.match.label,
        chip_kind="pause" if shut else kind,
        chip_icon="" if shut else icon,
        subtitle_icon="" if doubt is None else "triangle-alert",
        subtitle_kind=None if doubt is None else "soon",
        menu=_MENU if line.form.kept_apart else _OPEN_MENU,
        picture=_picture(line.picture) if line.picture else None,
        ticked=line.ticked,
    )


@lru_cache(maxsize=256)
def _picture(data: bytes) -> QImage:
    """A small picture, made once: the queue is filled anew at every change, up to ten times while a file is read."""
    return QImage.fromData(data)


def unread_row(batch: ScanBatch) -> Row:
    """A file that is still being read, or waits for that."""
    read = batch.pages_read or 0
    words = f"{read} of {batch.page_count} pages read" if read else "Kept in the vault, not read yet"
    words = f"Kept apart. {words}" if batch.kept_apart else words
    return Row(
        f"{FILE}{batch.id}", batch.given_name, words, "hourglass", chip_text="Being read", chip_kind="pause",
        menu=() if batch.kept_apart else (KEEP_APART,),
    )  # fmt: skip


def failed_row(batch: ScanBatch) -> Row:
    """A file that cannot be read, or whose rest cannot."""
    again, away = ("again", "Try again"), ("away", "Delete")
    menu = (again, away) if batch.kept_apart else (again, KEEP_APART, away)
    words = f"Kept apart. {batch.problem}" if batch.kept_apart else batch.problem
    return Row(
        f"{FILE}{batch.id}", batch.given_name or "A file whose name is kept apart", words, "octagon-alert", "over", "Cannot be read", "over",
        "octagon-alert", menu=menu,
    )  # fmt: skip


def filed_row(line: FiledLine) -> Row:
    """One scan that was filed."""
    menu = (
        ("look", "Look at the form"),
        *((("back", "Bring back to the tray"),) if line.may_come_back else ()),
    )
    return Row(
        f"{FILED}{line.form.id}",
        line.title,
        line.second,
        "file-check",
        action="Record" if line.record_page else "Open",
        menu=menu,
    )


def original_words(batch: ScanBatch) -> str:
    """Where the file is that a scan came from, and that it is still there."""
    if batch.original_deleted_on is not None:
        return f"{batch.given_name} was deleted on {say(batch.original_deleted_on)}."
    if not batch.given_name:
        return "A scan that came in the same file is kept apart, so its name is not shown here. Coordinator has deleted nothing."
    return (
        f"{batch.given_name} is still in {batch.given_folder}. Coordinator has copied it and deleted nothing."
    )
