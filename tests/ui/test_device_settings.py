from pathlib import Path

import pytest
from PySide6.QtCore import QSettings

from coordinator_app.ui.device_settings import ALLOWED, DeviceSettings, Face, KeyNotAllowed, Place, Theme


def fill(settings: DeviceSettings) -> None:
    settings.theme, settings.face, settings.text_size = Theme.DARK, Face.HYPERLEGIBLE, 150
    settings.reduced_motion, settings.single_letters, settings.narrow_menu = True, False, True
    settings.maximised, settings.place = True, Place(-10, 20, 1200, 700)
    settings.last_vault_folder = Path("/vaults/Marigold.vault")


def keys_in(path: Path) -> set[str]:
    return set(QSettings(str(path), QSettings.Format.IniFormat).allKeys())


def strangers(path: Path) -> set[str]:
    return keys_in(path) - ALLOWED


def test_everything_comes_back_from_the_file(tmp_path: Path) -> None:
    fill(DeviceSettings(tmp_path / "window.ini"))
    again = DeviceSettings(tmp_path / "window.ini")
    assert (again.theme, again.face, again.text_size) == (Theme.DARK, Face.HYPERLEGIBLE, 150)
    assert (again.reduced_motion, again.single_letters, again.narrow_menu) == (True, False, True)
    assert (again.maximised, again.place) == (True, Place(-10, 20, 1200, 700))
    assert again.last_vault_folder == Path("/vaults/Marigold.vault")


def test_the_file_holds_nothing_but_what_is_allowed(tmp_path: Path) -> None:
    fill(DeviceSettings(tmp_path / "window.ini"))
    assert keys_in(tmp_path / "window.ini") == ALLOWED


def test_a_key_that_is_not_allowed_is_refused_and_would_be_found_in_the_file(tmp_path: Path) -> None:
    settings = DeviceSettings(tmp_path / "window.ini")
    with pytest.raises(KeyNotAllowed):
        settings._set("recent/pupil", "Marigold Puddlecombe")
    assert not strangers(settings.path)
    settings._ini.setValue("recent/pupil", "Marigold Puddlecombe")
    settings._ini.sync()
    assert strangers(settings.path) == {"recent/pupil"}


def test_values_that_make_no_sense_are_read_as_defaults(tmp_path: Path) -> None:
    path = tmp_path / "window.ini"
    path.write_text("[display]\ntext_size=9999\ntheme=pink\nface=\xff\n[window]\nplace=1 2 x -4\n", "latin-1")
    settings = DeviceSettings(path)
    assert (settings.theme, settings.face, settings.text_size, settings.place) == (
        Theme.SYSTEM,
        Face.INTER,
        100,
        None,
    )


def test_text_sizes_step_within_the_list_and_snap_to_it(tmp_path: Path) -> None:
    settings = DeviceSettings(tmp_path / "window.ini")
    assert settings.stepped_text_size(-1) == 100
    settings.text_size = 190
    assert settings.text_size == 200
    assert (settings.stepped_text_size(1), settings.stepped_text_size(-1)) == (200, 175)
    settings.forget_everything()
    assert settings.text_size == 100
