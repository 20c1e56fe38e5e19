"""What this laptop remembers about the window, never about a person: an INI file by explicit path (decision 14).

Only the keys of `ALLOWED` can be written. `QSettings(organisation, application)` is never used: it writes to
the user's real configuration even in tests.
"""

from __future__ import annotations

from enum import StrEnum
from pathlib import Path
from typing import NamedTuple

from PySide6.QtCore import QSettings, QStandardPaths

from coordinator_app.core.errors import Trouble

TEXT_SIZES = (100, 125, 150, 175, 200)
"""Text sizes in per cent, in the order in which the keys step through them."""


class Theme(StrEnum):
    """Light, dark, or as the system says."""

    SYSTEM = "system"
    LIGHT = "light"
    DARK = "dark"


class Face(StrEnum):
    """The face of the screen's text."""

    INTER = "inter"
    HYPERLEGIBLE = "hyperlegible"


ALLOWED = frozenset(
    {
        "window/place",
        "window/maximised",
        "window/narrow_menu",
        "display/theme",
        "display/text_size",
        "display/face",
        "display/reduced_motion",
        "keys/single_letters",
        "vault/last_folder",
    },
)
"""Every key that may stand in the file; a test reads the file back and fails on any other."""


class KeyNotAllowed(Trouble):
    """The program tried to remember something that is not on the list: our bug, nothing was written."""

    code = "setting-not-allowed"


class Place(NamedTuple):
    """Where the window stood, in device-independent pixels."""

    x: int
    y: int
    width: int
    height: int


def default_path() -> Path:
    """Where the file lies for this user of the laptop."""
    place = QStandardPaths.StandardLocation.GenericConfigLocation
    return Path(QStandardPaths.writableLocation(place)) / "Coordinator" / "window.ini"


class DeviceSettings:
    """The INI file. A value that makes no sense is read as its default; a damaged file is as good as none."""

    def __init__(self, path: Path | None = None) -> None:
        self.path = path or default_path()
        self.path.parent.mkdir(parents=True, exist_ok=True)
        self._ini = QSettings(str(self.path), QSettings.Format.IniFormat)

    def _get(self, key: str) -> str:
        value = self._ini.value(key, "")
        return value if isinstance(value, str) else ""

    def _set(self, key: str, value: str) -> None:
        if key not in ALLOWED:
            raise KeyNotAllowed("A setting that is not on the list cannot be remembered.")
        self._ini.setValue(key, value)
        self._ini.sync()

    def forget_everything(self) -> None:
        """Empty the file."""
        self._ini.clear()
        self._ini.sync()

    @property
    def theme(self) -> Theme:
        """Light, dark or as the system says (the default)."""
        found = self._get("display/theme")
        return Theme(found) if found in set(Theme) else Theme.SYSTEM

    @theme.setter
    def theme(self, theme: Theme) -> None:
        self._set("display/theme", theme.value)

    @property
    def face(self) -> Face:
        """Inter, or Atkinson Hyperlegible ("Easier to tell letters apart")."""
        found = self._get("display/face")
        return Face(found) if found in set(Face) else Face.INTER

    @face.setter
    def face(self, face: Face) -> None:
        self._set("display/face", face.value)

    @property
    def text_size(self) -> int:
        """One of TEXT_SIZES, in per cent."""
        found = self._get("display/text_size")
        size = int(found) if found.isascii() and found.isdigit() else 100
        return size if size in TEXT_SIZES else 100

    @text_size.setter
    def text_size(self, per_cent: int) -> None:
        nearest = min(TEXT_SIZES, key=lambda size: abs(size - per_cent))
        self._set("display/text_size", str(nearest))

    def stepped_text_size(self, steps: int) -> int:
        """The size so many steps from the present one, kept within the list."""
        at = TEXT_SIZES.index(self.text_size) + steps
        return TEXT_SIZES[max(0, min(at, len(TEXT_SIZES) - 1))]

    @property
    def reduced_motion(self) -> bool:
        """Whether fades are left out."""
        return self._get("display/reduced_motion") == "yes"

    @reduced_motion.setter
    def reduced_motion(self, wanted: bool) -> None:
        self._set("display/reduced_motion", "yes" if wanted else "no")

    @property
    def single_letters(self) -> bool:
        """Whether keys without Ctrl or Alt work outside text boxes (WCAG 2.1.4); on unless turned off."""
        return self._get("keys/single_letters") != "no"

    @single_letters.setter
    def single_letters(self, wanted: bool) -> None:
        self._set("keys/single_letters", "yes" if wanted else "no")

    @property
    def narrow_menu(self) -> bool:
        """Whether the user narrowed the menu by hand."""
        return self._get("window/narrow_menu") == "yes"

    @narrow_menu.setter
    def narrow_menu(self, narrow: bool) -> None:
        self._set("window/narrow_menu", "yes" if narrow else "no")

    @property
    def maximised(self) -> bool:
        """Whether the window filled the screen."""
        return self._get("window/maximised") == "yes"

    @maximised.setter
    def maximised(self, maximised: bool) -> None:
        self._set("window/maximised", "yes" if maximised else "no")

    @property
    def place(self) -> Place | None:
        """Where the window stood, or None if it was never placed."""
        parts = self._get("window/place").split()
        if len(parts) != 4 or not all(part.lstrip("-").isdigit() and part.isascii() for part in parts):
            return None
        place = Place(*(int(part) for part in parts))
        return place if place.width > 0 and place.height > 0 else None

    @place.setter
    def place(self, place: Place) -> None:
        self._set("window/place", f"{place.x} {place.y} {place.width} {place.height}")

    @property
    def last_vault_folder(self) -> Path | None:
        """The vault opened last, or None."""
        found = self._get("vault/last_folder")
        return Path(found) if found else None

    @last_vault_folder.setter
    def last_vault_folder(self, folder: Path) -> None:
        self._set("vault/last_folder", str(folder))
