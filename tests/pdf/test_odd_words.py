"""Pages whose words are not what stands on them are said to be unread; every other page is not."""

from __future__ import annotations

import foreign
import lying_fonts
import packs
import pytest

from coordinator_app.bench.finding_corpus import corpus
from coordinator_app.bench.finding_people import Partnership
from coordinator_app.documents.looking import look
from coordinator_app.documents.looking.machine import read
from coordinator_app.documents.reading_jobs import FileGiven, WordsWanted
from coordinator_app.pdf.odd_words import says_otherwise
from coordinator_app.pdf.pack_content import DocumentItem, Word
from coordinator_app.pdf.redact import rebuild_page
from coordinator_app.pdf.render import open_file

NAME = foreign.NAME
NOTE = f"""Notes of the meeting about the new term
She sat beside {NAME} for the whole lesson and was calm
The teacher wrote to the parents about the work that is still missing
After the break the group went to the workshop and built a small table"""
LANGUAGES = {
    "Welsh": "Mae'r bachgen wedi bod yn absennol o'r ysgol am dri diwrnod yr wythnos hon. Cysylltodd ei fam â'r swyddfa i "
    "ddweud ei fod yn sâl. Bydd cyfarfod gyda'r pennaeth ddydd Mercher er mwyn trafod ei gynnydd.",
    "Polish": "Chłopiec był nieobecny w szkole przez trzy dni w tym tygodniu. Jego matka skontaktowała się z "
    "sekretariatem, aby powiedzieć, że jest chory. W środę odbędzie się spotkanie z dyrektorem.",
    "Somali": "Wiilku wuu ka maqnaa dugsiga saddex maalmood toddobaadkan. Hooyadiis waxay la xiriirtay xafiiska si ay u "
    "sheegto inuu xanuunsan yahay. Arbacada waxaa jiri doona kulan lala yeelan doono maamulaha.",
    "Vietnamese": "Cậu bé đã vắng mặt ở trường ba ngày trong tuần này. Mẹ của em đã liên lạc với văn phòng để nói rằng em "
    "bị ốm. Thứ Tư sẽ có cuộc họp với hiệu trưởng để thảo luận về sự tiến bộ và sự hỗ trợ mà em cần trong lớp toán.",
    "a register": "Monday Present Tuesday Absent Unauthorised Wednesday Present Thursday Illness Friday Medical AM PM "
    "Registration Group Tutor Mark Puddlecombe Bramblewick Thornycroft Quillfeather Marshwiggle Copperthwaite",
    "figures": "A12 / \\ N C 14:30 2026-09-01 Y9B 07700 900123 HZ1 4QT 12.5 % " * 20,
}
LEGACY = {
    "of Bengali": "Avwg evsjvq Mvb MvB Avwg evsjvi Mvb MvB Avwg Avgvi Avwg wPiw`b GB evsjvq Lyu‡R cvB Avwg evsjvq †`wL ¯^cœ "
    "Avwg evsjvq evwa myi Avwg GB evsjvi gvqv fiv c‡_ †n‡UwQ GZUv `yi evsjv Avgvi Rxebvb›` evsjv cÖv‡Yi myL",
    "of Panjabi": "isMGwp AMimRqsr ivc rihxw vwlw muMfw skUl iv~c pVHdw hY aus dI mwq ny dPqr nUM d~isAw ik auh ibmwr sI "
    "buDvwr nUM AiDAwpk nwl mIitMg hovygI ij~Qy ausdI qr~kI bwry gl~ bwq kIqI jwvygI sgoN rwjivMdr gurpRIq",
}


def words(text: str) -> list[Word]:
    return [Word(one, 0, 0, 1, 1) for one in text.split()]


def is_unread(pdf: bytes) -> bool:
    """Whether looking at the file, its rebuilt page and a pack of it all say that its words are not what it says."""
    looked = look(FileGiven("a.pdf", pdf)).pages_without_words == 1
    with open_file(pdf) as source:
        page = rebuild_page(source, 0)
    _, built = packs.built(packs.content(DocumentItem("d", None, "Letter", "in full", (page,)), count=1))
    assert looked == page.pictured == bool(built.wordless_pages)
    return looked


@pytest.mark.parametrize(
    "says",
    [
        lying_fonts.nothing,
        lying_fonts.moved(-29),
        lying_fonts.moved(1),
        lying_fonts.own,
        lying_fonts.but("T", "h"),
        lying_fonts.but("f"),
    ],
)
def test_a_page_whose_font_does_not_say_what_it_draws_is_unread(says: lying_fonts.Says) -> None:
    assert is_unread(lying_fonts.page(NOTE, says))


@pytest.mark.parametrize(
    ("text", "says"),
    [
        (NOTE, lying_fonts.as_drawn),
        (NOTE, lying_fonts.but(" ")),  # many programs say nothing of the blank
        (
            "\u2022 the first thing to do\n\u2022 the second thing to do\n\u2022 the third",
            lying_fonts.but("\u2022"),
        ),
    ],
)
def test_a_page_that_says_what_it_shows_is_read(text: str, says: lying_fonts.Says) -> None:
    pdf = lying_fonts.page(text, says)
    assert not is_unread(pdf)
    with open_file(pdf) as source:
        read_back = [word.text for word in source.words(0)]
    assert read_back[-2:] == text.split()[-2:]


def test_a_letter_that_is_only_guessed_is_no_word_of_the_pack() -> None:
    with open_file(lying_fonts.page("He met Griffin there", lying_fonts.but("f"))) as source:
        page = rebuild_page(source, 0)
    assert [word.text for word in page.words] == ["He", "met", "there"]


@pytest.mark.parametrize("language", LANGUAGES)
def test_no_language_is_taken_for_letters_that_were_moved(language: str) -> None:
    assert not says_otherwise(words(LANGUAGES[language]), {})
    moved = "".join(
        chr(ord(one) + 1) if one.isascii() and one.isalpha() else one for one in LANGUAGES[language]
    )
    assert says_otherwise(words(moved), {}) == (language != "figures")


@pytest.mark.parametrize("script", LEGACY)
def test_letters_of_old_programs_for_other_scripts_are_known(script: str) -> None:
    assert says_otherwise(words(LEGACY[script]), {})
    # within a page that is plain otherwise
    assert says_otherwise(words(f"{NOTE} {NOTE} {LEGACY[script]} {NOTE} {NOTE}"), {})


def test_of_two_hundred_plain_pages_none_is_called_unread() -> None:
    people = Partnership(5, 60)
    pages = [page.text for page in corpus(5, 200, held_back=True, people=people)]
    assert [page for page in pages if says_otherwise(words(page), {})] == []


def test_a_page_in_letters_that_the_machine_does_not_know_is_left_to_a_person() -> None:
    english = lying_fonts.page(NOTE, lying_fonts.nothing)
    assert read(WordsWanted(english)).pages_left == ()
    greek = lying_fonts.page(f"{NOTE}\nΖωή Δήμου", lying_fonts.but("T", "h"))
    assert read(WordsWanted(greek)).pages_left == (1,)
