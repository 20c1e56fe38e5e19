import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import UTC, date, datetime
from enum import IntEnum, StrEnum
from typing import Any, Literal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from coordinator_app.core.privacy import PUPIL_FILE, Basis, Choice, Retention
from coordinator_app.core.wire import WireError, from_plain, to_plain


class Side(StrEnum):
    LEFT = "left"
    RIGHT = "right"


class Size(IntEnum):
    SMALL = 1
    LARGE = 2


class Answer(Choice):
    YES = "yes", "Yes, in full"
    NO = "no", "No"


@dataclass(frozen=True)
class Text:
    words: str


@dataclass(frozen=True)
class Box:
    left: float
    side: Side | None = None


@dataclass(frozen=True)
class Page:
    number: int
    whole: bool
    on: date | None
    at: datetime | None
    size: Size
    answer: Answer
    parts: tuple[Text | Box, ...]
    pair: tuple[int, str]
    names: dict[str, tuple[date, ...]]
    notes: list[str]
    picture: bytes
    style: Literal["plain", "fair"]


PAGES = st.builds(
    Page,
    number=st.integers(),
    whole=st.booleans(),
    on=st.none() | st.dates(),
    at=st.none() | st.datetimes(timezones=st.just(UTC)).map(lambda at: at.replace(fold=0)),
    size=st.sampled_from(Size),
    answer=st.sampled_from(Answer),
    parts=st.lists(
        st.builds(Text, st.text())
        | st.builds(Box, st.floats(allow_nan=False, allow_infinity=False), st.none() | st.sampled_from(Side))
    ).map(tuple),
    pair=st.tuples(st.integers(), st.text()),
    names=st.dictionaries(st.text(), st.lists(st.dates(), max_size=3).map(tuple), max_size=3),
    notes=st.lists(st.text(), max_size=3),
    picture=st.binary(),
    style=st.sampled_from(["plain", "fair"]),
)


def over_the_wire(value: Any) -> Any:
    blobs = []
    return json.loads(json.dumps(to_plain(value, blobs), allow_nan=False)), blobs


@given(PAGES)
def test_whatever_a_page_holds_comes_back_equal_and_of_the_same_types(page: Any) -> None:
    plain, blobs = over_the_wire(page)
    back = from_plain(Page, plain, blobs)
    assert back == page
    assert repr(back) == repr(page)


def test_our_own_types_pass() -> None:
    plain, _ = over_the_wire(PUPIL_FILE)
    assert from_plain(Retention, plain) == PUPIL_FILE


def page(**other: Any) -> Any:
    blobs = []
    made = Page(1, True, None, None, Size.SMALL, Answer.NO, (), (1, "a"), {}, [], b"p", "fair")
    return {**to_plain(made, blobs), **other}, blobs


@pytest.mark.parametrize(
    "wrong",
    [
        {"number": "1"},
        {"number": True},
        {"number": 1.0},
        {"whole": 1},
        {"whole": None},
        {"on": "21 November 2026"},
        {"on": "20261121"},
        {"on": "2026-02-30"},
        {"on": 5},
        {"at": "2026-11-21"},
        {"size": 3},
        {"size": True},
        {"answer": "perhaps"},
        {"answer": ["no"]},
        {"parts": {"~": "Text", "words": "a"}},
        {"parts": [{"~": "Page", "words": "a"}]},
        {"parts": [{"~": "Text"}]},
        {"parts": [{"~": "Text", "words": "a", "more": 1}]},
        {"parts": [{"words": "a"}]},
        {"pair": [1]},
        {"pair": [1, 2]},
        {"names": [["a"]]},
        {"names": {"a": "2026-11-21"}},
        {"notes": "abc"},
        {"picture": "p"},
        {"picture": {"blob": 1}},
        {"picture": {"blob": -1}},
        {"picture": {"blob": False}},
        {"picture": {"blob": 0, "more": 1}},
        {"style": "ugly"},
        {"extra": 1},
        {"~": "os.system"},
        {"~": None},
    ],
)
def test_what_is_not_foreseen_is_refused_without_being_quoted(wrong: Any) -> None:
    plain, blobs = page(**wrong)
    with pytest.raises(WireError) as caught:
        from_plain(Page, plain, blobs)
    for value in ("21 November", "perhaps", "ugly", "os.system"):
        assert value not in str(caught.value)


@given(
    st.recursive(
        st.none() | st.booleans() | st.integers() | st.text(),
        lambda inner: st.lists(inner) | st.dictionaries(st.text(), inner),
    )
)
def test_no_plain_value_raises_anything_else(value: Any) -> None:
    with pytest.raises(WireError):
        from_plain(Page, value)


def test_a_missing_field_is_refused() -> None:
    plain, blobs = page()
    del plain["whole"]
    with pytest.raises(WireError):
        from_plain(Page, plain, blobs)


@pytest.mark.parametrize(
    "value", [object(), {1, 2}, {1: "a"}, float("nan"), float("inf"), Text, b"no blobs", 1j]
)
def test_what_cannot_be_sent_is_refused(value: Any) -> None:
    with pytest.raises(WireError):
        to_plain(value)


def test_a_whole_number_stands_for_a_float() -> None:
    assert from_plain(Box, {"~": "Box", "left": 3, "side": None}) == Box(3.0)


@dataclass(frozen=True)
class Wide:
    items: Sequence[int]
    table: Mapping[str, Text]


def test_sequences_come_back_as_tuples_and_mappings_as_dicts() -> None:
    plain, _ = over_the_wire(Wide([1, 2], {"a": Text("b")}))
    assert from_plain(Wide, plain) == Wide((1, 2), {"a": Text("b")})


@dataclass(frozen=True)
class Lost:
    where: "Nowhere"  # noqa: F821  (a name that cannot be found)


@dataclass(frozen=True)
class Made:
    given: int
    counted: int = field(init=False, default=3)


@dataclass(frozen=True)
class Careful:
    number: int

    def __post_init__(self) -> None:
        if self.number < 0:
            raise ValueError("negative")


def test_classes_that_cannot_be_read_say_so() -> None:
    with pytest.raises(WireError, match="annotations"):
        from_plain(Lost, {"~": "Lost", "where": 1})
    with pytest.raises(WireError, match="cannot be given"):
        from_plain(Made, {"~": "Made", "given": 1, "counted": 4})
    with pytest.raises(WireError):
        from_plain(Careful, {"~": "Careful", "number": -1})
    with pytest.raises(WireError):
        from_plain(Basis, {"~": "Basis"})
    with pytest.raises(WireError):
        from_plain(object, {})
