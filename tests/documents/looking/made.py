"""Files with an invented word in every place where one may hide, made by other libraries than those that read them."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Mapping
from datetime import date

import docx
import openpyxl
import pikepdf
from docx.oxml import parse_xml
from openpyxl.comments import Comment
from openpyxl.workbook.defined_name import DefinedName
from openpyxl.worksheet.datavalidation import DataValidation
from PIL import Image, ImageDraw

W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
_W = f'xmlns:w="{W}"'


def picture(kind: str = "PNG", *, size: tuple[int, int] = (320, 200), words: str = "") -> bytes:
    made = Image.new("RGB", size, "white")
    drawn = ImageDraw.Draw(made)
    drawn.rectangle((20, 20, size[0] - 20, size[1] // 2), outline="black")
    drawn.text((30, 30), words, fill="black")
    out = io.BytesIO()
    made.save(out, kind)
    return out.getvalue()


# Word

WORD_HIDES = (
    "inbody",
    "intable",
    "innestedtable",
    "inheader",
    "infooter",
    "infirstheader",
    "incomment",
    "infootnote",
    "inendnote",
    "indeleted",
    "inadded",
    "inmovedfrom",
    "intextbox",
    "invanished",
    "invanishedstyle",
    "infield",
    "indescription",
    "intitle",
    "inkeywords",
    "inauthor",
    "incustomxml",
    "incustomproperty",
    "invariable",
    "inchart",
    "inglossary",
    "inlink",
    "incontrol",
    "inwordart",
)


def word() -> bytes:
    made = docx.Document()
    made.core_properties.title = "intitle"
    made.core_properties.keywords = "inkeywords"
    made.core_properties.author = "inauthor"
    made.add_paragraph("Dear Mrs Puddlecombe, inbody and more.")
    table = made.add_table(rows=2, cols=2)
    table.cell(0, 0).text = "Day"
    table.cell(0, 1).text = "intable"
    table.cell(1, 1).add_table(rows=1, cols=1).cell(0, 0).text = "innestedtable"
    section = made.sections[0]
    section.header.paragraphs[0].text = "inheader"
    section.footer.paragraphs[0].text = "infooter"
    section.different_first_page_header_footer = True
    section.first_page_header.paragraphs[0].text = "infirstheader"
    said = made.add_paragraph("Said aloud.")
    made.add_comment(said.runs, text="incomment", author="K. Field", initials="KF")
    made.add_picture(io.BytesIO(picture()))
    body = made.element.body
    for xml in _PARAGRAPHS:
        body.insert(len(body) - 1, parse_xml(f"<w:p {_W} {_MORE}>{xml}</w:p>"))
    out = io.BytesIO()
    made.save(out)
    return _with(out.getvalue(), _WORD_PARTS, word_style())


def word_with(image: bytes) -> bytes:
    """A Word document that holds a picture and a line."""
    made = docx.Document()
    made.add_paragraph("Dear Mrs Puddlecombe, inbody.")
    made.add_picture(io.BytesIO(image))
    out = io.BytesIO()
    made.save(out)
    return out.getvalue()


_MORE = (
    'xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships" '
    'xmlns:wp="http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing" '
    'xmlns:v="urn:schemas-microsoft-com:vml" xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006"'
)
_BY = 'w:id="90" w:author="A. Writer" w:date="2026-05-03T10:00:00Z"'
_PARAGRAPHS = (
    (
        f"<w:r><w:t>He was </w:t></w:r><w:del {_BY}><w:r><w:delText>indeleted</w:delText></w:r></w:del>"
        f"<w:ins {_BY}><w:r><w:t>inadded</w:t></w:r></w:ins>"
    ),
    f"<w:moveFrom {_BY}><w:r><w:t>inmovedfrom</w:t></w:r></w:moveFrom>",
    (
        "<w:r><mc:AlternateContent><mc:Choice Requires='wps'><w:drawing><wp:inline>"
        "<wp:docPr id='7' name='Picture 7' descr='indescription'/></wp:inline></w:drawing>"
        "<w:pict><v:shape><v:textbox><w:txbxContent><w:p><w:r><w:t>intextbox</w:t></w:r></w:p></w:txbxContent>"
        "</v:textbox></v:shape></w:pict></mc:Choice><mc:Fallback><w:p><w:r><w:t>intextbox</w:t></w:r></w:p></mc:Fallback>"
        "</mc:AlternateContent></w:r>"
    ),
    "<w:r><w:rPr><w:vanish/></w:rPr><w:t>invanished</w:t></w:r>",
    "<w:pPr><w:pStyle w:val='Unseen'/></w:pPr><w:r><w:t>invanishedstyle</w:t></w:r>",
    "<w:r><w:instrText>HYPERLINK &quot;infield&quot;</w:instrText></w:r>",
    "<w:r><w:footnoteReference w:id='2'/></w:r><w:r><w:pict><v:shape><v:textpath string='inwordart'/></v:shape></w:pict></w:r>",
    "<w:sdt><w:sdtContent><w:r><w:t>incontrol</w:t></w:r></w:sdtContent></w:sdt>",
)
_NOTE = "<w:{0}s {1}><w:{0} w:id='2'><w:p><w:r><w:t>{2}</w:t></w:r></w:p></w:{0}></w:{0}s>"
_A = 'xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main"'
_WORD_PARTS = {
    "word/footnotes.xml": _NOTE.format("footnote", _W, "infootnote"),
    "word/endnotes.xml": _NOTE.format("endnote", _W, "inendnote"),
    "word/charts/chart1.xml": f"<c {_A}><a:p><a:r><a:t>inchart</a:t></a:r></a:p></c>",
    "word/glossary/document.xml": f"<w:glossaryDocument {_W}><w:p><w:r><w:t>inglossary</w:t></w:r></w:p></w:glossaryDocument>",
    "customXml/item1.xml": "<who><name>incustomxml</name></who>",
    "docProps/custom.xml": "<Properties><property name='Child'><vt>incustomproperty</vt></property></Properties>",
    "word/_rels/footnotes.xml.rels": (
        '<Relationships><Relationship Id="rId1" Target="https://inlink.example/" TargetMode="External" '
        'Type="http://x/relationships/hyperlink"/></Relationships>'
    ),
}


def word_style() -> dict[str, tuple[str, str]]:
    """What is put into parts that are there already: before which words, and what."""
    unseen = "<w:style w:type='paragraph' w:styleId='Unseen'><w:rPr><w:vanish/></w:rPr></w:style>"
    variable = "<w:docVars><w:docVar w:name='Child' w:val='invariable'/></w:docVars>"
    return {"word/styles.xml": ("</w:styles>", unseen), "word/settings.xml": ("</w:settings>", variable)}


def _with(content: bytes, parts: Mapping[str, str | bytes], puts: Mapping[str, tuple[str, str]]) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(content)) as old, zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as new:
        for name in old.namelist():
            if name in parts:
                continue
            data = old.read(name)
            if name in puts:
                before, put = puts[name]
                assert before.encode() in data
                data = data.replace(before.encode(), (put + before).encode())
            new.writestr(name, data)
        for name, part in parts.items():
            new.writestr(name, part)
    return out.getvalue()


# Excel

SHEET_HIDES = (
    "incell",
    "inhiddensheet",
    "inveryhiddensheet",
    "inhiddenrow",
    "inhiddencolumn",
    "incellcomment",
    "inname",
    "inhint",
    "inpageheader",
    "inbookauthor",
    "intheformula",
    "infarcell",
    "inpivot",
    "inotherbook",
    "insheettextbox",
    "inthread",
)


def sheets() -> bytes:
    book = openpyxl.Workbook()
    book.properties.creator = "inbookauthor"
    first = book.active
    first.title = "Marks"
    first.append(["Name", "Day", "Mark"])
    first.append(["incell", date(2026, 5, 3), 7.0])
    first["A4"], first["A5"] = "inhiddenrow", '=IF(FALSE,"intheformula","")'
    first.row_dimensions[4].hidden = True
    first["E2"] = "inhiddencolumn"
    first.column_dimensions["E"].hidden = True
    first["XFD1048576"] = "infarcell"
    first["A2"].comment = Comment("incellcomment", "K. Field")
    first.add_data_validation(
        hint := DataValidation(type="whole", promptTitle="A", prompt="inhint", showInputMessage=True)
    )
    hint.add("B9")
    first.oddHeader.center.text = "inpageheader"
    for name, state in (("Aside", "hidden"), ("Deep", "veryHidden")):
        sheet = book.create_sheet(name)
        sheet["A1"] = f"in{state.lower()}sheet"
        sheet.sheet_state = state
    book.defined_names["Secret"] = DefinedName("Secret", attr_text='"inname"')
    out = io.BytesIO()
    book.save(out)
    return _with(out.getvalue(), _SHEET_PARTS, {})


_SHEET_PARTS = {
    "xl/pivotCache/pivotCacheDefinition1.xml": "<d><sharedItems><s v='inpivot'/></sharedItems></d>",
    "xl/externalLinks/externalLink1.xml": "<e><cell><v>inotherbook</v></cell></e>",
    "xl/drawings/drawing9.xml": f"<d {_A}><a:p><a:r><a:t>insheettextbox</a:t></a:r></a:p></d>",
    "xl/persons/person.xml": "<p><person id='{1}' displayName='K. Field'/></p>",
    "xl/threadedComments/threadedComment1.xml": (
        "<t><threadedComment ref='B2' dT='2026-05-03T10:00:00' personId='{1}'><text>inthread</text></threadedComment></t>"
    ),
    "xl/worksheets/_rels/sheet2.xml.rels": (
        '<Relationships><Relationship Id="rId1" Type="x" Target="../threadedComments/threadedComment1.xml"/></Relationships>'
    ),
}


# OpenDocument

TEXT_HIDES = (
    "inodtbody",
    "inodttable",
    "inodtheader",
    "inodtnote",
    "inodtcomment",
    "inodtdeleted",
    "inodthidden",
    "inodtsection",
    "inodthiddenfield",
    "inodtbox",
    "inodtdescription",
    "inodttitle",
    "inodtauthor",
    "inodtlink",
    "inodtown",
)
ODF = " ".join(
    f'xmlns:{short}="urn:oasis:names:tc:opendocument:xmlns:{name}:1.0"'
    for short, name in (
        ("office", "office"),
        ("text", "text"),
        ("table", "table"),
        ("style", "style"),
        ("draw", "drawing"),
        ("meta", "meta"),
    )
)
ODF += ' xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:xlink="http://www.w3.org/1999/xlink" xmlns:svg="urn:svg"'


def _open(kind: str, parts: Mapping[str, str | bytes]) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as made:
        made.writestr("mimetype", f"application/vnd.oasis.opendocument.{kind}", zipfile.ZIP_STORED)
        for name, part in parts.items():
            made.writestr(name, part)
    return out.getvalue()


def open_text() -> bytes:
    content = f"""<office:document-content {ODF}><office:automatic-styles>
