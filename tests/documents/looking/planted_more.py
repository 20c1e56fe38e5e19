"""Web pages, rich text and old workbooks with an invented word in each place for which no reader has a name of its own."""

from __future__ import annotations

from coordinator_app.documents.looking import ole
from coordinator_app.documents.looking.compound import compound
from tests.documents.looking import made_old

_IN_PAGE = (
    '<!--[if mso]><p title="pyonlytitle">pyonly</p><![endif]--><!-- told by pybrace {about it} --><!-- .a{color:red} pyafter -->'
    '<iframe srcdoc="&lt;p&gt;pyframe&lt;/p&gt;"></iframe><iframe src="data:text/html,<p>pydata</p>"></iframe>'
    '<select><optgroup label="pygroup"><option label="pyoption">x</option></optgroup></select>'
    '<template><p>py<b>template</b></p></template><noframes>pynoframes</noframes><table summary="pysummary"></table>'
    '<a name="pyanchor" data-who="pycustom" onclick="show(\'pypress\')">x</a><img src="https://x.example/pyphoto.jpg">'
    '<form action="https://x.example/pyaction"></form><blockquote cite="https://x.example/pycite">x</blockquote>'
    '<script type="application/ld+json">{"name": "pylinked \\u00e9"}</script><video poster="pyposter.jpg"></video>'
)  # fmt: skip
_HEAD_OF_PAGE = (
    '<title>t</title><meta property="og:title" content="pyshared"><noscript>pynoscript</noscript><base href="https://pybase.example/">'
    '<link rel="x" title="pylink"><style>.q::before{content:"pystyled"} /* pylooks */</style><!-- pyinhead -->'
)  # fmt: skip
PAGE = (
    *(
        "pyonly",
        "pyonlytitle",
        "pybrace",
        "pyafter",
        "pyframe",
        "pydata",
        "pygroup",
        "pyoption",
        "pytemplate",
    ),
    *(
        "pynoframes",
        "pysummary",
        "pyanchor",
        "pycustom",
        "pypress",
        "pyphoto",
        "pyaction",
        "pycite",
        "pylinked é",
    ),
    *("pyposter", "pyshared", "pynoscript", "pybase", "pylink", "pystyled", "pylooks", "pyinhead"),
)


def page() -> bytes:
    return f"<html><head>{_HEAD_OF_PAGE}</head><body><p>Hello</p>{_IN_PAGE}</body></html>".encode()


def message() -> bytes:
    return b"From: a@b.example\r\nTo: c@d.example\r\nContent-Type: text/html; charset=utf-8\r\n\r\n" + page()


RICH = (
    *(
        "przbox",
        "przart",
        "przpicture",
        "przpupil",
        "przvalue",
        "przmark",
        "przauthor",
        "przlist",
        "przentry",
    ),
    *("przfield", "przunknown", "przbase", "przclass", "przstyle", "przinitials", "przfile", "przlevel"),
)


def rich() -> bytes:
    groups = (
        r"{\*\do\dobxcolumn\dptxbx{\dptxbxtext\pard przbox\par}\dpx0}",
        r"{\shp{\*\shpinst{\sp{\sn gtextUNICODE}{\sv przart}}}}",
        r"{\pict{\*\picprop{\sp{\sn wzDescription}{\sv przpicture}}}\pngblip 89504e47przhex}",
        r"{\*\userprops {\propname przpupil}\proptype30{\staticval przvalue}}",
        r"{\*\bkmkstart przmark}{\*\revtbl{Unknown;}{przauthor;}}{\listtext przlist: \tab}{\listtext iv.\tab}",
        r"{\field{\*\fldinst FORMDROPDOWN {\*\formfield{\fftype2{\*\ffname przfield}{\*\ffl Rose}{\*\ffl przentry}}}}}",
        r"{\*\unknowngroup prz\b unknown\b0}{\*\hlinkbase przbase}{\object{\*\objclass przclass}{\*\objdata 0105}}",
        r"{\stylesheet{\s1 heading 1;}{\s2 przstyle;}}{\*\atnid przinitials}{\*\filetbl{\file przfile.doc}}",
        r"{\*\listtable{\list{\listlevel{\leveltext przlevel \'01;}}}}{\fonttbl{\f0 Przfont;}}",
    )
    return (r"{\rtf1\ansi Hello there " + "".join(groups) + r"\par}").encode()


OLD_SHEETS = (
    *(
        "pvheader",
        "pvname",
        "pvuser",
        "pvfilter",
        "pvhint",
        "pvlink",
        "pvtooltip",
        "pvunused",
        "pvchart",
        "pvbook",
    ),
    *("pvshape", "pvwriter", "pvtitle"),
)


def old_sheets() -> bytes:
    """A workbook of Excel 97 with records behind its sheets, and what it says of itself."""
    streams = ole.Streams(made_old.old_sheets())
    stream = streams.read("Workbook")
    at = 0
    while stream[at : at + 2] != b"\0\0":
        at += 4 + int.from_bytes(stream[at + 2 : at + 4], "little")
    wide = {0x1B8: "https://pvlink.example", 0x800: "pvtooltip", 0xEC: "pvshape", 0x1BE: "pvhint"}
    plain = {
        0x14: "pvheader",
        0x18: "pvname",
        0x5C: "pvuser",
        0x9E: "pvfilter",
        0xFC: "pvunused",
        0x100D: "pvchart",
        0x1AE: "pvbook",
    }
    more = {kind: words.encode("utf-16-le") for kind, words in wide.items()}
    more |= {kind: words.encode() for kind, words in plain.items()}
    for kind, words in more.items():
        body = b"\1\0\2" + words + b"\0\0\7"
        stream = (
            stream[:at] + kind.to_bytes(2, "little") + len(body).to_bytes(2, "little") + body + stream[at:]
        )
    says = b"\xfe\xff\0\0" + b"\x1e\0\0\0\x09\0\0\0pvwriter\0" + b"\x1e\0\0\0\x08\0\0\0pvtitle\0"
    return compound({"Workbook": stream, "\x05SummaryInformation": says})
