"""From a call by telephone to the recorded delivery, in the window, by keys alone and by mouse alone.

With some forty items of the long file of the practice vault by keys, some twenty by mouse, one of each form among them, and,
when asked for (`-m soak -s`), with all of it. What is named in scans and photographs is covered by boxes. Keys of three
hundred items are counted in tests/access_requests/test_keystrokes.py.
"""

from __future__ import annotations

import json
import time
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from coordinator_app.access_requests.pack_order import FILLED_IN
from coordinator_app.chronology.model import Category
from coordinator_app.core.clock import SetClock
from coordinator_app.core.names import fold
from coordinator_app.demo.days import StoryDays
from coordinator_app.demo.long_file import cast
from coordinator_app.demo.long_file.adding import LongFile
from coordinator_app.demo.long_file.files import file_of
from coordinator_app.demo.long_file.pieces import Form, Piece, pieces
from coordinator_app.demo.papers import Papers
from coordinator_app.demo.run import PASSPHRASE as DEMO_PASSPHRASE
from coordinator_app.demo.run import run_demo
from coordinator_app.jobs.inline import InlineJobs
from coordinator_app.organisations.actions import bank_holidays
from coordinator_app.pupils.actions import save_carer
from coordinator_app.pupils.model import Carer, Relationship
from coordinator_app.referrals.actions import take_referral
from coordinator_app.store.session import Session
from tests.journeys import the_decisions, the_delivery, the_pictures
from tests.journeys.driver import Laptop, MovingClock, WindowUser
from tests.journeys.general_alone import found_in_the_open
from tests.journeys.hands import Hand, Keys, Mouse
from tests.journeys.one_hand import KeyboardUser, MouseUser
from tests.journeys.the_pictures import PICTURES, Area
from tests.vaults import PASSPHRASE, House, fill_in_the_letter, new_pupil, new_referral

NOW = datetime(2026, 11, 24, 9, 0)
KEY: dict[str, list[str]] = json.loads(
    (Path(__file__).parents[1] / "demo" / "planted.json").read_text(encoding="utf-8")
)
# the practice partnership has no joint data protection officer, which its letters say
_FOR_A_PERSON = frozenset({"Pages that are only pictures", "Covered places without words", FILLED_IN})
_RESTRICTED = frozenset({Category.SAFEGUARDING, Category.HEALTH})
PUPIL = "Idris Moonbeck"


@dataclass(frozen=True, slots=True)
class How:
    """With what the window is worked, and which piece of so many is taken in the usual run."""

    user: type[WindowUser]
    hand: Callable[[WindowUser], Hand]
    every: int


BY_KEYS, BY_MOUSE = How(KeyboardUser, Keys, 9), How(MouseUser, Mouse, 40)
HANDS = pytest.mark.parametrize("how", [BY_KEYS, BY_MOUSE], ids=["keys", "mouse"])


@HANDS
def test_some_items_from_the_call_to_the_recorded_delivery(
    how: How, house: House, laptop: Laptop, clock: MovingClock, tmp_path: Path, qtbot: QtBot
) -> None:
    chosen = _some(how.every)
    _fill(house, tmp_path, chosen)
    laptop.user = how.user(qtbot)
    vault = Vault(house.vault.folder, PASSPHRASE, "Foxglove Hill School")
    _whole(laptop, how, clock, tmp_path, vault, chosen)


@pytest.mark.soak
@HANDS
def test_all_items_of_the_practice_vault_from_the_call_to_the_recorded_delivery(
    how: How, laptop: Laptop, clock: MovingClock, tmp_path: Path, qtbot: QtBot
) -> None:
    made = run_demo(tmp_path, SetClock(at=NOW), lambda _: None)
    laptop.user = how.user(qtbot)
    vault = Vault(made.vault, DEMO_PASSPHRASE, "Owlbeck Community College")
    _whole(laptop, how, clock, tmp_path, vault, pieces())
    # its sentences are made of a few phrases: what restricted items say, open ones say as well
    told = " ".join(one.words for one in pieces() if one.category not in _RESTRICTED).casefold()
    found = found_in_the_open(made.vault, clock)
    laptop.settings.last_vault_folder = tmp_path  # looked at already
    assert [one for one in found if one.rsplit(" in ", 1)[0].casefold() not in told] == []


def test_a_name_left_in_the_words_of_a_pack_would_be_seen() -> None:
    # the planted fault of the reading at the end
    words = "Sat with Otis at lunch. A wren nests in the roof. He will sand it."
    assert the_delivery.still_told(words, ["Otis"])
    assert not the_delivery.still_told(words, ["Wren", "Will", "Oti"])


@dataclass(frozen=True, slots=True)
class Vault:
    """Where the request is, what opens it, and which school is asked."""

    folder: Path
    passphrase: str
    school: str


