"""Journey 5 as a user does it: a week's entries by keyboard, one of them about health, yesterday's put right."""

from __future__ import annotations

from dataclasses import dataclass, field
from email import policy
from email.message import EmailMessage

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from coordinator_app.chronology.editor import EntryBox
from coordinator_app.chronology.page.category_list import CategoryList
from tests.journeys.driver import Laptop, WindowUser
from tests.pdf import foreign
from tests.vaults import PASSPHRASE

HEALTH = "He carries a nebuliser now and uses it by himself."
RARE = "nebuliser"
YESTERDAY = "Kit was lat, because the bus was cancelled."
ENTRIES = (
    ("a", "In on all three days."),
    ("b", "Calm in the workshop all morning."),
    ("c", "Maths target met two weeks early."),
    ("p", "Finished the small engine unit."),
    ("f", "Rang Marigold. He gets up by himself on workshop days."),
    ("h", HEALTH),
    ("g", "The careers adviser will see him on Friday."),
    ("n", "The reading pens have come and help him."),
    ("a", "Late once, on Wednesday, because of the bus."),
    ("b", "Helped to put the tools away without being asked."),
)
MAIL, REPORT = "Kit's week with us", "Report of week 12.pdf"
DELETED = "Finished the small engine unit."


@dataclass
class Hands:
    """Counts the keys beside the words themselves. The cursor is wherever the program has put it."""

    qtbot: QtBot
    keys: int = 0
    words: int = 0
    counted: list[int] = field(default_factory=list)

    def press(self, key: Qt.Key, with_: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier) -> None:
        """One key, with another held down."""
        self.keys += 1
        QTest.keyClick(QApplication.focusWidget(), key, with_)

    def letter(self, letter: str) -> None:
        """One letter that is no word."""
        self.keys += 1
        QTest.keyClicks(QApplication.focusWidget(), letter)

    def write(self, words: str) -> None:
        """What happened."""
        self.words += len(words)
        QTest.keyClicks(QApplication.focusWidget(), words)

    def wait_for_the_next(self) -> None:
        """Until the cursor stands where the next entry begins."""
        self.qtbot.waitUntil(_at_the_category)
        self.counted.append(self.keys)


def _at_the_category() -> bool:
    now = QApplication.focusWidget()
    return isinstance(now, CategoryList) and now.isVisible()


def open_the_boy(user: WindowUser) -> None:
    """From the list of pupils."""
    user.sees("Needs you")
    user.opens("Pupils")
    user.opens("Kit Puddlecombe")
    user.sees("Latest in chronology")


def ten_entries(user: WindowUser, hands: Hands) -> None:
    """A letter, Tab, the words, Ctrl+Enter; the health note says where it goes while it is written."""
    hands.press(Qt.Key.Key_E, Qt.KeyboardModifier.ControlModifier)
    hands.wait_for_the_next()
    for letter, words in ENTRIES:
        hands.letter(letter)
        hands.press(Qt.Key.Key_Tab)
        hands.write(words)
        if words == HEALTH:
            user.sees("Goes to the guarded part")
        hands.press(Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
        if words == HEALTH:
            user.sees("Health entry saved, kept apart")
        hands.wait_for_the_next()
    user.keys("Esc")
    user.sees("Health entry, restricted.")
    user.does_not_see(HEALTH)


def look_at_the_health_note(user: WindowUser) -> None:
    """Its words are shown once the passphrase is typed again."""
    show = "Show: Health, 24 November 2026, typed 24 November 2026"
    user.sees(show)
    user.presses(next(one for one in user.reads().splitlines() if one.startswith(show)))
    user.sees("Type your passphrase again")
    user.types("Passphrase", PASSPHRASE)
    user.presses("Continue")
    user.sees(HEALTH)


def put_yesterday_right(user: WindowUser) -> None:
    """The old words stay behind "See what changed"."""
    user.presses(f"Correct: Attendance, 23 November 2026: “{YESTERDAY}”")
    user.sees("Correct this entry")
    now = YESTERDAY.replace("lat,", "late,")
    user.types("What happened", now)
    user.presses("Save correction")
    user.sees("Say why it is corrected")
    user.types("Why is it corrected?", "A letter was missing.")
    user.presses("Save correction")
    user.sees("Kit was late, because", "Correction saved")
    user.presses(f"See what changed: Attendance, 23 November 2026: “{now}”")
    user.sees("[removed: lat,][added: late,]", "A letter was missing.", "Co-ordinator")
    user.presses("Close")


def delete_one_and_take_it_back(user: WindowUser) -> None:
    """It asks why; Ctrl+Z brings it back."""
    user.presses(f"Delete: Provider feedback, 24 November 2026: “{DELETED}”")
    user.sees("Delete this entry?", f"Provider feedback, 24 November 2026: “{DELETED}”")
    user.types("Why is it deleted?", "It was typed twice.")
    user.presses("Delete the entry")
    user.sees("Entry deleted")
    user.does_not_see(DELETED)
    user.keys("Ctrl+Z")
    user.sees(DELETED)


def providers_email() -> bytes:
    """What the workshop writes on a Friday, with its report as a PDF."""
    mail = EmailMessage()
    mail["From"], mail["To"] = "Kingfisher Workshop <office@kingfisher.example>", "office@eastmere.example"
    mail["Subject"], mail["Date"] = MAIL, "Fri, 20 Nov 2026 16:05:00 +0000"
    mail.set_content("Kit had a good week with us. His report is attached.\n")
    mail.add_attachment(foreign.page(foreign.note), maintype="application", subtype="pdf", filename=REPORT)
    return mail.as_bytes(policy=policy.SMTP)


def drop_the_email(user: WindowUser, laptop: Laptop) -> None:
    """It is let go over the window: whose it is, what it says of itself, and both it and its report are there."""
    path = laptop.home / "Fw week.eml"
    path.write_bytes(providers_email())
    laptop.drops(path)
    user.sees("Whose is it?", "Fw week.eml")
    user.types("Pupil", "kit pudd")
    user.sees("Kit Puddlecombe")
    user.presses("Go on")
    user.sees("Add a document", "The file can be read", f"Each becomes a document of its own: {REPORT}")
    user.presses("Add document")
    user.sees(MAIL, REPORT.removesuffix(".pdf"), "20 November 2026")
    user.presses("Chronology")
    user.sees(YESTERDAY.replace("lat,", "late,"))


def begin_one_more(user: WindowUser, hands: Hands, half: str) -> None:
    """Half a sentence about safeguarding."""
    hands.press(Qt.Key.Key_E, Qt.KeyboardModifier.ControlModifier)
    hands.wait_for_the_next()
    hands.letter("s")
    hands.press(Qt.Key.Key_Tab)
    hands.write(half)
    assert half in user.reads()


def box_of(user: WindowUser) -> EntryBox:
    """The box on the screen."""
    del user
    (found,) = (
        one for top in QApplication.topLevelWidgets() for one in top.findChildren(EntryBox) if one.isVisible()
    )
    return found
