"""Writes coordinator_app/core/print_letters.py from the fonts of the printed pages; run after a font is exchanged.

The window asks the table while a name is typed: it may load neither reportlab nor 6 MB of fonts for that.
"""

from __future__ import annotations

import textwrap
from pathlib import Path

from coordinator_app.core.printable import packed
from coordinator_app.pdf import fonts

TARGET = Path(__file__).resolve().parent.parent / "coordinator_app" / "core" / "print_letters.py"
_HEAD = '''"""The code points that the printed pages can show, as ranges in hexadecimal; written by tools/make_print_letters.py."""

from typing import Final

RANGES: Final = """
'''


def table() -> str:
    """The ranges, as the fonts have them."""
    return packed(fonts.drawable())


def main() -> None:
    """Writes the table."""
    lines = textwrap.fill(table(), 100, break_on_hyphens=False)
    TARGET.write_text(f'{_HEAD}{lines}\n"""\n', encoding="utf-8")
    print(f"{TARGET.name}: {len(fonts.drawable())} characters")


if __name__ == "__main__":
    main()
