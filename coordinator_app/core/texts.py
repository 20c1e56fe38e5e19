"""Texts as they arrive: what cannot be kept, and what would deceive the eye."""

from __future__ import annotations

import unicodedata

FIELD_LIMIT = 64 * 1024  # bytes in UTF-8
NOTES_LIMIT = 1024 * 1024
_MARKS = {
    "\u200b": "zero-width space", "\u200c": "zero-width non-joiner", "\u200d": "zero-width joiner",
    "\u200e": "left-to-right mark", "\u200f": "right-to-left mark", "\u061c": "Arabic letter mark",
    "\u202a": "left-to-right embedding", "\u202b": "right-to-left embedding", "\u202c": "end of direction",
    "\u202d": "left-to-right override", "\u202e": "right-to-left override", "\u2066": "left-to-right isolate",
    "\u2067": "right-to-left isolate", "\u2068": "first-strong isolate", "\u2069": "end of isolate",
    "\u2060": "word joiner", "\ufeff": "zero-width no-break space", "\u00ad": "soft hyphen",
}  # fmt: skip
_KEPT_CONTROLS = "\n\t\r"
_RUNS = dict.fromkeys(map(ord, "\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069"))
_TURNING = _RUNS | dict.fromkeys(map(ord, "\u061c\u200e\u200f"))


def one_line(text: str) -> str:
    """A name, a title, a number: without the characters that turn the direction of writing.

    They cannot be seen, and in a sentence they would turn the app's own words around. Letters of scripts that run
    from right to left need none of them.
    """
    return text if text.isascii() else text.translate(_TURNING)


def upright(text: str) -> str:
    """Words for the screen in which a stored text may stand: nothing that turns a whole run around it.

    Single marks of direction stay: in a long text in Arabic or Hebrew they belong to what was written.
    """
    return text if text.isascii() else text.translate(_RUNS)


def visible(text: str) -> str:
    """The text with every character that hides or turns the writing shown as a mark: "\u2039right-to-left override\u203a".

    Line breaks and tabs stay; other control and format characters are shown by their number ("\u2039U+0007\u203a").
    """
    return "".join(_shown(char) for char in text)


def _shown(char: str) -> str:
    if char in _MARKS:
        return f"\u2039{_MARKS[char]}\u203a"
    hidden = unicodedata.category(char) in {"Cc", "Cf", "Cs"} and char not in _KEPT_CONTROLS
    return f"\u2039U+{ord(char):04X}\u203a" if hidden else char


def check_text(text: str, limit: int = FIELD_LIMIT) -> str | None:
    """Why a text cannot be kept, as a sentence, or None. `limit` is in bytes of UTF-8.

    NUL ends texts in other programs and half a surrogate pair is no character: neither can be kept truly.
    """
    if "\x00" in text:
        return (
            "This text holds a hidden character (NUL) that cannot be kept. Delete it or type the text again."
        )
    try:
        size = len(text.encode())
    except UnicodeEncodeError:
        return "This text holds a broken character that cannot be kept. Delete it or type the text again."
    if size > limit:
        return (
            f"This text is too long: {_kilobytes(size)} kB, and {_kilobytes(limit)} kB fit here. Shorten it."
        )
    return None


def _kilobytes(size: int) -> int:
    return -(-size // 1024)
