from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel
from pytestqt.qtbot import QtBot

from coordinator_app.core.errors import MustWait
from coordinator_app.ui.choices import ChoiceBoxes, ChoiceList
from coordinator_app.ui.door import Office
from coordinator_app.ui.recovery_screen import OLDER, RecoveryScreen
from tests.ui.entry_parts import FOLDER, GLANCE, KEY, RIGHT, FakeDoor, run, unnamed


def screen(qtbot: QtBot, door: FakeDoor, vault: object | None = None) -> RecoveryScreen:
    made = RecoveryScreen(door, run, FOLDER, GLANCE, vault)
    qtbot.addWidget(made)
    with qtbot.waitActive(made):
        made.show()
        made.activateWindow()
    made.first_focus()
    return made


def type_key(qtbot: QtBot, made: RecoveryScreen, key: str) -> None:
    for box, group in zip(made.boxes.boxes, key.split("-"), strict=True):
        box.setFocus()
        box.clear()
        qtbot.keyClicks(box, group)


def test_the_key_can_be_typed_straight_through_and_asks_for_a_new_passphrase(qtbot: QtBot) -> None:
    door = FakeDoor()
    made = screen(qtbot, door)
    for box, group in zip(made.boxes.boxes, KEY.lower().split("-"), strict=True):
        assert box.hasFocus()
        qtbot.keyClicks(box, group)
    qtbot.keyClick(made.boxes.boxes[-1], Qt.Key.Key_Return)
    assert made.heading.text() == "Choose a new passphrase"
    assert all(not box.text() for box in made.boxes.boxes)
    made.new.first.setText("one two three four five")
    made.new.again.setText("one two three four five")
    with qtbot.waitSignal(made.unlocked) as opened:
        qtbot.keyClick(made.new.again, Qt.Key.Key_Return)
    assert opened.args == ["vault"]
    assert door.passphrase == "one two three four five"


def test_the_whole_key_can_be_pasted_into_the_first_box(qtbot: QtBot) -> None:
    made = screen(qtbot, FakeDoor())
    first = made.boxes.boxes[0]
    first.setText(KEY)
    first.textEdited.emit(KEY)
    assert made.boxes.typed() == KEY


def test_a_wrong_group_is_pointed_at(qtbot: QtBot) -> None:
    made = screen(qtbot, FakeDoor())
    type_key(qtbot, made, KEY.replace("GHJ4", "GHJ5"))
    made.try_key()
    assert made.boxes.error().startswith("There is a slip in group 3.")
    assert made.boxes.boxes[2].hasFocus()
    assert made.boxes.boxes[2].property("invalid")
    assert not made.boxes.boxes[1].property("invalid")


def test_two_wrong_groups_and_none_at_all_are_named(qtbot: QtBot) -> None:
    made = screen(qtbot, FakeDoor())
    made.try_key()
    assert made.boxes.error() == "Type all 8 groups from the sheet."
    made.boxes.point_at((2, 5))
    assert made.boxes.error().startswith("There are slips in groups 2 and 5.")


def test_a_wait_is_told(qtbot: QtBot) -> None:
    door = FakeDoor()
    made = screen(qtbot, door)
    made._refused(MustWait(4))
    note = made.note()
    assert note is not None
    assert "Wait 4 seconds" in note.accessibleName()


def test_the_new_passphrase_must_be_strong_and_the_same_twice(qtbot: QtBot) -> None:
    made = screen(qtbot, FakeDoor(), vault="vault")
    made.new.first.setText("short")
    made.save()
    assert "It must be strong" in made.new.first_row.error()
    made.new.first.setText(RIGHT)
    made.new.again.setText(RIGHT + "x")
    made.save()
    assert "differ" in made.new.again_row.error()


def test_a_suggestion_is_shown_and_has_to_be_typed(qtbot: QtBot) -> None:
    made = screen(qtbot, FakeDoor(), vault="vault")
    made.new.suggest.click()
    assert made.new.suggested.text() == "apple barn cedar dune ember"
    assert made.new.again.hasFocus()
    assert made.new.again.text() == ""
    assert made.new.strength_words().startswith("Very strong.")


def test_leaving_closes_a_vault_that_was_opened_and_not_used(qtbot: QtBot) -> None:
    door = FakeDoor()
    made = screen(qtbot, door, vault="vault")
    made.leave()
    made.leave()
    assert door.calls == ["give up"]


def test_every_control_has_a_name(qtbot: QtBot) -> None:
    assert unnamed(screen(qtbot, FakeDoor())) == []


def choose_passphrase(made: RecoveryScreen) -> None:
    made.new.first.setText(RIGHT)
    made.new.again.setText(RIGHT)
    made.save()


def test_where_the_new_passphrase_is_chosen_it_is_said_what_opens_older_backups(qtbot: QtBot) -> None:
    made = screen(qtbot, FakeDoor())
    told = next(label for label in made.findChildren(QLabel) if label.text() == OLDER)
    assert not told.isVisible()
    type_key(qtbot, made, KEY)
    made.try_key()
    assert told.isVisible()
    assert "recovery key of its day" in OLDER


def test_of_several_users_one_must_be_chosen_before_a_passphrase_is_replaced(qtbot: QtBot) -> None:
    door = FakeDoor()
    door.users = (Office("a", "Co-ordinator"), Office("b", "Deputy"))
    made = screen(qtbot, door)
    assert made.whose is None
    type_key(qtbot, made, KEY)
    made.try_key()
    assert isinstance(made.whose, ChoiceBoxes)
    assert made.whose_row is not None
    assert made.whose.boxes[0].hasFocus()
    assert made.whose.value() is None
    choose_passphrase(made)
    assert made.whose_row.error() == "Choose whose passphrase is replaced."
    assert door.replaced is None
    qtbot.keyClick(made.whose.boxes[1], Qt.Key.Key_Space)
    choose_passphrase(made)
    assert door.replaced == "b"
    assert unnamed(made) == []


def test_one_user_is_not_asked_and_more_than_four_are_a_list(qtbot: QtBot) -> None:
    door = FakeDoor()
    door.users = (Office("a", "Co-ordinator"),)
    alone = screen(qtbot, door, vault="vault")
    assert alone.whose is None
    choose_passphrase(alone)
    assert (door.passphrase, door.replaced) == (RIGHT, None)
    door.users = tuple(Office(str(at), f"Deputy, user {at}") for at in range(1, 6))
    many = screen(qtbot, door, vault="vault")
    assert isinstance(many.whose, ChoiceList)
    assert many.whose.value() is None
    many.whose.set_value("3")
    choose_passphrase(many)
    assert door.replaced == "3"
