"""A whole access request within the day of a large vault: logged, gathered, decided, built, approved and sent, each step timed."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from functools import partial
from pathlib import Path
from typing import TypeVar

from PySide6.QtCore import Qt
from PySide6.QtGui import QAccessible
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractItemView, QApplication, QLineEdit, QPushButton, QWidget

from coordinator_app.access_requests.page.name_look import LOOKING
from coordinator_app.chronology.actions import add_entry
from coordinator_app.pupils.actions import save_carer
from coordinator_app.pupils.model import Carer, Relationship, ResponsibilityEvidence
from coordinator_app.referrals.actions import take_referral
from tests.journeys import the_decisions, the_delivery
from tests.journeys.driver import Laptop, WindowUser
from tests.vaults import PASSPHRASE, House, fill_in_the_letter, new_entry, new_pupil, new_referral

GIVEN, FAMILY = "Philippa", "Larkspur"
GIRL, MOTHER, SCHOOL = f"{GIVEN} {FAMILY}", "Rowena Larkspur", "Foxglove Hill School"
_OWN = ("She planed the bench top.", "Worked beside {boy} all morning.", "She was on time all week.")
"""What her record says; the second names somebody whom everybody but the family is kept from."""
_ELSEWHERE = f"He asked {GIRL} how the lathe is set up."
Step = Callable[[str, Callable[[], object], Callable[[], object]], None]
"""See `Watch.step`."""
Said = Callable[[str], Callable[[], bool]]
"""See `says`."""
_DOUBTS = {
    "Share in full, with these names in it?": "Share in full",
    "Share in full what was not looked through?": "I have read it, share in full",
    "Share with these names left in it?": "Share it so",
}
"""What is asked before a decision is kept, and the answer."""


def the_girl(house: House, boy: str) -> None:
    """Her short record, and a place in the boy's that speaks of her: the same in both vaults."""
    session = house.session
    fill_in_the_letter(house)
    pupil = new_pupil(house, given_names=GIVEN, family_name=FAMILY, birth_date=date(2011, 2, 6))
    girl = take_referral(session, pupil, new_referral(house)).pupil
    mother = Carer(
        pupil_id=girl.id,
        name=MOTHER,
        relationship=Relationship.MOTHER,
        has_responsibility=True,
        evidence=ResponsibilityEvidence.BIRTH_CERTIFICATE,
        address="2 Weir Cottages\nHazelmoor\nHZ2 7AB",
    )
    save_carer(session, mother)
    for number, words in enumerate(_OWN):
        day = date(2026, 10, 5 + number)
        entry = new_entry(house, words.format(boy=boy), happened_on=day, pupil_id=girl.id)
        add_entry(session, entry)
    add_entry(session, new_entry(house, _ELSEWHERE, happened_on=date(2026, 10, 9)))


def a_request(user: WindowUser, laptop: Laptop, step: Step, says: Said) -> tuple[tuple[Path, ...], str]:
    """From the list of requests to the recorded delivery: the saved pack and its password."""
    _log(user, step, says)
    _letter(user)
    user.presses("Next: Identity")
    the_decisions.who_asks(user)
    _gather(user, step, says)
    _decide(user, step, says)
    password = _build(user, step, says)
    the_delivery.settle(user)
    the_delivery.approve(user)
    saved = the_delivery.save(user, laptop, laptop.home, {*GIRL.split(), *MOTHER.split()})
    the_delivery.send(user, MOTHER)
    return saved, password


def read_elsewhere(sent: tuple[tuple[Path, ...], str], boy: str) -> None:
    """What speaks of her in the boy's record is in the pack, and he is not. While the window runs it would take it for sleep."""
    the_delivery.read_elsewhere(*sent, (GIRL, MOTHER, "lathe"), (boy, boy.split(maxsplit=1)[0]))


def _log(user: WindowUser, step: Step, says: Said) -> None:
    user.opens("Access requests")
    user.sees("Log a request")
    step("log", _pressing("Log a request"), says("Step 1 of 2: who asks"))
    field = _field("Who is it about?")
    field.setFocus(Qt.FocusReason.TabFocusReason)
    typed = f"{GIVEN} lark".lower()
    step("choose a pupil", lambda: QTest.keyClicks(field, typed[:-1]), _is_offered)
    step("choose a pupil, a letter more", lambda: QTest.keyClicks(field, typed[-1]), _is_offered)
    user.keys("Down")
    user.keys("Return")
    user.chooses("Who asked?", f"{MOTHER}, mother")
    user.presses("Continue")
    user.types("Date it arrived", "23/11")
    user.chooses("How did it arrive?", "Telephone")
    user.chooses("Which of these do they ask for?", "Everything that is held about the child")
    user.types("What do they want to see? (optional)", "Everything you have on her")
    step("log the request", _pressing("Log the request"), says(f"asked for by {MOTHER}"))


