"""Messages: what they say of themselves, who they went to, broken ones as far as they go, and Outlook's own packing."""

from __future__ import annotations

import binascii
import io
from datetime import date

import oxmsg
import pytest

from coordinator_app.documents.looking import look, mail, outlook, unpacked
from coordinator_app.documents.looking.compound import compound
from coordinator_app.documents.looking.ole import Streams
from coordinator_app.documents.looking.rich_text import page_in
from coordinator_app.documents.reading_jobs import FileGiven
from tests.documents.looking import made, made_old

HEAD = "From: a@example.org\nTo: b@example.org\nSubject: =?iso-8859-1?q?Zo=EB?= today\nDate: Sun, 03 May 2026 23:30:00 +0100\n"


def said(content: bytes) -> str:
    return "\n".join(line for part in mail.read(content).parts for line in part.lines)


@pytest.mark.parametrize(("name", "content"), [("a.eml", made_old.mail()), ("a.msg", made_old.outlook())])
def test_a_message_says_its_subject_its_day_and_its_sender(name: str, content: bytes) -> None:
    looked = look(FileGiven(name, content))
    assert "subject" in looked.title
    assert looked.dated == date(2026, 5, 3)
    assert looked.source.endswith("<head@example.org>")


def test_a_sample_of_ours_is_a_message_to_another_reader() -> None:
    """python-oxmsg reads the same of it as we do."""
    theirs = oxmsg.Message.load(io.BytesIO(made_old.outlook(nested=False)))
    assert (theirs.subject, theirs.message_class) == ("inmsgsubject", "IPM.Note")
    assert theirs.body == "Dear Mrs Puddlecombe,\r\ninmsgplain"
    assert "inmsgpage" in (theirs.html_body or "")
    assert [one.name for one in theirs.recipients] == ["inmsgto", "inmsgcc"]
    (attached,) = theirs.attachments
    assert (attached.file_name, attached.file_bytes) == ("letter.rtf", made.rich())


def test_a_message_inside_a_message_becomes_a_file_that_another_reader_opens() -> None:
    inner = next(held for held in outlook.read(made_old.outlook()).inside if held.name.endswith(".msg"))
    theirs = oxmsg.Message.load(io.BytesIO(inner.content))
    assert theirs.subject == "inmsgsubject"
    assert [one.file_name for one in theirs.attachments] == ["letter.rtf"]


@pytest.mark.parametrize("size", [0, 1, 63, 64, 65, 4095, 4096, 4097, 70_000])
def test_streams_of_any_size_come_back_as_they_were_written(size: int) -> None:
    data = bytes(at % 251 for at in range(size))
    streams = Streams(compound({"a": data, "folder/b": data[::-1], "folder/deep/c": b"x"}))
    assert streams.read("a") == data
    assert streams.read("folder/b") == data[::-1]
    assert streams.read("folder/deep/c") == b"x"


def test_packed_rich_text_is_unpacked_as_its_specification_shows() -> None:
    """The two examples of [MS-OXRTFCP] 4.1 and 4.2, the second with a copy that runs into itself."""
    simple = bytes.fromhex(
        "2d0000002b0000004c5a4675f1c5c7a703000a007263706731323542320af32068656c090020627705b06c647d0a800fa0"
    )
    assert unpacked.rich_text(simple) == b"{\\rtf1\\ansi\\ansicpg1252\\pard hello world}\r\n"
    repeated = bytes.fromhex("1a0000001c0000004c5a4675e2d44b51410004205758595a0d6e7d010eb0")
    assert unpacked.rich_text(repeated) == b"{\\rtf1 WXYZWXYZWXYZWXYZWXYZ}"


def test_a_web_page_wrapped_in_rich_text_is_taken_out_of_it() -> None:
    wrapped = (
        rb"{\rtf1\ansi\ansicpg1252\fromhtml1 {\*\htmltag <p>}Marigold was late{\*\htmltag </p>}"
        rb"\htmlrtf {\b not this}\htmlrtf0 {\*\htmltag <b>}again{\*\htmltag </b>}}"
    )
    assert page_in(wrapped) == "<p>Marigold was late</p><b>again</b>"


def test_the_head_is_read_in_its_own_letters() -> None:
    assert "Subject: Zoë today" in said(f"{HEAD}\nx".encode())
    raw = HEAD.replace("=?iso-8859-1?q?Zo=EB?=", "Zoë").encode("latin-1")
    assert "Subject: Zoë today" in said(raw + b"\nx")


@pytest.mark.parametrize("charset", ["klingon", '"', "utf-16", ""])
def test_letters_that_are_named_wrongly_are_guessed(charset: str) -> None:
    content = f"{HEAD}Content-Type: text/plain; charset={charset}\n\n".encode() + "café £3".encode("cp1252")
    assert "caf" in said(content)


def test_words_around_the_parts_are_found_too() -> None:
    content = (
        f"{HEAD}Content-Type: multipart/mixed; boundary=b\n\nbefore the first\n--b\nContent-Type: text/plain\n\nin it\n"
        "--b--\nafter the last\n"
    ).encode()
    for words in ("before the first", "in it", "after the last"):
        assert words in said(content)


def test_a_part_without_its_end_is_read_as_far_as_it_goes() -> None:
    content = (
        f"{HEAD}MIME-Version: 1.0\nContent-Type: multipart/mixed; boundary=b\n\n--b\n\nhalf of it".encode()
    )
    found = mail.read(content)
    assert "half of it" in said(content)
    assert any("damaged in places" in line for line in found.hidden)