def _whole(
    laptop: Laptop, how: How, clock: MovingClock, tmp_path: Path, vault: Vault, chosen: tuple[Piece, ...]
) -> None:
    clock.put(NOW)
    lap = _Laps()
    user = laptop.start(vault.folder)
    hand = how.hand(user)
    the_decisions.unlock(user, vault.passphrase, PUPIL)
    the_decisions.acknowledge(user, hand)
    the_decisions.who_asks(user)
    the_decisions.gather(user, hand, vault.school)
    the_decisions.advice(user, vault.passphrase)
    the_decisions.people(user, hand)
    lap("until the review")
    the_decisions.review(user, hand, vault.passphrase, _eyes(chosen))
    lap("the review")
    password = the_delivery.build(user, vault.passphrase)
    lap("the pack and its check")
    settled = the_delivery.settle(user)
    assert _noise(settled, chosen) == [], user.reads()
    the_delivery.approve(user)
    nobody = {*PUPIL.split(), *cast.MOTHER.split()}
    saved = the_delivery.save(user, laptop, tmp_path, nobody, files=the_delivery.files_told(user))
    the_delivery.send(user, cast.MOTHER)
    laptop.close()
    lap(f"the rest, {len(settled)} suspicions kept")
    sent = the_delivery.kept_in_the_vault(vault.folder, vault.passphrase, clock, saved, cast.MOTHER)
    the_delivery.read_elsewhere(saved, password, (PUPIL, cast.MOTHER), _covered(chosen))
    _read_by_eye(saved, password, chosen)
    lap(f"reading {sent.pages} pages elsewhere")


def _eyes(chosen: tuple[Piece, ...]) -> Callable[[str], list[Area]]:
    """Where somebody is named in the picture of the item whose row says so."""
    marked = {f"{one.title} ({one.number})": the_pictures.areas_of(one) for one in chosen}
    return lambda row: next((areas for title, areas in marked.items() if row.startswith(f"{title},")), [])


def _read_by_eye(saved: tuple[Path, ...], password: str, chosen: tuple[Piece, ...]) -> None:
    """A reader of pictures finds those who were named in the scans and photographs before, and in no page of the pack."""
    if not the_pictures.can_read():
        return
    for one in chosen:
        if one.form in PICTURES and (names := the_pictures.named(one)):
            before = the_pictures.seen_in(file_of(one, NOW.date(), ()))
            assert the_pictures.readable(before, names) == [*names], "this reader would not see them"
    pages = {
        (file.name, page): words
        for file in saved
        for page, words in the_pictures.seen_in_pictures(file, password).items()
    }
    assert len(pages) >= sum(one.form in PICTURES for one in chosen)
    covered = _covered(chosen)
    assert {
        page: there for page, words in pages.items() if (there := the_pictures.readable(words, covered))
    } == {}


class _Laps:
    """Prints how long each part took, for whoever runs the long form with `-s`."""

    def __init__(self) -> None:
        self._at = time.monotonic()

    def __call__(self, what: str) -> None:
        now = time.monotonic()
        print(f"{what}: {now - self._at:.0f} s")  # noqa: T201  (as above)
        self._at = now


def _noise(settled: list[str], chosen: tuple[Piece, ...]) -> list[str]:
    """Suspicions of nobody: only a sentence about a relation is told by right, covered in one place and left in another."""
    told = [one for one in chosen if {*one.planted} & {*cast.RELATIONS}]
    said = fold(" ".join(sentence for one in told for sentence in one.sentences if _of_a_relation(sentence)))
    return [one for one in settled if one not in _FOR_A_PERSON and fold(one) not in said]


def _of_a_relation(sentence: str) -> bool:
    return any(one in sentence[:1].lower() + sentence[1:] for one in cast.RELATIONS)


def _covered(chosen: tuple[Piece, ...]) -> tuple[str, ...]:
    """Every way in which somebody else is named in these pieces, by the key; relations tell no name."""
    planted = {words for piece in chosen for words in KEY.get(str(piece.number), ())}
    return tuple(sorted(planted - set(cast.RELATIONS)))


def _some(step: int) -> tuple[Piece, ...]:
    """One piece of so many, and one of each form, with who is named in it."""
    every = pieces()
    first = {form: next(one for one in every if one.form is form) for form in Form}
    # who is on no record is known by a whole name in a text alone
    told = [next(one for one in every if _tells(one, other)) for other in cast.OTHERS if not other.known]
    wanted = {one.number for one in (*first.values(), *told, *every[::step])}
    return tuple(one for one in every if one.number in wanted)


def _tells(piece: Piece, other: cast.Other) -> bool:
    """Whether a piece names somebody by the whole name, in words and not in a picture."""
    return piece.form not in PICTURES and other.name in piece.planted


def _fill(house: House, folder: Path, chosen: tuple[Piece, ...]) -> None:
    """The pupil with these pieces, those whom the vault knows besides, and the mother's open request."""
    session, vault = house.session, house.vault
    fill_in_the_letter(house)
    for other in cast.OTHERS[:4]:
        given, family = other.name.split()
        pupil = new_pupil(house, given_names=given, family_name=family)
        kept = take_referral(session, pupil, new_referral(house)).pupil
        if given == "Otis":
            carer = Carer(pupil_id=kept.id, name=cast.OTHERS[4].name, relationship=Relationship.MOTHER)
            save_carer(session, carer)
    jobs: InlineJobs[Session] = InlineJobs(lambda _read_only: session)
    papers = Papers(jobs, folder, lambda _: None)
    days = StoryDays(house.clock.today(), bank_holidays(session))
    file = LongFile(session, house.clock, days, papers, house.school.id)
    file.all = chosen
    for step in sorted(file.steps(), key=lambda one: one.when):
        if step.do != file.programme:
            house.clock.at = step.when
            step.do()
    house.clock.at = NOW
    jobs.stop()
    session.close()
    vault.close()
