"""Packed files with an invented word in each place for which no reader has a name of its own: all are found all the same."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Mapping

import docx
import openpyxl

from tests.documents.looking.made import W

_MC = "http://schemas.openxmlformats.org/markup-compatibility/2006"
_W = f'xmlns:w="{W}" xmlns:mc="{_MC}" xmlns:v="urn:v" xmlns:r="urn:r" xmlns:wp="urn:wp" xmlns:pic="urn:pic"'


def packed(content: bytes, puts: Mapping[str, tuple[str, str]], parts: Mapping[str, str | bytes]) -> bytes:
    """The file with words put before others in its parts, and with parts of its own."""
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(content)) as old, zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as new:
        for name in old.namelist():
            if name in parts:
                continue
            data = old.read(name)
            before, put = puts.get(name, ("", ""))
            assert before.encode() in data
            if put:
                data = data.replace(before.encode(), (put + before).encode(), 1)
            new.writestr(name, data)
        for name, part in parts.items():
            new.writestr(name, part)
    return out.getvalue()


# what stands in the body, by the word that it hides
_IN_WORD = {
    "pwfallback": (
        '<w:p><w:r><mc:AlternateContent><mc:Choice Requires="zz"><w:t>x</w:t></mc:Choice>'
        "<mc:Fallback><w:t>pwfallback</w:t></mc:Fallback></mc:AlternateContent></w:r></w:p>"
    ),
    "pwtooltip": '<w:p><w:hyperlink w:anchor="x" w:tooltip="About pwtooltip"><w:r><w:t>here</w:t></w:r></w:hyperlink></w:p>',
    "pwbookmark": '<w:p><w:bookmarkStart w:id="9" w:name="pwbookmark"/><w:bookmarkEnd w:id="9"/></w:p>',
    "pwsimplefield": '<w:p><w:fldSimple w:instr=" AUTHOR pwsimplefield "><w:r><w:t>x</w:t></w:r></w:fldSimple></w:p>',
    "pwdropdown": (
        '<w:p><w:sdt><w:sdtPr><w:dropDownList><w:listItem w:displayText="pwdropdown" w:value="1"/></w:dropDownList>'
        "</w:sdtPr><w:sdtContent><w:r><w:t>x</w:t></w:r></w:sdtContent></w:sdt></w:p>"
    ),
    "olive": '<w:p><w:ddList><w:listEntry w:val="olive"/></w:ddList></w:p>',
    "pwtag": '<w:p><w:sdt><w:sdtPr><w:tag w:val="pwtag"/></w:sdtPr></w:sdt></w:p>',
    "pwlistentry": '<w:p><w:ffData><w:name w:val="pwffname"/><w:ddList><w:listEntry w:val="pwlistentry"/></w:ddList></w:ffData></w:p>',
    "pwsmarttag": '<w:p><w:smartTag w:element="PersonName"><w:smartTagPr><w:attr w:name="ProductID" w:val="pwsmarttag"/></w:smartTagPr></w:smartTag></w:p>',
    "pwchanger": '<w:p><w:r><w:rPr><w:rPrChange w:id="1" w:author="pwchanger"><w:rPr/></w:rPrChange></w:rPr></w:r></w:p>',
    "pwshapeid": '<w:p><w:r><w:pict><v:shape id="pwshapeid" href="https://x.example/pwshapelink"/></w:pict></w:r></w:p>',
    "pwpicture": '<w:p><w:r><pic:cNvPr id="0" name="pwpicture.jpg"/></w:r></w:p>',
    "pwremark": "<w:p><!-- pwremark was here --></w:p>",
    "pwmath": "<w:p><m:oMath xmlns:m='urn:m'><m:r><m:t>pwmath</m:t></m:r></m:oMath></w:p>",
    "pwofold": "<w:p><w:r><mc:AlternateContent><mc:Fallback><w:p><w:r><w:t>pwof</w:t></w:r><w:r><w:t>old</w:t></w:r></w:p></mc:Fallback></mc:AlternateContent></w:r></w:p>",
}  # fmt: skip
_BESIDE_WORD: dict[str, str | bytes] = {
    "word/afchunk1.xml": f"<w:p {_W}><w:t>pwaltchunk</w:t></w:p>",
    "word/afchunk2.mht": (
        "From: x\r\nSubject: q\r\nMIME-Version: 1.0\r\nContent-Type: text/html\r\n\r\n<html><body>pwarchive</body></html>"
    ),
    "word/charts/chartEx1.xml": '<c xmlns="u"><lvl><pt idx="0">pwchartex</pt></lvl></c>',
    "word/people.xml": '<people xmlns="u"><person author="pwperson"><presenceInfo userId="S::pwaccount@x.example"/></person></people>',
    "word/diagrams/drawing1.xml": '<d xmlns:a="u"><a:p><a:r><a:t>pwdia</a:t></a:r><a:r><a:t>gram</a:t></a:r></a:p></d>',
    "word/stylesWithEffects.xml": f'<w:styles {_W}><w:style w:styleId="x"><w:name w:val="pwstyle heading"/></w:style></w:styles>',
    "word/activeX/activeX1.xml": '<ocx xmlns="u"><ocxPr name="Caption" value="pwcontrol"/></ocx>',
    "word/activeX/activeX1.bin": b"\1\2\0\0" + "pwcontrolvalue".encode("utf-16-le") + b"\0\0\7",
    "word/webSettings.xml": '<w xmlns="u"><div id="1" name="pwwebdiv"/></w>',
    "word/recipientData.xml": '<r xmlns="u"><active val="1"/><uniqueTag val="pwrecipient@x.example"/></r>',
    "word/media/pwpicturefile.png": b"no picture",
    "customXml/item7.xml": '<who kind="pwcustomvalue"><n>pwcustom<b>tail</b>pwtail</n></who>',
    "docProps/app.xml": "<Properties><TitlesOfParts>pwtitles</TitlesOfParts><HyperlinkBase>pwlinkbase</HyperlinkBase></Properties>",
}
WORD = (
    *_IN_WORD,
    *(
        "pwffname",
        "pwshapelink",
        "pwaltchunk",
        "pwarchive",
        "pwchartex",
        "pwperson",
        "pwaccount",
        "pwdiagram",
    ),
    *("pwstyle", "pwcontrol", "pwcontrolvalue", "pwwebdiv", "pwrecipient", "pwpicturefile", "pwcustomvalue"),
    *("pwcustom", "pwtail", "pwtitles", "pwlinkbase", "pwmerge", "pwsource", "pwbullet"),
)


def word() -> bytes:
    made = docx.Document()
    made.add_paragraph("Hello there.")
    out = io.BytesIO()
    made.save(out)
    merge = '<w:mailMerge><w:query w:val="SELECT pwmerge"/><w:connectString w:val="C:\\pwsource.xlsx"/></w:mailMerge>'
    number = '<w:abstractNum w:abstractNumId="77"><w:lvl w:ilvl="0"><w:lvlText w:val="pwbullet %1."/></w:lvl></w:abstractNum>'
    puts = {
        "word/document.xml": ("<w:sectPr", f"<w:p {_W}>{''.join(_IN_WORD.values())}</w:p>"),
        "word/settings.xml": ("</w:settings>", merge),
        "word/numbering.xml": ("</w:numbering>", number),
    }
    return packed(out.getvalue(), puts, _BESIDE_WORD)


def renamed() -> bytes:
    """A Word document whose main part is not where it always is; another lies there."""
    made = docx.Document()
    made.add_paragraph("Hello pwolddocument.")
    out = io.BytesIO()
    made.save(out)
    there = f"<w:document {_W}><w:body><w:p><w:r><w:t>pwreal</w:t></w:r><w:r><w:t>document</w:t></w:r></w:p></w:body></w:document>"
    with zipfile.ZipFile(io.BytesIO(out.getvalue())) as old:
        named = old.read("_rels/.rels").replace(b"word/document.xml", b"word/real.xml")
    return packed(out.getvalue(), {}, {"word/real.xml": there, "_rels/.rels": named})


_IN_SHEET = (
    '<autoFilter ref="A1:A2"><filterColumn colId="0"><filters><filter val="olive"/><filter val="pxfilter"/></filters>'
    '<customFilters><customFilter val="*pxcustomfilter*"/></customFilters></filterColumn></autoFilter>'
    '<scenarios><scenario name="pxscenario" user="pxuser" comment="pxremark"><inputCells r="A1" val="pxinput"/></scenario></scenarios>'
    '<conditionalFormatting sqref="A1"><cfRule type="containsText" text="pxrule"><formula>SEARCH("pxformula",A1)</formula></cfRule>'
    '</conditionalFormatting><hyperlinks><hyperlink ref="A1" location="A2" tooltip="pxtooltip" display="pxdisplay"/></hyperlinks>'
    '<customSheetViews><customSheetView guid="{1}" name="pxview"/></customSheetViews><!-- pxcomment -->'
)
_U = 'xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"'
_BESIDE_SHEETS: dict[str, str | bytes] = {
    "xl/tables/table1.xml": f'<table {_U} name="pxtable"><tableColumns><tableColumn name="pxcolumn" totalsRowLabel="pxtotal"/></tableColumns></table>',
    "xl/slicerCaches/slicerCache1.xml": '<s xmlns="u" sourceName="pxslicer"/>',
    "xl/slicers/slicer1.xml": '<s xmlns="u"><slicer caption="pxcaption"/></s>',
    "xl/timelines/timeline1.xml": '<s xmlns="u"><timeline caption="pxtimeline"/></s>',
    "xl/charts/chartEx1.xml": '<c xmlns="u"><pt idx="0">pxchartex</pt></c>',
    "xl/pivotTables/pivotTable1.xml": '<p xmlns="u"><item n="pxpivotitem"/></p>',
    "xl/pivotCache/pivotCacheDefinition1.xml": '<p xmlns="u"><cacheField name="pxcachefield"><sharedItems><s v="pxshared"/></sharedItems></cacheField></p>',
    "xl/drawings/vmlDrawing1.vml": '<xml xmlns:v="u"><v:shape alt="pxalt"><v:textbox><div><font face="Calibri">pxbutton</font></div></v:textbox></v:shape></xml>',
    "xl/externalLinks/externalLink1.xml": '<e xmlns="u"><sheetName val="pxexternalsheet"/></e>',
    "xl/revisions/revisionLog1.xml": '<r xmlns="u"><rcc><nc t="inlineStr"><is><t>pxrevision</t></is></nc></rcc></r>',
    "xl/revisions/userNames.xml": '<u xmlns="u"><userInfo name="pxsharer"/></u>',
    "xl/queryTables/q1.xml": '<q xmlns="u" name="pxquery"/>',
    "xl/worksheets/sheet9.xml": f'<worksheet {_U}><sheetData><row r="1"><c r="A1" t="inlineStr"><is><t>pxunlisted</t></is></c></row></sheetData></worksheet>',
    "xl/sharedStrings.xml": f"<sst {_U}><si><t>pxunused</t></si><si><r><t>pxu</t></r><r><t>sed</t></r><rPh><t>pxreading</t></rPh></si></sst>",
    "xl/ctrlProps/ctrlProp1.xml": '<c xmlns="u"><itemLst><item val="pxlistbox"/></itemLst></c>',
    "xl/model/item.xml": '<m xmlns="u">pxmodel</m>',
    "xl/persons/person.xml": '<p xmlns="u"><person displayName="pxperson" userId="pxaccount@x.example"/></p>',
}  # fmt: skip
SHEETS = (
    *(
        "olive",
        "pxfilter",
        "pxcustomfilter",
        "pxscenario",
        "pxuser",
        "pxremark",
        "pxinput",
        "pxrule",
        "pxformula",
    ),
    *(
        "pxtooltip",
        "pxdisplay",
        "pxview",
        "pxcomment",
        "pxtable",
        "pxcolumn",
        "pxtotal",
        "pxslicer",
        "pxcaption",
    ),
    *(
        "pxtimeline",
        "pxchartex",
        "pxpivotitem",
        "pxcachefield",
        "pxshared",
        "pxalt",
        "pxbutton",
        "pxexternalsheet",
    ),
    *(
        "pxrevision",
        "pxsharer",
        "pxquery",
        "pxunlisted",
        "pxunused",
        "pxused",
        "pxreading",
        "pxlistbox",
        "pxmodel",
    ),
    *("pxperson", "pxaccount", "pxpath"),
)


def sheets() -> bytes:
    book = openpyxl.Workbook()
    book.active.append(["Name", 7])
    out = io.BytesIO()
    book.save(out)
    puts = {
        "xl/worksheets/sheet1.xml": ("<pageMargins", _IN_SHEET),
        "xl/workbook.xml": ("<sheets>", '<absPath url="C:\\Users\\pxpath\\"/>'),
    }
    return packed(out.getvalue(), puts, _BESIDE_SHEETS)


_OASIS = " ".join(
    f'xmlns:{short}="urn:oasis:names:tc:opendocument:xmlns:{whole}:1.0"'
    for short, whole in (
        ("office", "office"),
        ("text", "text"),
        ("form", "form"),
        ("draw", "drawing"),
        ("style", "style"),
        ("table", "table"),
        ("config", "config"),
    )
)
_IN_TEXT = (
    '<office:forms><form:form form:name="poform"><form:text form:current-value="povalue" form:value="poother"/>'
    '<form:checkbox form:label="polabel"/><form:option form:label="pooption"/></form:form></office:forms>'
    '<text:p>Hello <text:drop-down><text:label text:value="podropdown"/>x</text:drop-down>'
    '<text:conditional-text text:string-value-if-true="pocondition">y</text:conditional-text>'
    '<text:bookmark text:name="pobookmark"/><draw:frame draw:name="poframe"/><!-- poremark --></text:p>'
    '<text:list><text:list-item><text:number>ponumber</text:number></text:list-item></text:list>'
    '<text:section text:name="posection"><text:p>x</text:p></text:section>'
    '<text:p><text:placeholder text:description="poplaceholder"/><text:database-display text:column-name="pofield"/></text:p>'
)  # fmt: skip
OPEN_TEXT = (
    *(
        "poform",
        "povalue",
        "poother",
        "polabel",
        "pooption",
        "podropdown",
        "pocondition",
        "pobookmark",
        "poframe",
    ),
    *(
        "poremark",
        "ponumber",
        "posection",
        "poplaceholder",
        "pofield",
        "pochart",
        "poprinter",
        "postyle",
        "popicture",
    ),
)


def open_text() -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as new:
        new.writestr("mimetype", "application/vnd.oasis.opendocument.text")
        body = f"<office:body><office:text>{_IN_TEXT}</office:text></office:body>"
        new.writestr("content.xml", f"<office:document-content {_OASIS}>{body}</office:document-content>")
        named = '<style:style style:name="P1" style:display-name="postyle"/>'
        new.writestr("styles.xml", f"<office:styles {_OASIS}>{named}</office:styles>")
        chart = "<text:p>po<text:span>chart</text:span></text:p>"
        new.writestr(
            "Object 1/content.xml", f"<office:document-content {_OASIS}>{chart}</office:document-content>"
        )
        printer = '<config:config-item config:name="PrinterName">poprinter</config:config-item>'
        new.writestr("settings.xml", f"<office:settings {_OASIS}>{printer}</office:settings>")
        new.writestr("Pictures/popicture.png", b"no picture")
    return out.getvalue()


OPEN_SHEETS = ("psrange", "psvalidation", "pscontrol", "psauthor")


def open_sheets() -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as new:
        new.writestr("mimetype", "application/vnd.oasis.opendocument.spreadsheet")
        body = (
            '<table:content-validations><table:content-validation table:condition="psvalidation"/></table:content-validations>'
            '<table:table table:name="One"><office:forms><form:form><form:button form:label="pscontrol"/></form:form></office:forms>'
            "<table:table-row><table:table-cell><text:p>Hello</text:p></table:table-cell></table:table-row></table:table>"
            '<table:database-ranges><table:database-range table:name="psrange"/></table:database-ranges>'
            '<table:tracked-changes><table:rejecting-change table:author="psauthor"/></table:tracked-changes>'
        )
        whole = f"<office:body><office:spreadsheet>{body}</office:spreadsheet></office:body>"
        new.writestr("content.xml", f"<office:document-content {_OASIS}>{whole}</office:document-content>")
    return out.getvalue()
