"""Pictures inside other files that cannot be drawn on their pages: looked at on their own or said, never lost."""

from __future__ import annotations

import base64
import io
import zipfile
from email.message import EmailMessage
from urllib.parse import quote

import pytest
from PIL import Image

from coordinator_app.core.errors import BadFile
from coordinator_app.documents.looking import look, outlook, web
from coordinator_app.documents.looking.found import MOST_INSIDE
from coordinator_app.documents.reading_jobs import FileGiven
from tests.documents.looking import made, made_old
from tests.documents.looking.made_heic import heic


def picture(kind: str, size: tuple[int, int] = (300, 300)) -> bytes:
    out = io.BytesIO()
    Image.effect_noise(size, 60).convert("RGB").save(out, kind)
    return out.getvalue()


HEIC = heic(Image.new("L", (48, 32), 90))
UNDRAWN = {
    "photo.heic": HEIC,
    "photo.webp": picture("WEBP"),
    "cut.jpg": picture("JPEG")[:3000],
    "drawn.svg": b"<svg xmlns='http://www.w3.org/2000/svg'><text>Marigold</text></svg>",
}


def message(name: str, content: bytes) -> bytes:
    made_of = EmailMessage()
    made_of["From"], made_of["To"], made_of["Subject"] = "a@b.example", "c@d.example", "a photograph"
    made_of.set_content("see below")
    made_of.add_attachment(content, maintype="image", subtype="x", disposition="inline", filename=name)
    return made_of.as_bytes()


@pytest.mark.parametrize("name", UNDRAWN)
def test_a_picture_in_a_message_that_cannot_be_drawn_is_looked_at_on_its_own(name: str) -> None:
    looked = look(FileGiven("a.eml", message(name, UNDRAWN[name])))
    assert [(one.name, one.content) for one in looked.inside] == [(name, UNDRAWN[name])]
    assert name in looked.hidden if looked.inside[0].refused else looked.inside[0].looked


def test_a_picture_that_is_drawn_and_an_ornament_stay_where_they_are() -> None:
    assert look(FileGiven("a.eml", message("a.jpg", picture("JPEG")))).pages_without_words == 1
    for small in (picture("JPEG"), picture("PNG", (20, 300))):
        assert look(FileGiven("a.eml", message("a.jpg", small))).inside == ()


@pytest.mark.parametrize(
    ("ending", "content", "folder"),
    [
        (".docx", made.word(), "word/media"),
        (".xlsx", made.sheets(), "xl/media"),
        (".odt", made.open_text(), "Pictures"),
    ],
)
def test_a_picture_in_a_document_that_cannot_be_drawn_is_looked_at_on_its_own(
    ending: str, content: bytes, folder: str
) -> None:
    out = io.BytesIO(content)
    with zipfile.ZipFile(out, "a") as package:
        for name in ("photo.heic", "photo.webp", "cut.jpg"):
            package.writestr(f"{folder}/{name}", UNDRAWN[name])
    inside = {one.name: one for one in look(FileGiven(f"a{ending}", out.getvalue())).inside}
    assert inside["photo.heic"].looked
    assert inside["photo.webp"].refused
    assert inside["cut.jpg"].refused


def page(link: str) -> bytes:
    return f"<html><head><title>t</title></head><body><p>Hello there</p><img src='{link}'></body></html>".encode()


def test_a_picture_whose_bytes_stand_in_a_page_is_shown_and_any_other_file_is_looked_at() -> None:
    written = base64.b64encode(picture("JPEG")).decode()
    looked = look(FileGiven("a.html", page(f"data:image/jpeg;base64,{written}")))
    assert (looked.pages_without_words, looked.inside) == (1, ())
    (photo,) = look(
        FileGiven("a.html", page("DATA:image/heic;base64," + base64.b64encode(HEIC).decode()))
    ).inside
    assert photo.content == HEIC
    for link in ("data:text/html," + quote("<html><body>Marigold was late</body></html>"), "data:;base64,x"):
        assert len(look(FileGiven("a.html", page(link))).inside) == 1
    assert look(FileGiven("a.html", page("https://example.org/a.jpg"))).inside == ()


def test_a_page_with_pictures_without_end_is_refused() -> None:
    links = "".join(f"<img src='data:image/png,{number}'>" for number in range(MOST_INSIDE + 1))
    with pytest.raises(BadFile, match="more pictures"):
        web.read(f"<html><body>{links}</body></html>".encode())


def test_a_picture_in_the_page_form_of_an_outlook_message_is_not_lost(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    shown = page("data:image/jpeg;base64," + base64.b64encode(picture("JPEG")).decode()).decode()
    monkeypatch.setattr(outlook, "page_parts", lambda _: web.page_parts(shown))
    assert any(part.picture for part in outlook.read(made_old.outlook()).parts)
