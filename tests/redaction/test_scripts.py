"""Names in other scripts, as the layers of PDFs have them: in either order, in joined forms, with vowels before their letter.

They are suggested to the reviewer, and the seal check finds them in the finished file when nobody covered them.
"""

from __future__ import annotations

import io
import unicodedata
from pathlib import Path

import packs
import pikepdf
import pytest
import readers

from coordinator_app.access_requests.finding.finder import Finder
from coordinator_app.access_requests.finding.shapes import Known
from coordinator_app.access_requests.gathering.terms import Terms, phrases_of
from coordinator_app.access_requests.persons import PersonKind
from coordinator_app.core.names import fold
from coordinator_app.pdf import seal_words
from coordinator_app.pdf.pack_content import Box, DocumentItem, Forbidden, RebuiltPage
from coordinator_app.pdf.redact import rebuild_page
from coordinator_app.pdf.render import open_file
from coordinator_app.pdf.seal_check import Seal, check_pack

SUBJECT = Known("subject", PersonKind.PUPIL, ("Kit Puddlecombe",))
NAMES = {
    "Arabic": "محمد العلي",
    "Arabic in joined forms": "ﻣﺤﻤﺪ ﺍﻟﻌﻠﻲ",
    "Hebrew": "נועה לוי",
    "Urdu": "عائشہ چوہدری",
    "Polish": "Łucja Wójcik",
    "Turkish": "Işıl İnanç",
    "Vietnamese": "Nguyễn Thị Ánh",
    "Gujarati": "પ્રિયા શર્મા",
    "Panjabi": "ਸਿਮਰਨ ਕੌਰ",
    "Bengali": "প্রিয়াঙ্কা শর্মা",
}
KNOWN = {"Arabic in joined forms": "محمد العلي"}
INDIAN = {"Gujarati": "િપ્રયા શમાર્", "Panjabi": "ਿਸਮਰਨ ਕੌਰ", "Bengali": "িপ্রয়াঙ্কা শমর্া"}
"""As programs draw them: the short I before its letter, the hook of the R behind the letter on which it stands."""


def layer(lines: list[str], *, backwards: bool = False) -> bytes:
    """A page of letters drawn from left to right as they come; each line's letters the other way round if wished."""
    pdf = pikepdf.new()
    page = pdf.add_blank_page(page_size=(595, 842))
    letters = sorted({letter for line in lines for letter in line})
    codes = {letter: 33 + number for number, letter in enumerate(letters)}
    says = " ".join(f"<{code:02X}> <{one.encode('utf-16-be').hex()}>" for one, code in codes.items())
    table = (
        "/CIDInit /ProcSet findresource begin 12 dict begin begincmap /CMapName /A def /CMapType 2 def "
        f"1 begincodespacerange <00> <FF> endcodespacerange {len(codes)} beginbfchar {says} endbfchar endcmap end end"
    )
    font = pikepdf.Dictionary(
        Type=pikepdf.Name.Font, Subtype=pikepdf.Name.Type3, FontBBox=[0, 0, 500, 700],
        FontMatrix=[0.001, 0, 0, 0.001, 0, 0], Resources=pikepdf.Dictionary(),
        CharProcs=pikepdf.Dictionary({"/g": pdf.make_stream(b"500 0 0 0 450 700 d1 0 0 400 700 re f")}),
        Encoding=pikepdf.Dictionary(
            Type=pikepdf.Name.Encoding, Differences=pikepdf.Array([33, *[pikepdf.Name("/g")] * len(codes)])
        ),
        FirstChar=33, LastChar=32 + len(codes), Widths=[500] * len(codes), ToUnicode=pdf.make_stream(table.encode()),
    )  # fmt: skip
    page.Resources = pikepdf.Dictionary(Font=pikepdf.Dictionary(F=pdf.make_indirect(font)))
    page.Contents = pdf.make_stream(
        "\n".join(
            f"BT /F 12 Tf 60 {760 - 20 * number} Td <{bytes(codes[one] for one in _turned(line, backwards)).hex()}> Tj ET"
            for number, line in enumerate(lines)
        ).encode()
    )
    out = io.BytesIO()
    pdf.save(out)
    return out.getvalue()