<style:style style:name="H1"><style:text-properties text:display="none"/></style:style></office:automatic-styles>
<office:body><office:text><text:tracked-changes><text:changed-region><text:deletion><office:change-info><dc:creator>A. Writer
</dc:creator></office:change-info><text:p>inodtdeleted</text:p></text:deletion></text:changed-region></text:tracked-changes>
<text:p>inodtbody<text:note><text:note-body><text:p>inodtnote</text:p></text:note-body></text:note> goes on
<office:annotation><dc:creator>K. Field</dc:creator><dc:date>2026-05-03T10:00:00</dc:date><text:p>inodtcomment</text:p></office:annotation>
<text:span text:style-name="H1">inodthidden</text:span><text:hidden-text text:string-value="inodthiddenfield"/>
<text:a xlink:href="https://inodtlink.example/">here</text:a></text:p>
<table:table><table:table-row><table:table-cell><text:p>Day</text:p></table:table-cell><table:table-cell><text:p>inodttable</text:p>
</table:table-cell></table:table-row></table:table><text:section text:display="none"><text:p>inodtsection</text:p></text:section>
<text:p><draw:frame><draw:text-box><text:p>inodtbox</text:p></draw:text-box><svg:desc>inodtdescription</svg:desc></draw:frame></text:p>
</office:text></office:body></office:document-content>"""
    styles = f"<office:document-styles {ODF}><style:header><text:p>inodtheader</text:p></style:header></office:document-styles>"
    meta = (
        f"<office:document-meta {ODF}><office:meta><dc:title>inodttitle</dc:title><dc:creator>inodtauthor</dc:creator>"
        '<meta:user-defined meta:name="Child">inodtown</meta:user-defined></office:meta></office:document-meta>'
    )
    return _open(
        "text", {"content.xml": content, "styles.xml": styles, "meta.xml": meta, "Pictures/a.png": picture()}
    )


OPEN_SHEET_HIDES = (
    "inodscell",
    "inodshiddensheet",
    "inodshiddenrow",
    "inodshiddencolumn",
    "inodscomment",
    "inodsname",
    "inodshint",
)


def open_sheets() -> bytes:
    def cell(words: str, more: str = "") -> str:
        return f"<table:table-cell>{more}<text:p>{words}</text:p></table:table-cell>"

    note = "<office:annotation><dc:creator>K. Field</dc:creator><text:p>inodscomment</text:p></office:annotation>"
    content = f"""<office:document-content {ODF}><office:automatic-styles>
