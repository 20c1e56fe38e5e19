"""Plain text in whatever letters it was written, and what kind of text it is."""

from __future__ import annotations

import codecs
import re
from typing import Final

from coordinator_app.core.errors import BadFile
from coordinator_app.documents.looking.found import MOST_LETTERS, Found, Part

_LOOKED_AT: Final = 65_536
_BOMS: Final = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
_WESTERN: Final = frozenset({"cp1252", "latin_1", "iso8859_15", "cp850", "mac_roman"})
# of a thousand bytes how many may be control signs that no text holds
_MOST_SIGNS: Final = 3
_SIGNS: Final = bytes(sorted({*range(32), 127} - {7, 8, 9, 10, 11, 12, 13, 26, 27}))
_HEADER = re.compile(r"[!-9;-~]{1,76}:[ \t]?")
_OF_A_MESSAGE: Final = frozenset(
    [
        "from",
        "to",
        "cc",
        "subject",
        "date",
        "received",
        "return-path",
        "delivered-to",
        "message-id",
        "mime-version",
        "reply-to",
        "sender",
    ]
)
# what stands before a page is passed over once and never tried in another way: (?>...) and *+ do not go back
_WEB = re.compile(r"(?is)\s*+(?>(?:<\?xml[^>]*\?>|<!--.*?-->)\s*+)*+<(?:!doctype\s+html|html|head|body)\b")
# every name of letters that text is written in; others ("punycode") name no letters, and take hours over a long text
_LETTERS = re.compile(
    r"utf[-_](?:7|8|8-sig|16|16-[lb]e|32|32-[lb]e)|ascii|iso8859-\d+|cp\d+|koi8-\w|mac-\w+|gb\w+|big5\w*|hz|johab"
    r"|shift_jis\w*|euc_\w+|iso2022_\w+|tis-620|ptcp154|kz1048|hp-roman8"
)


_SHIFTS = re.compile(r"utf[-_]7|hz|iso2022_\w+")


def is_text(content: bytes) -> bool:
    """Whether a file is text in some letters: hardly any sign in it that no text holds."""
    start = content[:_LOOKED_AT]
    if any(start.startswith(mark) for mark, _ in _BOMS) or _wide(start):
        return True
    signs = len(start) - len(start.translate(None, _SIGNS))
    return bool(start) and signs * 1000 <= _MOST_SIGNS * len(start) and b"\0" not in start


def start_of(content: bytes) -> str:
    """The first words, to tell kinds of text apart."""
    return decoded(content[: _LOOKED_AT // 4 * 4])


def is_web_page(words: str) -> bool:
    """Whether text is a web page, by how it begins."""
    return _WEB.match(words.lstrip("\ufeff")[:4096]) is not None


def is_message(words: str) -> bool:
    """Whether text is an email as it was sent: lines of a head from its very first, two of them a message's own."""
    known = set()
    for number, line in enumerate(words.lstrip("\ufeff\r\n").splitlines()):
        if not line.strip() or number > 200:
            break
        if line[0] in " \t" or (number == 0 and line.startswith("From ")):
            continue
        found = _HEADER.match(line)
        if found is None:
            return False
        known.add(found.group().rstrip(": \t").lower())
    return len(known & _OF_A_MESSAGE) >= 2


def decoded(content: bytes) -> str:
    """The text in the letters it was written in: by its mark, as UTF-8, or by the likeliest of the others."""
    for mark, name in _BOMS:
        if content.startswith(mark):
            return content.decode(name, "replace")
    wide = _wide(content)
    if wide:
        return content.decode(wide, "replace")
    try:
        return content.decode("utf-8")
    except UnicodeDecodeError as error:
        if error.start >= len(content) - 4:  # a letter cut in two at the end
            return content[: error.start].decode("utf-8")
    nearly = _nearly_unicode(content)
    if nearly:
        return nearly
    return content.decode(_guessed(content), "replace")


def in_letters(content: bytes, name: str) -> str | None:
    """The text in the letters that it names itself. None if there are none of this name or they do not fit.

    Bytes that are all plain ASCII say what they say whatever is claimed of them, but in letters that shift.
    """
    try:
        known = codecs.lookup(name).name
        if content.isascii() and b"\0" not in content and not _SHIFTS.fullmatch(known):
            return content.decode("ascii") if _LETTERS.fullmatch(known) else None
        return content.decode(known) if _LETTERS.fullmatch(known) else None
    except (LookupError, ValueError):
        return None


def _wide(content: bytes) -> str:
    """UTF-16 without a mark, by its noughts, "" if it is not."""
    start = content[:2000]
    if len(start) < 8:
        return ""
    for name, at in (("utf-16-le", 1), ("utf-16-be", 0)):
        noughts = start[at::2].count(0)
        if noughts * 10 > len(start) * 4 and start[1 - at :: 2].count(0) == 0:
            return name
    return ""


def _nearly_unicode(content: bytes) -> str:
    """UTF-8 in which a few bytes are another program's, each of them read as Windows writes it; "" if it is not."""
    words = content.decode("utf-8", "surrogateescape")
    plain = len(words.encode("ascii", "ignore"))
    strange = [letter for letter in words if "\udc80" <= letter <= "\udcff"]
    good = len(words) - plain - len(strange)
    if good < 2 * len(strange):
        return ""
    western = {
        ord(letter): bytes([ord(letter) - 0xDC00]).decode("cp1252", "replace") for letter in set(strange)
    }
    return words.translate(western)


def _guessed(content: bytes) -> str:
    from charset_normalizer import from_bytes  # noqa: PLC0415  (slow to import, and seldom needed)

    western = content.decode("cp1252", "replace")
    if "\ufffd" not in western and _is_western(western):
        return "cp1252"
    found = list(from_bytes(content[:_LOOKED_AT]))
    # western letters were looked at above and are none: of two that fit as well, the other one
    likely = [one.encoding for one in found if one.chaos <= found[0].chaos and one.encoding not in _WESTERN]
    return next(iter([*likely, *(one.encoding for one in found)]), "cp1252")


def _is_western(words: str) -> bool:
    """Whether the letters beyond ASCII are few and those of names and pound signs, as in text from a British office."""
    beyond = [letter for letter in words if ord(letter) > 127]
    usual = sum(
        letter in "£€–—‘’“”…•éèêëáàâäãåíìîïóòôöõúùûüýÿçñßæœøÉÈÁÀÓÖÜÄÅÇÑ°½¼¾©®™ \xa0" for letter in beyond
    )
    return len(beyond) * 5 < len(words) and usual * 10 >= len(beyond) * 9


def read(content: bytes) -> Found:
    """Plain text or a list, line by line. BadFile if there is too much of it."""
    words = decoded(content)
    if len(words) > MOST_LETTERS:
        raise too_long()
    return Found((Part(lines=tuple(words.lstrip("\ufeff").splitlines())),))


def too_long() -> BadFile:
    """What is said of a file with more words than can be kept and shown."""
    return BadFile(
        "This file holds more words than can be kept and shown safely: over two million letters.",
        next_step="Save it in parts, then choose each part.",
    )
