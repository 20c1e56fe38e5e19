from __future__ import annotations

import io

import foreign
from PIL import Image

from coordinator_app.pdf.jpeg_parts import extras, plain_jpeg

NAME = foreign.NAME.encode()


def loaded() -> bytes:
    """A JPEG with a name in every place where one can hide beside the picture."""
    exif = Image.Exif()
    exif[0x010E] = foreign.NAME
    small = foreign.picture("JPEG", (80, 60), comment=NAME)
    made = foreign.picture("JPEG", exif=exif.tobytes(), comment=NAME, icc_profile=NAME * 9, dpi=(300, 300))
    return made[:2] + b"\xff\xed" + (len(small) + 2).to_bytes(2, "big") + small + made[2:] + b"behind " + NAME


def test_nothing_but_the_picture_stays() -> None:
    data = loaded()
    assert data.count(NAME) >= 5
    jpeg = plain_jpeg(data)
    assert jpeg is not None
    assert NAME not in jpeg.data
    assert extras(jpeg.data) == ""
    assert (jpeg.width, jpeg.height, jpeg.colours, jpeg.usual) == (900, 600, 3, True)
    both = [Image.open(io.BytesIO(one)).convert("RGB").tobytes() for one in (data, jpeg.data)]
    assert both[0] == both[1]


def test_what_is_no_whole_picture_is_refused() -> None:
    whole = foreign.picture("JPEG")
    for data in (
        b"",
        b"\xff\xd8",
        whole[:300],
        whole[:-2],
        whole[2:],
        b"\xff\xd8\xff\xd9",
        whole[:20] + b"x" + whole[20:],
    ):
        assert plain_jpeg(data) is None
    assert extras(whole[:-2]) == extras(b"") == "parts that cannot be followed"


def test_each_thing_beside_the_picture_is_told() -> None:
    assert extras(foreign.picture("JPEG")) == ""
    assert extras(loaded()) == "a comment, camera data or a second picture"
    assert extras(foreign.picture("JPEG") + b"x") == "something behind its end"
