"""A real HEIC photograph by hand: no library at hand writes one. One still picture of HEVC whose blocks are kept as they are.

Each block of 16 by 16 is coded as plain samples (PCM), so that only four kinds of decision have to be coded
arithmetically. ITU-T H.265 for the picture, ISO/IEC 23008-12 for the file round it.
"""

from __future__ import annotations

import struct

from PIL import Image

_BLOCK = 16
# how much of the range the unlikely value takes (H.265 table 9-52), as far as a few blocks need it
_SHARES = (
    (128, 176, 208, 240),
    (128, 167, 197, 227),
    (128, 158, 187, 216),
    (123, 150, 178, 205),
    (116, 142, 169, 195),
    (111, 135, 160, 185),
    (105, 128, 152, 175),
    (100, 122, 144, 166),
    (95, 116, 137, 158),
    (90, 110, 130, 150),
    (85, 104, 123, 142),
    (81, 99, 117, 135),
)


class _Bits:
    def __init__(self) -> None:
        self.bits: list[int] = []

    def u(self, size: int, value: int) -> None:
        self.bits += [value >> at & 1 for at in range(size - 1, -1, -1)]

    def ue(self, *values: int) -> None:
        for value in values:
            size = (value + 1).bit_length()
            self.u(2 * size - 1, value + 1)

    def aligned(self) -> None:
        self.bits += [0] * (-len(self.bits) % 8)

    def data(self) -> bytes:
        whole = self.bits + [0] * (-len(self.bits) % 8)
        return bytes(int("".join(map(str, whole[at : at + 8])), 2) for at in range(0, len(whole), 8))


class _Coder:
    """The arithmetic coder of H.265 9.3.4, for decisions that are always the likely ones."""

    def __init__(self, out: _Bits) -> None:
        self._out, self._state = out, 0
        self.begin()

    def begin(self) -> None:
        self._low, self._range, self._first, self._waiting = 0, 510, True, 0

    def likely(self) -> None:
        share = _SHARES[self._state][self._range >> 6 & 3]
        self._range -= share
        self._state += 1
        self._renew()

    def ends(self, *, ends: bool) -> None:
        self._range -= 2
        if not ends:
            self._renew()
            return
        self._low += self._range
        self._range = 2
        self._renew()
        self._put(self._low >> 9 & 1)
        self._out.u(2, self._low >> 7 & 3 | 1)
        self._out.aligned()

    def _renew(self) -> None:
        while self._range < 256:
            if self._low < 256:
                self._put(0)
            elif self._low >= 512:
                self._low -= 512
                self._put(1)
            else:
                self._low -= 256
                self._waiting += 1
            self._range <<= 1
            self._low <<= 1

    def _put(self, bit: int) -> None:
        if self._first:
            self._first = False
        else:
            self._out.bits.append(bit)
        self._out.bits += [1 - bit] * self._waiting
        self._waiting = 0


def _unit(kind: int, bits: _Bits) -> bytes:
    """A unit of the stream; what would look like the start of another is parted."""
    out, noughts = bytearray(), 0
    for byte in bits.data():
        if noughts >= 2 and byte <= 3:
            out.append(3)
            noughts = 0
        out.append(byte)
        noughts = noughts + 1 if byte == 0 else 0
    return struct.pack(">H", kind << 9 | 1) + bytes(out)


def _profile(bits: _Bits) -> None:
    bits.u(8, 3)  # main still picture
    bits.u(32, 0x70000000)
    bits.u(4, 0b1001)
    bits.u(44, 0)
    bits.u(8, 30)


