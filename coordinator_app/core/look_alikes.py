"""Letters of other scripts that look like Latin ones: a name spelt with them reads the same, and is found the same.

One table for whoever looks for names beforehand and whoever checks the finished pack.
"""

from __future__ import annotations

from typing import Final

_CYRILLIC: Final = zip("авекмнорстухіјѕһԁԛԝӏ", "abekmhopctyxijshdqwl", strict=True)
_GREEK: Final = zip("αβεζηικμνορτυχϲϳ", "abezhikmnoptuxcj", strict=True)
_OTHERS: Final = zip("ɑɡɩօսոհ", "agiounh", strict=True)
LOOK_ALIKES: Final = {ord(other): latin for pairs in (_CYRILLIC, _GREEK, _OTHERS) for other, latin in pairs}


def as_latin(folded: str) -> str:
    """A folded text (small letters, no accents) with the Latin letter for each that looks like one."""
    return folded if folded.isascii() else folded.translate(LOOK_ALIKES)
