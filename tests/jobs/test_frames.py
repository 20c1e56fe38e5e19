import io
import json
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from coordinator_app.jobs import frames
from coordinator_app.jobs.frames import BadFrame, Frame, read_frame, write_frame

MOST = 1 << 24


def framed(header: Any, tail: Any = b"", *, length: Any = None) -> Any:
    data = header if isinstance(header, bytes) else json.dumps(header).encode()
    return (len(data) if length is None else length).to_bytes(8, "big") + data + tail


def read(data: bytes, most: Any = MOST) -> Any:
    return read_frame(io.BytesIO(data), most)


@given(st.text(), st.dictionaries(st.text(), st.integers() | st.text()), st.lists(st.binary(), max_size=4))
def test_a_frame_comes_back_whole_and_leaves_the_next_one_alone(kind: Any, body: Any, blobs: Any) -> None:
    stream = io.BytesIO()
    write_frame(stream, kind, body, blobs)
    write_frame(stream, "next", {})
    stream.seek(0)
    assert read_frame(stream, MOST) == Frame(kind, body, tuple(blobs))
    assert read_frame(stream, MOST) == Frame("next", {})
    assert read_frame(stream, MOST) is None


GOOD = {"kind": "done", "body": {}, "blobs": []}


@pytest.mark.parametrize(
    "data",
    [
        b"\x00",
        b"\xff" * 8,
        framed(GOOD, length=500),
        framed(b"\xff\xfe"),
        framed(b"not json"),
        framed(b"[" * 100_000 + b"]" * 100_000),
        framed(b'{"kind": "a", "body": {"x": NaN}, "blobs": []}'),
        framed(b'{"kind": "a", "body": {"x": ' + b"9" * 5000 + b'}, "blobs": []}'),
        framed([]),
        framed({"kind": "done"}),
        framed({**GOOD, "more": 1}),
        framed({**GOOD, "kind": 1}),
        framed({**GOOD, "body": []}),
        framed({**GOOD, "blobs": 5}),
        framed({**GOOD, "blobs": [-1]}),
        framed({**GOOD, "blobs": [True]}, b"x"),
        framed({**GOOD, "blobs": [1.0]}, b"x"),
        framed({**GOOD, "blobs": [5]}, b"four"),
        framed({**GOOD, "blobs": [1 << 60]}),
        framed({**GOOD, "blobs": [0] * 20_001}),
    ],
)
def test_a_malformed_frame_is_refused(data: bytes) -> None:
    with pytest.raises(BadFrame):
        read(data)


def test_the_good_frame_of_these_tests_is_good() -> None:
    assert read(framed({**GOOD, "blobs": [4]}, b"four")) == Frame("done", {}, (b"four",))


def test_a_length_that_is_only_claimed_costs_no_memory() -> None:
    import tracemalloc

    tracemalloc.start()
    try:
        with pytest.raises(BadFrame):
            read(framed({**GOOD, "blobs": [1 << 30]}), most=1 << 31)
        assert tracemalloc.get_traced_memory()[1] < 1 << 23
    finally:
        tracemalloc.stop()


@given(st.binary(max_size=200))
def test_noise_is_refused_or_the_end(noise: Any) -> None:
    try:
        frame = read(noise)
    except BadFrame:
        return
    assert frame is None or isinstance(frame, Frame)


def test_a_body_that_is_no_json_is_the_writers_own_fault() -> None:
    with pytest.raises(TypeError):
        write_frame(io.BytesIO(), "done", {"a": object()})
    with pytest.raises(ValueError, match="JSON"):
        write_frame(io.BytesIO(), "done", {"a": float("nan")})


ITEMS: dict[str, Any] = {"items": [{"lines": ["Kit was on time. " * 40]}] * 3_000}


@pytest.mark.parametrize("request_of", [ITEMS, {"order": ITEMS, "written": {}}], ids=["written", "checked"])
def test_a_large_body_is_encoded_piece_by_piece(monkeypatch: Any, request_of: dict[str, Any]) -> None:
    """Encoded at once, five thousand items kept the window from being drawn for a tenth of a second."""
    order = {"task": "pack.build", "request": request_of}
    lengths = []
    real = json.dumps

    def dumps(value: Any, **options: Any) -> str:
        made = real(value, **options)
        lengths.append(len(made))
        return made

    monkeypatch.setattr(frames.json, "dumps", dumps)
    out = io.BytesIO()
    write_frame(out, "task", order)
    assert max(lengths) < 1_000
    out.seek(0)
    frame = read_frame(out, MOST)
    assert frame is not None
    assert frame.body == order


JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False, allow_infinity=False) | st.text(),
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(st.text(), inner, max_size=4),
)


@given(JSON)
def test_the_pieces_are_the_json_that_would_be_written_at_once(body: Any) -> None:
    whole = {"kind": "x", "body": body, "blobs": []}
    assert "".join(frames._pieces(whole, frames._DEPTH)) == json.dumps(whole)
