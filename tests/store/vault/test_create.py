"""Making a vault: whole or not at all, private, with the real figures where it is real."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import closing
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from coordinator_app.core.clock import SetClock
from coordinator_app.core.errors import DiskFull, InvalidInput, VaultDamaged, VaultPlaceUnsafe
from coordinator_app.core.privacy import Compartment
from coordinator_app.store import ballast, create
from coordinator_app.store.slots import FLOOR, PRACTICE, SlotKind
from coordinator_app.store.vault import create_vault, read_header, unlock

if TYPE_CHECKING:
    from conftest import Made


def test_a_real_vault_has_the_real_figures_a_ballast_and_opens(make: Callable[..., Made]) -> None:
    made = make(practice=False, kdf=FLOOR)
    said = read_header(made.folder)
    assert [slot.kdf for slot in said.of_kind(SlotKind.PASSPHRASE)] == [FLOOR]
    assert (said.practice, said.practice_passphrase, said.recovery_confirmed) == (False, "", False)
    assert (made.folder / ballast.NAME).stat().st_size == ballast.SIZE
    made.unlock().close()


def test_a_practice_vault_is_marked_and_shows_its_passphrase(made: Made) -> None:
    said = read_header(made.folder)
    assert said.practice
    assert said.practice_passphrase == made.passphrase
    assert said.of_kind(SlotKind.PASSPHRASE)[0].kdf == PRACTICE


def test_cheap_figures_are_refused_for_a_real_vault(make: Callable[..., Made]) -> None:
    with pytest.raises(ValueError, match="practice"):
        make(practice=False, kdf=PRACTICE)


def test_every_file_is_for_this_user_alone(made: Made) -> None:
    with closing(made.open()) as connection:
        connection.execute("INSERT INTO setting VALUES ('teapot', 'blue')")
        files = [path for path in made.folder.rglob("*") if path.is_file()]
        assert any(path.name.endswith("-wal") for path in files)
        assert {path.stat().st_mode & 0o777 for path in files} == {0o600}
    assert made.folder.stat().st_mode & 0o777 == 0o700


def test_every_compartment_has_a_key_of_its_own(made: Made) -> None:
    keys = made.keys()
    assert len({keys.key(compartment) for compartment in Compartment}) == 3
    with pytest.raises(VaultDamaged):
        create.open_database(made.database(Compartment.STAFF), keys.key(Compartment.GENERAL))


@pytest.mark.parametrize(
    ("options", "field"),
    [
        ({"title": "  "}, "title"),
        ({"passphrase": ""}, "passphrase"),
        ({"passphrase": "short", "practice": False}, "passphrase"),
    ],
)
def test_what_is_missing_is_said_by_its_field(tmp_path: Path, options: dict[str, object], field: str) -> None:
    given: dict[str, object] = {"title": "Marigold", "passphrase": "seven kites", "practice": True, **options}
    with pytest.raises(InvalidInput) as told:
        create_vault(
            tmp_path / "Marigold.vault", role="Co-ordinator", clock=SetClock(), state=tmp_path, **given
        )
    assert told.value.problems[0].field == field
    assert not list(tmp_path.iterdir())


def test_what_is_there_is_never_overwritten(made: Made, make: Callable[..., Made]) -> None:
    before = made.database().read_bytes()
    with pytest.raises(InvalidInput, match="already"):
        make()
    assert made.database().read_bytes() == before


def test_a_synchronised_folder_is_refused_for_a_real_vault(tmp_path: Path) -> None:
    place = tmp_path / "Dropbox"
    place.mkdir()
    with pytest.raises(VaultPlaceUnsafe, match="Dropbox"):
        create_vault(
            place / "Marigold.vault",
            title="Marigold",
            passphrase="seven kites above the pier",
            role="Co-ordinator",
            clock=SetClock(),
            kdf=FLOOR,
            state=tmp_path,
        )
    assert not list(place.iterdir())


def test_a_full_disk_leaves_nothing_half_made(small_disk: Path) -> None:
    (small_disk / "filler").write_bytes(bytes(5_800_000))
    with pytest.raises(DiskFull):
        create_vault(
            small_disk / "Marigold.vault",
            title="Marigold",
            passphrase="seven kites",
            role="Co-ordinator",
            practice=True,
            clock=SetClock(),
            state=small_disk.parent / "state",
        )
    assert [path.name for path in small_disk.iterdir()] == ["filler"]


def test_a_read_only_folder_is_refused(tmp_path: Path, read_only: Callable[[Path], None]) -> None:
    place = tmp_path / "sealed"
    place.mkdir()
    read_only(place)
    with pytest.raises(VaultPlaceUnsafe, match="not written to"):
        create_vault(
            place / "Marigold.vault",
            title="Marigold",
            passphrase="seven kites",
            role="Co-ordinator",
            practice=True,
            clock=SetClock(),
            state=tmp_path / "state",
        )


def test_planted_fault_a_vault_that_fails_its_check_is_not_kept(
    tmp_path: Path, make: Callable[..., Made], monkeypatch: pytest.MonkeyPatch
) -> None:
    honest = create.new_database

    def _damaging(path: Path, *rest: object) -> None:
        honest(path, *rest)
        data = bytearray(path.read_bytes())
        data[-100] ^= 1
        path.write_bytes(bytes(data))

    monkeypatch.setattr(create, "new_database", _damaging)
    with pytest.raises(VaultDamaged):
        make()
    assert not list(tmp_path.glob("*.vault*"))


def test_what_a_killed_creation_left_is_cleared(tmp_path: Path, make: Callable[..., Made]) -> None:
    left = tmp_path / "Marigold.vault.partial"
    left.mkdir()
    (left / "general.db").write_bytes(b"half")
    make().unlock().close()
    assert not left.exists()


def test_without_state_of_its_own_the_users_state_folder_is_used(
    made: Made, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("XDG_STATE_HOME", str(tmp_path / "home"))
    unlock(made.folder, made.passphrase, clock=made.clock).close()
    assert [path.name for path in (tmp_path / "home" / "coordinator-app").iterdir()] == ["last_seen.json"]