def _letter(user: WindowUser) -> None:
    user.presses("Prepare the letter")
    user.presses("Record as sent")
    user.sees("Record the letter as sent")
    user.keys("Space")
    user.keys("Return")
    user.does_not_see("Record the letter as sent")


def _gather(user: WindowUser, step: Step, says: Said) -> None:
    """The school is asked and replies; her record and what speaks of her elsewhere; every place is settled."""
    _letter(user)
    user.sees("Gather now")
    step("gather, with mentions", _pressing("Gather now"), says("Gather again"))
    user.sees("1 record about others mentions them and is added.")
    user.presses(f"Record the reply of {SCHOOL}")
    user.types("What did the school say?", "Nothing to correct, nothing to hold back.")
    user.presses("Record the reply")
    user.sees(f"Replied {the_decisions.TODAY}")
    found = "Record what was found: "
    for place in [line for line in user.reads().splitlines() if line.startswith(found)]:
        user.presses(place)
        user.chooses("What was found?", "Nothing about them")
        user.presses("Record it")
        user.sees(f"Change: {place.removeprefix(found)}")
    step("review", _pressing("Next: Review"), lambda: says("0 of ")() and not says(LOOKING)())


def _decide(user: WindowUser, step: Step, says: Said) -> None:
    """The boy is covered everywhere by one decision, then item after item is kept."""
    user.does_not_see(LOOKING)
    step("people", _pressing("People"), says("One decision holds for every item and page."))
    user.sees("1 to decide. ")
    user.keys("C")
    user.sees("Everybody is decided.")
    user.keys("P")
    user.does_not_see("Back to the item")
    before, total = the_decisions.decided(user)
    while before < total:
        user.does_not_see(LOOKING)
        user.keys("C")
        if "Reason for hiding parts" not in user.reads():
            user.keys("1")
            if "It is about somebody else." in user.reads():
                user.types("Note for the file (not sent)", "It tells of nobody but the pupil")
        kept = [f"{now} of {total} decided" for now in range(before + 1, total + 1)]
        step("keep a decision", lambda: user.keys("Ctrl+Return"), _any(says, *kept, *_DOUBTS))
        for doubt, answer in _DOUBTS.items():
            if doubt in user.reads():
                user.presses(answer)
        user.sees_one_of(*kept)
        before, total = the_decisions.decided(user)


def _build(user: WindowUser, step: Step, says: Said) -> str:
    """Built and checked; the password that was shown once."""
    stage = "Stage 6 of 7, Pack"
    user.presses(next(line for line in user.reads().splitlines() if line.startswith(stage)))
    user.sees("Everything is decided. Build the pack.")
    shown = _any(says, "The password of this pack", "Type your passphrase again")
    step("build the pack", _pressing("Build the pack"), shown)
    if "Type your passphrase again" in user.reads():
        user.types("Passphrase", PASSPHRASE)
        user.presses("Continue")
    user.sees("It is shown once and kept nowhere.")
    spoken = next(line for line in user.reads().splitlines() if line.startswith("Password "))
    user.presses("I have noted it")
    user.sees("Checks on the finished pack")
    return "".join(spoken.removeprefix("Password ").split())


def _any(says: Said, *words: str) -> Callable[[], bool]:
    shown = [says(one) for one in words]
    return lambda: any(one() for one in shown)


def _pressing(name: str) -> Callable[[], None]:
    """A click on the button of this name, which is looked for now: looking is not what is timed."""
    (found,) = [one for one in _shown(QPushButton) if name in {one.text(), one.accessibleName()}]
    return partial(QTest.mouseClick, found, Qt.MouseButton.LeftButton)


def _field(name: str) -> QLineEdit:
    (found,) = [one for one in _shown(QLineEdit) if _spoken(one) == name]
    return found


def _is_offered() -> bool:
    """Whether she is the one who is offered for what was typed."""
    views = [one for one in QApplication.topLevelWidgets() if isinstance(one, QAbstractItemView)]
    rows = [one.model() for one in views if one.isVisible() and one.accessibleName() == "Pupils found"]
    return [one.rowCount() for one in rows] == [1] and rows[0].index(0, 0).data().startswith(GIRL)


Shown = TypeVar("Shown", bound=QWidget)


def _shown(kind: type[Shown]) -> list[Shown]:
    tops = [one for one in QApplication.topLevelWidgets() if one.windowTitle() == "Coordinator"]
    return [one for top in tops for one in top.findChildren(kind) if one.isVisible()]


def _spoken(widget: QWidget) -> str:
    return str(QAccessible.queryAccessibleInterface(widget).text(QAccessible.Text.Name))
