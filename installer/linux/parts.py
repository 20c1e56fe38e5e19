"""What goes into the frozen app, worked out from the tree so that nothing can be forgotten.

PyInstaller follows `import` lines; the app imports much of itself late, by "module:name" in its tables. So every
module of the app is named to it, and everything it does not find by itself is listed here.
"""

from __future__ import annotations

import re
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
PACKAGE = "coordinator_app"
_LATE = re.compile(rf"[\"']({PACKAGE}(?:\.\w+)+):(\w+)[\"']")
# Qt comes whole; a desktop app without QML, network, 3D or a database driver needs a third of it
_UNUSED_QT = re.compile(
    r"Qt6?(?:Qml|Quick|QuickControls|Designer|Help|Test|Sql|OpenGLWidgets|VirtualKeyboard|Bluetooth|Pdf|UiTools)"
    r"|/(?:qml|translations|typesystems|glue|include|metatypes)/"
    r"|/plugins/(?:tls|sqldrivers|networkinformation|egldeviceintegrations|generic|qmltooling|designer)/"
    r"|/plugins/platforms/libq(?:linuxfb|vnc|eglfs|minimalegl|vkkhrdisplay)"
    r"|/plugins/platformthemes/libqgtk3|/plugins/platforminputcontexts/libqtvirtualkeyboard"
    r"|/plugins/wayland-graphics-integration-server/"
    # what only the GTK theme asked for
    r"|^lib(?:gtk-3|gdk-3|gdk_pixbuf|pango|pangocairo|pangoft2|cairo|cairo-gobject|atk|atk-bridge|atspi|epoxy)[-.0-9]"
)
EXCLUDED = [
    "tkinter",
    "unittest",
    "pydoc_data",
    "lib2to3",
    "IPython",
    "numpy",
    "pytest",
    "holidays",
    "PIL.ImageTk",
]


def modules(root: Path = ROOT) -> list[str]:
    """Every module of the app by its dotted name, whether imported early or late."""
    files = sorted((root / PACKAGE).rglob("*.py"))
    parts = [path.relative_to(root).with_suffix("").parts for path in files]
    return [".".join(part[:-1] if part[-1] == "__init__" else part) for part in parts]


def late_names(root: Path = ROOT) -> set[tuple[str, str]]:
    """(module, name) of everything the tables of the app name as "module:name"."""
    texts = [path.read_text(encoding="utf-8") for path in sorted((root / PACKAGE).rglob("*.py"))]
    return {found for text in texts for found in _LATE.findall(text)}


def data(root: Path = ROOT) -> list[tuple[str, str]]:
    """(file, folder in the bundle) of wording, fonts, icons and SQL, laid out as the wheel lays them out."""
    shipped = [path for folder in ("resources", "forms") for path in _files(root / folder)]
    beside = [path for path in _files(root / PACKAGE) if path.suffix not in {".py", ".pyc"}]
    return [
        *((str(path), f"{PACKAGE}/_data/{path.parent.relative_to(root).as_posix()}") for path in shipped),
        *((str(path), path.parent.relative_to(root).as_posix()) for path in beside),
        *((str(root / name), ".") for name in ("LICENSE", "THIRD-PARTY-NOTICES.md")),
        *((str(path), "tessdata") for path in language_data()),
    ]


def language_data(prefix: Path = Path(sys.prefix)) -> list[Path]:
    """What the reader of scanned pages needs to know of English, and of which way up letters stand.

    FileNotFoundError if it is not installed where the app is frozen: the app would then read no scan, in silence.
    """
    found = [prefix / "share" / "tessdata" / f"{name}.traineddata" for name in ("eng", "osd")]
    for path in found:
        if not path.is_file():
            raise FileNotFoundError(path)
    return found


def _files(folder: Path) -> list[Path]:
    return [path for path in sorted(folder.rglob("*")) if path.is_file() and "__pycache__" not in path.parts]


def unused(destination: str) -> bool:
    """Whether a file that PyInstaller collected is a part of Qt that the app never loads."""
    return _UNUSED_QT.search(destination.replace("\\", "/")) is not None