def test_a_page_that_says_the_same_as_the_plain_words_is_shown_once() -> None:
    content = (
        f"{HEAD}Content-Type: multipart/alternative; boundary=b\n\n--b\n\nMarigold was late.\n--b\n"
        "Content-Type: text/html\n\n<html><body><p>Marigold was late.</p></body></html>\n--b--\n"
    ).encode()
    assert said(content).count("Marigold was late.") == 1


def test_what_is_attached_is_not_called_hidden() -> None:
    assert look(FileGiven("a.msg", made_old.outlook())).hidden == ""


def test_a_message_never_has_its_words_read_as_what_is_no_letters() -> None:
    for charset in ("charset=punycode", "charset*=punycode''punycode"):
        content = f"{HEAD}Content-Type: text/plain; {charset}\n\nhello-abc".encode()
        assert "hello-abc" in said(content)
    named = (
        f"{HEAD}Subject: =?punycode?q?hello-abc?=\nContent-Type: text/plain; name*=punycode''hello-abc\n\nx"
    )
    assert [held.name for held in mail.read(named.encode()).inside] == ["hello-abc"]


REPORTS = {
    "message/delivery-status": "Reporting-MTA: dns; x\n\nFinal-Recipient: rfc822; marigold@home.example\n",
    "message/disposition-notification": "Final-Recipient: rfc822; marigold@home.example\n",
    "message/feedback-report": "Original-Rcpt-To: marigold@home.example\n",
    "text/rfc822-headers": "Subject: about marigold\n",
}


@pytest.mark.parametrize("kind", REPORTS)
@pytest.mark.parametrize("alone", [True, False])
def test_a_report_on_a_message_keeps_every_word(kind: str, alone: bool) -> None:
    part = f"Content-Type: {kind}\n\n{REPORTS[kind]}"
    several = f"Content-Type: multipart/report; boundary=b\n\n--b\n{part}\n--b--\n"
    assert "marigold" in said(f"{HEAD}{part if alone else several}".encode())


def test_a_report_that_is_attached_is_kept_whole() -> None:
    kind = "message/delivery-status; name=details.txt"
    content = f"{HEAD}Content-Type: multipart/report; boundary=b\n\n--b\nContent-Type: {kind}\n\nA: b\n\nC: marigold\n--b--\n"
    (held,) = mail.read(content.encode()).inside
    assert held.name == "details.txt"
    assert b"marigold" in held.content


@pytest.mark.parametrize("kind", ["rfc822", "global", "news", "partial; id=1; number=1"])
def test_a_message_of_any_kind_in_a_message_is_a_file_of_its_own(kind: str) -> None:
    inner = "From: m@x.example\nTo: c@d.example\nSubject: about Marigold\n\nMarigold said it."
    content = f"{HEAD}Content-Type: multipart/mixed; boundary=b\n\n--b\nContent-Type: message/{kind}\n\n{inner}\n--b--\n"
    (held,) = mail.read(content.encode()).inside
    assert held.name == "about Marigold.eml"
    assert "Marigold said it." in said(held.content)


def test_what_is_said_of_a_part_is_found() -> None:
    part = "Content-Type: text/plain\nContent-Description: report on Marigold\n\nhello"
    content = f"{HEAD}Content-Type: multipart/mixed; boundary=b\n\n--b\n{part}\n--b--\n"
    assert "report on Marigold" in said(content.encode())


def test_a_file_that_stands_among_the_words_as_signs_is_taken_out() -> None:
    coded = "\n".join(
        ["see file", "begin 644 letter.txt", binascii.b2a_uu(b"Marigold was late").decode(), "`", "end"]
    )
    (held,) = mail.read(f"{HEAD}\n{coded}\n".encode()).inside
    assert (held.name, held.content) == ("letter.txt", b"Marigold was late")
    assert [one.name for one in mail.read(f"{HEAD}\n{coded.removesuffix('end')}".encode()).inside] == [
        "letter.txt"
    ]
    assert (
        mail.read(
            f"{HEAD}\nbegin 644 words\nWe began with Marigold's mother today, and…\nend\n".encode()
        ).inside
        == ()
    )


@pytest.mark.parametrize("charset", ["utf-16", "utf-16le", "utf-32", "ibm037"])
def test_plain_letters_are_read_whatever_is_claimed_of_them(charset: str) -> None:
    assert "Marigold was here today." in said(
        f"{HEAD}Content-Type: text/plain; charset={charset}\n\nMarigold was here today.".encode()
    )


@pytest.mark.parametrize(
    "boundary",
    [
        "===============7330845974216740156==",
        "----=_NextPart_000_0001_01DA2B3C.4D5E6F70",
        "_002_AM0PR01MB1234_",
        "Apple-Mail=_5D3B2E06-77AA",
        "------------mZ0YQqR5GTrs3GR7kq1pbc0f",
        "Boundary_(ID_3kq1pbc0f)",
    ],
)
def test_the_mark_between_the_parts_of_a_message_is_nothing_to_be_read(boundary: str) -> None:
    content = (
        f'{HEAD}MIME-Version: 1.0\nX-Note: told\nContent-Type: multipart/mixed; boundary="{boundary}"\n\n'
        f"--{boundary}\nContent-Type: text/plain\n\nMarigold was late.\n--{boundary}--\n"
    )
    words = said(content.encode())
    assert "Marigold was late." in words
    assert "X-Note: told" in words
    assert "boundary" not in words.lower()
    assert "MIME-Version" not in words


@pytest.mark.parametrize("boundary", ["thornwick", "THORNWICK1", "a b=_Thornwick_0001"])
def test_words_written_into_that_mark_are_shown(boundary: str) -> None:
    content = f'{HEAD}Content-Type: multipart/mixed; boundary="{boundary}"\n\n--{boundary}\n\nin it\n--{boundary}--\n'
    assert "hornwick" in said(content.encode()).replace("HORNWICK", "hornwick")