def _sets(width: int, height: int) -> tuple[bytes, bytes, bytes]:
    video, sequence, picture = _Bits(), _Bits(), _Bits()
    for size, value in ((4, 0), (2, 3), (6, 0), (3, 0), (1, 1), (16, 0xFFFF)):
        video.u(size, value)
    _profile(video)
    video.u(1, 1)
    video.ue(0, 0, 0)
    video.u(6, 0)
    video.ue(0)
    video.u(2, 0)
    video.u(1, 1)
    for size, value in ((4, 0), (3, 0), (1, 1)):
        sequence.u(size, value)
    _profile(sequence)
    sequence.ue(0, 1, width, height)
    sequence.u(1, 0)
    sequence.ue(0, 0, 0)
    sequence.u(1, 1)
    sequence.ue(0, 0, 0, 1, 0, 0, 2, 0, 0)
    for size, value in (
        (3, 0),
        (1, 1),
        (4, 7),
        (4, 7),
    ):  # no lists, no SAO; samples as they are, of eight bits
        sequence.u(size, value)
    sequence.ue(1, 0)
    sequence.u(1, 1)
    sequence.ue(0)
    sequence.u(5, 0)
    sequence.u(1, 1)
    picture.ue(0, 0)
    picture.u(7, 0)
    picture.ue(0, 0, 0)
    picture.u(3, 0)
    picture.ue(0, 0)
    for size, value in ((7, 0), (1, 1), (1, 0), (1, 1), (2, 0)):  # no deblocking
        picture.u(size, value)
    picture.ue(0)
    picture.u(2, 0)
    picture.u(1, 1)
    return _unit(32, video), _unit(33, sequence), _unit(34, picture)


def _slice(grey: Image.Image) -> bytes:
    bits = _Bits()
    bits.u(2, 0b10)
    bits.ue(0, 2, 0)
    bits.u(1, 1)
    bits.aligned()
    coder = _Coder(bits)
    places = [(x, y) for y in range(0, grey.height, _BLOCK) for x in range(0, grey.width, _BLOCK)]
    for x, y in places:
        coder.likely()  # the block is not parted
        coder.ends(ends=True)  # its samples follow
        for sample in grey.crop((x, y, x + _BLOCK, y + _BLOCK)).tobytes() + b"\x80" * (_BLOCK * _BLOCK // 2):
            bits.u(8, sample)
        coder.begin()
        coder.ends(ends=(x, y) == places[-1])
    return _unit(19, bits)


def _box(name: bytes, *inner: bytes, full: int | None = None) -> bytes:
    body = (b"" if full is None else struct.pack(">I", full)) + b"".join(inner)
    return struct.pack(">I", len(body) + 8) + name + body


def heic(picture: Image.Image, *, quarters: int = 0) -> bytes:
    """A HEIC file of a small grey picture, at most 192 by 16 or the like; `quarters` to be turned to the left."""
    grey = picture.convert("L")
    sets, data = _sets(*grey.size), _slice(grey)
    arrays = b"".join(
        struct.pack(">BHH", 0x80 | kind, 1, len(unit)) + unit
        for kind, unit in zip((32, 33, 34), sets, strict=True)
    )
    config = struct.pack(
        ">BBIHIBHBBBBHBB", 1, 3, 0x70000000, 0x9000, 0, 30, 0xF000, 0xFC, 0xFD, 0xF8, 0xF8, 0, 0x0F, 3
    )
    props = _box(b"hvcC", config + arrays) + _box(b"ispe", struct.pack(">II", *grey.size), full=0)
    props += _box(b"irot", bytes([quarters]))
    coded = struct.pack(">I", len(data)) + data

    def file(at: int) -> bytes:
        meta = _box(
            b"meta",
            _box(b"hdlr", bytes(4), b"pict", bytes(13), full=0),
            _box(b"pitm", struct.pack(">H", 1), full=0),
            _box(b"iloc", struct.pack(">BBHHHHII", 0x44, 0, 1, 1, 0, 1, at, len(coded)), full=0),
            _box(
                b"iinf",
                struct.pack(">H", 1),
                _box(b"infe", struct.pack(">HH", 1, 0), b"hvc1\0", full=2 << 24),
                full=0,
            ),
            _box(
                b"iprp",
                _box(b"ipco", props),
                _box(b"ipma", struct.pack(">IHBBBB", 1, 1, 3, 0x81, 2, 0x83), full=0),
            ),
            full=0,
        )
        return _box(b"ftyp", b"heic", bytes(4), b"mif1", b"heic") + meta + _box(b"mdat", coded)

    start = len(file(0)) - len(coded)
    return file(start)