def _turned(line: str, backwards: bool) -> str:
    return line[::-1] if backwards else line


def is_from_the_right(name: str) -> bool:
    return unicodedata.bidirectional(name[0]) in {"R", "AL"}


def drawn(script: str, order: str) -> bytes:
    """A page that has the name on a line of its own, and within one: as it is read, or as it is drawn."""
    name = INDIAN.get(script, NAMES[script]) if order == "as drawn" else NAMES[script]
    return layer([name], backwards=order == "as drawn" and is_from_the_right(name))


EVERY = [(script, order) for script in NAMES for order in ("as read", "as drawn")]


def rebuilt(pdf: bytes, *, cover: bool = False) -> RebuiltPage:
    with open_file(pdf) as source:
        words = source.words(0)
        boxes = [Box(0, min(w.x0 for w in words), 0.0, max(w.x1 for w in words), 1.0)] if cover else []
        return rebuild_page(source, 0, boxes)


def found_in_pack(page: RebuiltPage, name: str) -> tuple[bytes, set[str]]:
    """The pack, and how its check speaks of the name: "failed", "look", or "passed"."""
    pdf, built = packs.built(packs.content(DocumentItem("d", None, "Letter", "in full", (page,)), count=1))
    seal = Seal(built, "Request 14", (Forbidden(name, "another child"),), read_seconds=0)
    return pdf, {one.state for one in check_pack(pdf, packs.PASSWORD, seal) if one.check == "names"}


@pytest.mark.parametrize(("script", "order"), EVERY)
def test_a_name_that_nobody_covered_is_found_in_the_pack(script: str, order: str, tmp_path: Path) -> None:
    name = KNOWN.get(script, NAMES[script])
    page = rebuilt(drawn(script, order))
    assert page.words
    pdf, states = found_in_pack(page, name)
    assert "failed" in states
    # and as another reader reads the pack
    text = readers.pdf_text(pdf, tmp_path, password=packs.PASSWORD)
    assert any(hit.certain for hit in seal_words.Terms([Forbidden(name, "another child")]).find(text))


@pytest.mark.parametrize(("script", "order"), EVERY)
def test_a_name_that_was_covered_is_in_no_reading_of_the_pack(script: str, order: str) -> None:
    _, states = found_in_pack(rebuilt(drawn(script, order), cover=True), KNOWN.get(script, NAMES[script]))
    assert states == {"passed"}


@pytest.mark.parametrize(("script", "order"), EVERY)
def test_a_name_is_suggested_where_it_stands(script: str, order: str) -> None:
    name = KNOWN.get(script, NAMES[script])
    with open_file(drawn(script, order)) as source:
        text = " ".join(word.text for word in source.words(0))
    finder = Finder((Known("other", PersonKind.PUPIL, (name,)),), SUBJECT)
    (one,) = [one for one in finder.find(f"He sat with {text} there.") if one.key]
    assert one.ticked
    assert one.words == f"He sat with {text} there."[one.start : one.end]
    assert len(one.words) >= len(text) - 1


@pytest.mark.parametrize("script", ["Arabic", "Hebrew", "Panjabi"])
def test_a_search_asks_the_index_for_every_order(script: str) -> None:
    word = fold(NAMES[script].split()[0])
    asked = {" ".join(phrase) for phrase in phrases_of(Terms((NAMES[script],), ()))}
    assert (word[::-1] if is_from_the_right(word) else fold(INDIAN[script].split()[0])) in asked


def test_an_arabic_word_goes_into_the_pack_as_it_came(tmp_path: Path) -> None:
    page = rebuilt(drawn("Arabic", "as drawn"))
    assert [word.text for word in page.words] == NAMES["Arabic"].split()
    pdf, _ = found_in_pack(page, NAMES["Arabic"])
    assert NAMES["Arabic"] in readers.pdf_text(pdf, tmp_path, password=packs.PASSWORD)
