"""The header: one form, bounds before anything costly, and no change that goes unnoticed."""

from __future__ import annotations

import json
import random
from collections.abc import Callable
from typing import TYPE_CHECKING

import pytest

from coordinator_app.core.errors import MustWait, Trouble, VaultMissing, VaultTooNew, WrongPassphrase
from coordinator_app.store import header, slots
from coordinator_app.store.header import NAME, PREVIOUS, Header, HeaderAltered, parse, render
from coordinator_app.store.slots import SlotKind
from coordinator_app.store.vault import Way, read_header, repair_header

if TYPE_CHECKING:
    from conftest import Made


def _flips(data: bytes, count: int) -> list[bytes]:
    chance = random.Random(20261121)
    places = chance.sample(range(len(data) * 8), count)
    found = []
    for place in places:
        changed = bytearray(data)
        changed[place // 8] ^= 1 << place % 8
        found.append(bytes(changed))
    return found


def _accepted(made: Made, flips: list[bytes]) -> int:
    count = 0
    for flip in flips:
        (made.folder / NAME).write_bytes(flip)
        made.later(100)
        try:
            made.unlock().close()
        except WrongPassphrase:
            pytest.fail("damage was called a wrong passphrase")
        except Trouble:
            continue
        count += 1
    return count


def test_of_300_changed_bits_none_is_accepted_and_none_is_called_a_wrong_passphrase(made: Made) -> None:
    data = (made.folder / NAME).read_bytes()
    assert _accepted(made, _flips(data, 300)) == 0
    (made.folder / NAME).write_bytes(data)
    made.unlock().close()


def test_planted_fault_without_the_code_over_the_header_changes_get_through(
    made: Made, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(Header, "is_genuine", lambda _self, _keys: True)
    text = (made.folder / NAME).read_text()
    changed = text.replace('"title": "Marigold"', '"title": "Marigolf"')
    assert changed != text
    assert _accepted(made, [changed.encode()]) == 1


@pytest.mark.parametrize(
    "change",
    [
        lambda data: data + b"\n",
        lambda data: data.replace(b'"title"', b' "title"'),
        lambda data: data.replace(b'"practice": true', b'"practice": true, "practice": true'),
        lambda data: json.dumps(json.loads(data)).encode(),
        lambda data: data.upper(),
        lambda _data: b"",
        lambda _data: b"[]",
        lambda _data: b"null",
        lambda _data: b"[" * 100_000,
        lambda _data: bytes(range(256)) * 16,
        lambda data: data + b" " * 300_000,
    ],
)
def test_any_other_bytes_than_ours_are_refused(made: Made, change: Callable[[bytes], bytes]) -> None:
    with pytest.raises(HeaderAltered):
        parse(change((made.folder / NAME).read_bytes()))


def _doctored(made: Made, **kdf: object) -> bytes:
    plain = json.loads((made.folder / NAME).read_bytes())
    plain["practice"] = kdf.pop("practice", True)
    plain["practice_passphrase"] = "" if not plain["practice"] else plain["practice_passphrase"]
    for slot in plain["slots"]:
        if slot["kdf"]:
            slot["kdf"].update(kdf)
    return json.dumps(plain, sort_keys=True, indent=1).encode() + b"\n"


@pytest.mark.parametrize(
    "kdf",
    [
        {"memory_mib": 102_400},
        {"memory_mib": 1025},
        {"memory_mib": 4},
        {"memory_mib": "64"},
        {"memory_mib": True},
        {"passes": 21},
        {"passes": 0},
        {"lanes": 9},
        {"name": "pbkdf2"},
    ],
)
def test_figures_out_of_bounds_are_refused_without_being_run(
    made: Made, monkeypatch: pytest.MonkeyPatch, kdf: dict[str, object]
) -> None:
    (made.folder / NAME).write_bytes(_doctored(made, **kdf))
    ran: list[object] = []
    honest = slots.stretch

    def _noted(passphrase: str, salt: bytes, figures: slots.Kdf) -> bytes:
        ran.append(figures)
        assert figures.in_bounds
        return honest(passphrase, salt, figures)

    monkeypatch.setattr(slots, "stretch", _noted)
    with pytest.raises(HeaderAltered):
        made.unlock()


def test_cheap_figures_are_for_practice_vaults_alone(made: Made) -> None:
    assert parse(_doctored(made)).practice
    with pytest.raises(HeaderAltered):
        parse(_doctored(made, practice=False))
    assert not parse(_doctored(made, practice=False, memory_mib=64, passes=3)).practice


def test_planted_fault_without_the_floor_a_cheap_header_would_be_taken(
    made: Made, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(slots.Kdf, "strong", True)
    assert parse(_doctored(made, practice=False))


def test_a_header_of_a_later_version_is_not_called_damaged(made: Made) -> None:
    plain = json.loads((made.folder / NAME).read_bytes())
    plain["version"] = 2
    with pytest.raises(VaultTooNew):
        parse(json.dumps(plain).encode())


def test_what_can_be_read_without_a_key_is_no_more_than_the_lock_screen_shows(made: Made) -> None:
    said = read_header(made.folder)
    assert (said.title, said.practice, said.practice_passphrase) == ("Marigold", True, "marigold-7-teapot")
    assert [slot.role for slot in said.slots] == ["Co-ordinator", "Recovery key"]
    assert parse(render(said)) == said


def test_a_missing_header_is_said_to_be_missing(made: Made) -> None:
    (made.folder / NAME).unlink()
    with pytest.raises(VaultMissing, match="header file is missing"):
        made.unlock()
    assert not (made.folder / NAME).exists()


def test_no_folder_and_an_ordinary_folder_are_told_apart(made: Made) -> None:
    with pytest.raises(VaultMissing, match="no vault at this place"):
        read_header(made.folder.parent / "Nowhere.vault")
    with pytest.raises(VaultMissing, match="not a vault"):
        read_header(made.state)


def test_a_damaged_header_is_mended_from_its_copy_and_kept(made: Made) -> None:
    (made.folder / NAME).write_bytes(b"noise")
    with pytest.raises(HeaderAltered) as told:
        made.unlock()
    assert told.value.copy_opens
    repair_header(made.folder, Way(SlotKind.PASSPHRASE, made.passphrase), clock=made.clock, state=made.state)
    made.unlock().close()
    assert (made.folder / "header.damaged.json").read_bytes() == b"noise"


def test_a_damaged_header_is_not_mended_for_someone_without_the_passphrase(made: Made) -> None:
    (made.folder / NAME).write_bytes(b"noise")
    wrong, right = Way(SlotKind.PASSPHRASE, "something else"), Way(SlotKind.PASSPHRASE, made.passphrase)
    with pytest.raises(HeaderAltered):
        repair_header(made.folder, wrong, clock=made.clock, state=made.state)
    with pytest.raises(HeaderAltered):
        made.unlock("something else")
    for way in (wrong, right):
        with pytest.raises(MustWait):
            repair_header(made.folder, way, clock=made.clock, state=made.state)
    with pytest.raises(MustWait):
        made.unlock()
    assert (made.folder / NAME).read_bytes() == b"noise"
    made.later(1)
    repair_header(made.folder, right, clock=made.clock, state=made.state)
    assert made.unlock().failed_tries == 0


def test_with_both_damaged_the_message_points_to_a_backup(made: Made) -> None:
    for name in (NAME, PREVIOUS):
        (made.folder / name).write_bytes(b"noise")
    with pytest.raises(HeaderAltered) as told:
        made.unlock()
    assert not told.value.copy_opens
    assert "backup" in told.value.next_step


def test_a_lost_copy_is_made_again_at_unlock(made: Made) -> None:
    (made.folder / PREVIOUS).unlink()
    made.unlock().close()
    assert (made.folder / PREVIOUS).read_bytes() == (made.folder / NAME).read_bytes()


def test_a_header_that_would_not_open_is_never_written(made: Made) -> None:
    before = (made.folder / NAME).read_bytes()
    with made.unlock() as vault, pytest.raises((ValueError, HeaderAltered)):
        header.write(made.folder, header.with_slots(vault.header, ()), vault.keys)
    assert (made.folder / NAME).read_bytes() == before