<style:style style:name="off"><style:table-properties table:display="false"/></style:style></office:automatic-styles>
<office:body><office:spreadsheet><table:content-validations><table:content-validation><table:help-message>
<text:p>inodshint</text:p></table:help-message></table:content-validation></table:content-validations>
<table:table table:name="Marks"><table:table-column/><table:table-column table:visibility="collapse"/>
<table:table-row>{cell("inodscell", note)}{cell("inodshiddencolumn")}</table:table-row>
<table:table-row table:visibility="collapse">{cell("inodshiddenrow")}</table:table-row>
<table:table-row table:number-rows-repeated="1048000"><table:table-cell table:number-columns-repeated="16384"/></table:table-row>
</table:table><table:table table:name="Aside" table:style-name="off"><table:table-row>{cell("inodshiddensheet")}</table:table-row>
</table:table><table:named-expressions><table:named-range table:name="inodsname" table:cell-range-address="A1"/>
</table:named-expressions></office:spreadsheet></office:body></office:document-content>"""
    return _open("spreadsheet", {"content.xml": content})


# rich text

RICH_HIDES = (
    "inrtfbody",
    "inrtfheader",
    "inrtffooter",
    "inrtfnote",
    "inrtfcomment",
    "inrtfdeleted",
    "inrtfhidden",
    "inrtftitle",
    "inrtffield",
    "inrtfbox",
)


def rich() -> bytes:
    return (
        b"{\\rtf1\\ansi\\ansicpg1252{\\fonttbl{\\f0\\fcharset0 Arial;}{\\f1\\fcharset204 Arial CYR;}}"
        b"{\\info{\\title inrtftitle}{\\author A. Writer}}{\\header inrtfheader\\par}{\\footer inrtffooter\\par}"
        b"\\f0 inrtfbody caf\\'e9 \\u321?ukasz {\\f1 \\'cc\\'e8\\'f0}\\par"
        b"{\\footnote inrtfnote}{\\*\\atnauthor K. Field}{\\*\\annotation inrtfcomment}"
        b"{\\deleted inrtfdeleted}{\\v inrtfhidden}"
        b"{\\field{\\*\\fldinst HYPERLINK inrtffield}{\\fldrslt here}}"
        b"{\\shp{\\*\\shpinst{\\sp{\\sn a}{\\sv b}}{\\shptxt inrtfbox\\par}}}"
        b"{\\*\\generator unseen machine}\\trowd One\\cell Two\\cell\\row}"
    )


# PDF

PDF_HIDES = ("inpdfnote", "inpdfanswer", "inpdfbookmark", "inpdftitle", "inpdfxmp", "inpdflayer", "inpdfalt")


def pdf(base: bytes) -> bytes:
    with pikepdf.open(io.BytesIO(base)) as made:
        note = pikepdf.Dictionary(
            Type=pikepdf.Name.Annot,
            Subtype=pikepdf.Name.Text,
            Rect=[10, 10, 30, 30],
            Contents="inpdfnote",
            T="K. Field",
        )
        made.pages[0].obj.Annots = made.make_indirect(pikepdf.Array([made.make_indirect(note)]))
        answer = pikepdf.Dictionary(T="Child", V="inpdfanswer", FT=pikepdf.Name.Tx)
        made.Root.AcroForm = pikepdf.Dictionary(Fields=[made.make_indirect(answer)])
        with made.open_outline() as outline:
            outline.root.append(pikepdf.OutlineItem("inpdfbookmark", 0))
        with made.open_metadata() as said:
            said["dc:description"] = "inpdfxmp"
        made.docinfo["/Title"] = "inpdftitle"
        layer = made.make_indirect(pikepdf.Dictionary(Type=pikepdf.Name.OCG, Name="inpdflayer"))
        made.Root.OCProperties = pikepdf.Dictionary(OCGs=[layer], D=pikepdf.Dictionary(OFF=[layer]))
        made.Root.StructTreeRoot = pikepdf.Dictionary(K=pikepdf.Dictionary(Alt="inpdfalt"))
        made.attachments["letter.rtf"] = rich()
        out = io.BytesIO()
        made.save(out)
        return out.getvalue()
