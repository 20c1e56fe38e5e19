"""Values that the formats of files prescribe and nobody wrote: they are no words of a file, wherever they stand in it.

From the schemas of ECMA-376 (transitional) and the styles that the programs bring; a "#" is any number. Those that are
names of people too, as some colours are, are left out: better a strange word too many than a name too few.
"""

from __future__ import annotations

from typing import Final

_VALUES: Final = """
Accent# Always Arrows Bad Bibliography Button Calculation Caption Charts Checkbox Closing Comma Content
Currency DMY DVASPECT_CONTENT DVASPECT_ICON DYM Date Default Dialog Drawing Drop EMD Edit Embed Emphasis
Excel.Sheet.# External False FollowedHyperlink Footer GBox GUID General Good Group HTMLInset HTMLOutset
Hashtag Header Heading Hiragana Hyperlink Icon Index Input Internal Label LineA Link List MDY MYD Mention
Movie NA Neutral Normal Normal.dot Normal.dotm Note OLEUPDATE_ALWAYS OLEUPDATE_ONCALL Office OnCall
Output Package Percent Pict PivotStyleLight# PivotStyleMedium# Quote Radio Rect RectA Salutation Scroll
Shape Sheet Sheet# Signature Spin Standard Strong Subtitle Table# TableStyleDark# TableStyleLight#
TableStyleMedium# Title Total True UTF-# Word.Document.# Worksheets XY YDM YMD YZ ZX a#svg aa above
aboveAverage absolute accent# accentBorderCallout# accentCallout# actionButtonBackPrevious
actionButtonBeginning actionButtonBlank actionButtonDocument actionButtonEnd actionButtonForwardNext
actionButtonHelp actionButtonHome actionButtonInformation actionButtonMovie actionButtonReturn
actionButtonSound activeBorder activeCaption add addressBook adj adj# administrators aft after aiueo
aiueoFullWidth aliceBlue align alignOff alignTx all allAtOnce allLines allPages allPts
allowHyphenationAtTrackBottom allowSpaceOfSameStyleInTable alongPath alphaLcParenBoth alphaLcParenR
alphaLcPeriod alphaUcParenBoth alphaUcParenR alphaUcPeriod always am ancst ancstOrSelf angle animLvl
animOne antiqueWhite antsBlack antsRed any appWorkspace apples aqua aquamarine ar arabic arabic#Minus
arabicAbjad arabicAlpha arabicDbPeriod arabicDbPlain arabicParenBoth arabicParenR arabicPeriod
arabicPlain arc archedScallops area areaError around arr array arrow artDeco as-char asDisplayed
ascending ascendingAlpha ascendingNatural asst atEnd atLeast atMost auto autoExp autoFilter autoNoTable
autoText autoTxRot autoTxt autoZero autofit average avg axisCol axisPage axisRow axisValues bCtr bCtrCh
bCtrDes bL bMarg bOff bR babyPacifier babyRattle back background background# backwardCompatible bahtText
bal balanced balloons#Colors balloonsHotAir band#Horz band#Vert bar base basedOn baseline
basicBlackDashes basicBlackDots basicBlackSquares basicThinLines basicWhiteDashes basicWhiteDots
basicWhiteSquares basicWideInline basicWideMidline basicWideOutline bats bbPlcHdr bef before beg begMarg
begPad begPts begSty begin beginsWith beige below belowAverage bend bendDist bendPt beneathText bentArrow
bentConnector# bentUpArrow bestFit between bevel bg bg# bi bib billions birds birdsFlight bisque
bkPtFixedVal bkpt bl blackGray blackTextAndLines blackWhite blanchedAlmond blank blankRow blinkBackground
block blockArc blue blueViolet bool boolean borderCallout# bot both bothSides bottom bottomLeft
bottomMargin bottomRight boundingCube box br bracePair bracketPair branch brightRoom bstr btLr btnFace
btnHighlight btnShadow btnText bulEnabled bullet bullseye burlyWood button cabins cadetBlue cakeSlice
calculated callout callout# can candyCorn canvas caption captionBeginsWith captionBetween captionContains
captionEndsWith captionEqual captionGreaterThan captionGreaterThanOrEqual captionLessThan
captionLessThanOrEqual captionNotBeginsWith captionNotBetween captionNotContains captionNotEndsWith
captionNotEqual captionText cardinalText catalog category categoryEl ccw cell cellColor cellIs
celticKnotwork center centerContinuous centerGroup centered certificateBanner ch chAlign chDir chMax
chPref chainLink champagneBottle char character chart chartPlus chartStar chartX chartreuse
checkedBarBlack checkedBarColor checkered chevron chicago chilly chineseCounting chineseCountingThousand
chineseLegalSimplified chord chosung christmasTree cid circle circleNumDbPlain circleNumWdBlackPlain
circleNumWdWhitePlain circlesLines circlesRectangles circularArrow classic classicalWave clean clear clip
clocks cloud cloudCallout clr clsid clustered cnt col collapse colon color colorScale cols column
commIndAndComment commIndicator commNone comma comments compass compatibilityMode composite
compressPunctuation compressPunctuationAndJapaneseKana computedArea cone coneToMax confetti confettiGrays
confettiOutline confettiStreamers confettiWhite conn connDist connRout connector consolidation cont
contDir containsBlanks containsErrors containsText content contentLocked continuationNotice
continuationSeparator continue continuous contrasting contributors convex coolSlant corner cornerTabs
cornerTriangles cornflowerBlue cornsilk count countA countNums couponCutoutDashes couponCutoutDots
coverPg crazyMaze creaturesButterfly creaturesFish creaturesInsects creaturesLadyBug crimson crossStitch
cs ctr ctrShpMap ctrX ctrXOff ctrY ctrYOff cube cup curly currency current currentDate currentTime curve
curved curvedConnector# curvedDownArrow curvedLeftArrow curvedRightArrow curvedUpArrow cust custAutoTxt
custBib custCoverPg custEq custFtrs custHdrs custPgNum custPgNumB custPgNumMargins custPgNumT
custQuickParts custTblOfContents custTbls custTxtBox custWatermarks custom custom# cw cy cyan cycle
cylinder dark# darkBlue darkCyan darkDown darkGoldenrod darkGray darkGreen darkGrey darkGrid
darkHorizontal darkKhaki darkMagenta darkOliveGreen darkOrange darkOrchid darkRed darkSalmon darkSeaGreen
darkSlateBlue darkSlateGray darkSlateGrey darkTrellis darkTurquoise darkUp darkVertical darkViolet
darkYellow darken darkenLess dash dashDnDiag dashDot dashDotDot dashDotDotHeavy dashDotHeavy
dashDotStroked dashHeavy dashHorz dashLong dashLongHeavy dashSmallGap dashUpDiag dashVert dashed
dashedHeavy dashedSmall data dataBar dataTable database date dateBetween dateEqual dateNewerThan
dateNewerThanOrEqual dateNotBetween dateNotEqual dateOlderThan dateOlderThanOrEqual dateTime day days
dbColumn dbl dblStrike dec decagon decimal decimalEnclosedCircle decimalEnclosedCircleChinese
decimalEnclosedFullstop decimalEnclosedParen decimalFullWidth decimalFullWidth# decimalHalfWidth
decimalZero decoArch decoArchColor decoBlocks decorative deepPink deepSkyBlue def default delete
deleteCol deleteRow depth des desOrSelf descending descendingAlpha descendingNatural diagBrick diagCross
diagStripe diam diamond diamondsGray difference differentiateMultirowTableHeaders dim dimGray dimGrey dir
dirty disabled displayed dist distribute distributeLetter distributeSpace distributed divot dk# dkBlue
dkCyan dkDnDiag dkEdge dkGoldenrod dkGray dkGreen dkGrey dkHorz dkKhaki dkMagenta dkOliveGreen dkOrange
dkOrchid dkRed dkSalmon dkSeaGreen dkSlateBlue dkSlateGray dkSlateGrey dkTurquoise dkUpDiag dkVert
dkViolet dnDiag doNotCompress doNotExpandShiftReturn doNotFlipMirrorIndents doc docEnd docParts document#
dodecagon dodgerBlue dollarText donut dos dot dotDash dotDashHeavy dotDmnd dotDotDash dotDotDashHeavy
dotGrid dotted dottedHeavy double double-struck doubleAccounting doubleD doubleDiamonds doubleQuote
doubleWave downArrow downArrowCallout downThenOver drill drop dstNode duplicateValues dxa ea ea#ChsPeriod
ea#ChsPlain ea#ChtPeriod ea#ChtPlain ea#JpnChsDbPeriod ea#JpnKorPeriod ea#JpnKorPlain eaVert eachPage
eachSect earth# eastAsia eclipsingSquares# edge edit editors eggsBlack elbow ellipse ellipseRibbon
ellipseRibbon# ellipsis emDash email embed emboss enDash enableOpenTypeFeatures end endCnv endMarg endPad
endPts endSty endsWith envelopes eq equ equal error even evenPage everyone exact exp expression external
fNode factor fallback false fans fax filetime fill filled film filter firebrick firecrackers first
firstAndLastLine firstCol firstColumn firstColumnStripe firstColumnSubheading firstHeaderCell
firstLineOnly firstPage firstRow firstRowStripe firstRowSubheading firstSubtotalColumn firstSubtotalRow
firstTotalCell fixed fixedVal flat float flood floralWhite flowChartAlternateProcess flowChartCollate
flowChartConnector flowChartDecision flowChartDelay flowChartDisplay flowChartDocument flowChartExtract
flowChartInputOutput flowChartInternalStorage flowChartMagneticDisk flowChartMagneticDrum
flowChartMagneticTape flowChartManualInput flowChartManualOperation flowChartMerge flowChartMultidocument
flowChartOfflineStorage flowChartOffpageConnector flowChartOnlineStorage flowChartOr
flowChartPredefinedProcess flowChartPreparation flowChartProcess flowChartPunchedCard
flowChartPunchedTape flowChartSort flowChartSummingJunction flowChartTerminator flowDir flowersBlockPrint
flowersDaisies flowersModern# flowersPansy flowersRedRose flowersRoses flowersTeacup flowersTiny folHlink
foldedCorner follow followSib followedHyperlink font fontColor footer forestGreen formFld formLetters
formatting forms formula fraktur frame freezing from-inside from-left from-top fromB fromL fromR fromT
front frozen frozenSplit ftrs fuchsia fullAlpha fullHangul fullKatakana fullPage fullwidthKatakana funnel
gainsboro ganada gap ge gear# gems general ghostWhite gingerbreadMan glow goldenrod grDir gradient
gradientActiveCaption gradientCenter gradientInactiveCaption gradientRadial gradientUnscaled gramEnd
gramStart grand grav gray# grayOutline grayScale grayText grayWhite greaterThan greaterThanOrEqual
greenYellow gregorian gregorianArabic gregorianMeFrench gregorianUs gregorianXlitEnglish
gregorianXlitFrench gridLegend growAutofit gt gte hArH hOff hair hairline halfAlpha halfFrame halfHangul
halfKatakana halfwidthKatakana handmade# hang hardEdge harsh hash hdrs header headerRow heartBalloon
heartGray hearts heavy hebrew hebrew# hebrew#Minus heebieJeebies heptagon hex hexagon hidden hide
hierAlign hierBranch hierChild hierRoot high highContrast highKashida highlight highlightText hijri
hindiAlpha#Period hindiAlphaPeriod hindiConsonants hindiCounting hindiNumParenR hindiNumPeriod
hindiNumbers hindiVowels hiragana hlink holly homePlate honeydew horizontalScroll horz horzAdj horzAlign
horzBrick horzCross horzStripe hotLight hotPink hour hours houseFunky hqprint hundredMillions
hundredThousands hundreds hybridMultilevel hyperlink hyphen hypnotic iceCreamCones icon iconSet
ideographDigital ideographEnclosedCircle ideographLegalTraditional ideographTraditional ideographZodiac
ideographZodiacTraditional idx ignore image# in inBase inEnd inactiveBorder inactiveCaption
inactiveCaptionText indent index indianRed indigo infoBk infoText information init inline inlineStr inner
insertClear insertCol insertDelete insertRow inset inside insideMargin int integrated invGray inverseGray
iroha irohaFullWidth irregularSeal# isometricBottomDown isometricBottomUp isometricLeftDown
isometricLeftUp isometricOffAxis#Bottom isometricOffAxis#Left isometricOffAxis#Right isometricOffAxis#Top
isometricRightDown isometricRightUp isometricTopDown isometricTopUp japan japaneseCounting
japaneseDigitalTenThousand japaneseLegal just justLow justify korea koreanCounting koreanDigital
koreanDigital# koreanLegal lB lCtrCh lCtrDes lMarg lOff lT label landscape largest last#Days lastCol
lastColumn lastHeaderCell lastLineOnly lastMonth lastQuarter lastRow lastTotalCell lastWeek lastYear
latin lavenderBlush lawnGreen le left leftArrow leftArrowCallout leftBrace leftBracket leftCircularArrow
leftMargin leftRightArrow leftRightArrowCallout leftRightCircularArrow leftRightRibbon leftRightUpArrow
leftUpArrow legacy legacyFlat# legacyHarsh# legacyMatte legacyMetal legacyNormal# legacyObliqueBottom
legacyObliqueBottomLeft legacyObliqueBottomRight legacyObliqueFront legacyObliqueLeft legacyObliqueRight
legacyObliqueTop legacyObliqueTopLeft legacyObliqueTopRight legacyPerspectiveBottom
legacyPerspectiveBottomLeft legacyPerspectiveBottomRight legacyPerspectiveFront legacyPerspectiveLeft
legacyPerspectiveRight legacyPerspectiveTop legacyPerspectiveTopLeft legacyPerspectiveTopRight
legacyPlastic legacyWireframe lemonChiffon lessThan lessThanOrEqual lg lgCheck lgConfetti lgDash
lgDashDot lgDashDotDot lgGrid light# lightBlue lightBulb lightCoral lightCyan lightDown
lightGoldenrodYellow lightGray lightGrayscale lightGreen lightGrey lightGrid lightHorizontal lightPink
lightSalmon lightSeaGreen lightSkyBlue lightSlateGray lightSlateGrey lightSteelBlue lightTrellis lightUp
lightVertical lightYellow lighten lightenLess lightning# lightningBolt lights limeGreen lin linDir line
lineInv lineMarker linear lines linesAndChars list lnSpAfChP lnSpAfParP lnSpCh lnSpPar log long longCurve
low lowKashida lowerLetter lowerRoman lpstr lpwstr lr lrTb lrTbV lrV lt lt# ltBlue ltCoral ltCyan
ltDnDiag ltGoldenrodYellow ltGray ltGreen ltGrey ltHorz ltPink ltSalmon ltSeaGreen ltSkyBlue ltSlateGray
ltSlateGrey ltSteelBlue ltUpDiag ltVert ltYellow lte ltr lvl lvlAtOnce lvlOne mac macro magenta
mailingLabels major majorAscii majorBidi majorEastAsia majorHAnsi manual mapPins mapleLeaf mapleMuffins
margin marker marquee marqueeToothed master masterPages match mathDivide mathEqual mathMinus mathMultiply
mathNotEqual mathPlus matte max maxDepth maxMin mc med medAquamarine medBlue medOrchid medPurple
medSeaGreen medSlateBlue medSpringGreen medTurquoise medVioletRed medium mediumAquamarine mediumBlue
mediumDashDot mediumDashDotDot mediumDashed mediumGray mediumKashida mediumOrchid mediumPurple
mediumSeaGreen mediumSlateBlue mediumSpringGreen mediumTurquoise mediumVioletRed menu menuBar
menuHighlight menuText metal mid midCat midL midR middle middleDot midnightBlue millions min minMax minor
minor-latin minorAscii minorBidi minorEastAsia minorHAnsi mintCream minus minute minutes mistyRose miter
moccasin modern mongolianVert monospace month months moon moons morning mosaic movingAvg mult multilevel
musicNotes na name narHorz narVert narrow native navajoWhite nd ne neCell neq never newDocument newPage
newSection next nextColumn nextMonth nextPage nextQuarter nextTo nextWeek nextYear nil no-repeat noArr
noBar noControl noConversion noIndicator noSmoking noStrike node nodeHorzAlign nodeVertAlign nonAsst
nonIsoscelesTrapezoid nonNorm none norm normal northwest notBeside notBetween notContains
notContainsBlanks notContainsErrors notContainsText notEqual notFirstPage notchedRightArrow nothing null
num numTab number numberInDash numbering nwCell obliqueBottom obliqueBottomLeft obliqueBottomRight
obliqueLeft obliqueRight obliqueTop obliqueTopLeft obliqueTopRight octagon oddPage off olapFunctions
oldLace oleObject# oliveDrab on onCall onLoad onRequest one oneCell open openDmnd orange orangeRed
ordinal ordinalText orgChart orgchart origin orthographicFront other out outEnd outer outline outset
outside outsideMargin oval ovals over overThenDown overflow overlap overrideTableStyleFontSizeAndHps
overwriteClear owners packages page-content page-number pageBottom pageBreakPreview pageFieldLabels
pageFieldValues pageLayout paleGoldenrod paleGreen paleTurquoise paleVioletRed palmsBlack palmsColor
papayaWhip paperClips papyrus par parOf parTrans parTxLTRAlign parTxRTLAlign paragraph paragraph-content
parallel parallelogram partyFavor partyGlass path pattern pct pct# peachPuff pencils pentagon people
peopleHats peopleWaving percent percentDiff percentOfCol percentOfRow percentOfTotal percentStacked
percentage percentile period perspective perspectiveAbove perspectiveAboveLeftFacing
perspectiveAboveRightFacing perspectiveBelow perspectiveContrastingLeftFacing
perspectiveContrastingRightFacing perspectiveFront perspectiveHeroicExtremeLeftFacing
perspectiveHeroicExtremeRightFacing perspectiveHeroicLeftFacing perspectiveHeroicRightFacing
perspectiveLeft perspectiveRelaxed perspectiveRelaxedModerately perspectiveRight pg pgNum pgNumB
pgNumMargins pgNumT phClr picture pie pieWedge pinYin pink pivotTable placeholder placeholders plaid
plaque plaqueTabs plastic plus poinsettias poly portrait pos posEven posOdd postageStamp powder
powderBlue power ppt preced precedSib pres presOf presParOf preserve prev primFontSz print printArea
printer priority product prompt ptInCategory ptInSeries pumpkin# purple pushPinNote# pyra
pyraAcctBkgdNode pyraAcctPos pyraAcctRatio pyraAcctTxMar pyraAcctTxNode pyraLvlNode pyramid pyramidToMax
pyramids pyramidsAbove quadArrow quadArrowCallout quadrants quarters query queryTable rB rCtrCh rCtrDes
rId# rMarg rOff rT radial range readOnly realTimeData rect red ref refError regular rel relaxedInset
repeat resizeHandles rest restart rev revDir revPos reverseDiagStripe rgb ribbon ribbon# riblet right
rightArrow rightArrowCallout rightBrace rightBracket rightMargin rightVertical rings rl rlV rnd roman
romanLcParenBoth romanLcParenR romanLcPeriod romanUcParenBoth romanUcParenR romanUcPeriod root rosyBrown
rotPath round round#DiagRect round#Rect round#SameRect roundRect row rows royalBlue rsaAES rsaFull
rtShortDist rtTriangle rtf rtl runTotal russianLower russianUpper saddleBrown safari saka sameDir
sandyBrown sans-serif sawtooth sawtoothGray scaredCat scenario screen script scrollBar sdtContentLocked
sdtLocked seCell seaGreen seaShell seattle secChAlign secFontSz secLinDir secSibSp second
secondColumnStripe secondColumnSubheading secondRowStripe secondRowSubheading secondSubtotalColumn
secondSubtotalRow seconds sectEnd segments selection self separate separator series seriesEl
shadowedSquares shape shapes# shared sharksTeeth shdw# sheet shimmer shingle shorebirdTracks short
shpTxLTRAlignCh shpTxRTLAlignCh sib sibSp sibTrans sigma simple single singleAccounting singleLevel
singleQuote skip skw skyBlue skyrocket sl slantDashDot slateBlue slateGray slateGrey slope sm smCheck
smConfetti smGrid small smileyFace smooth smoothMarker snake snapToChars sng sngStrike snip#DiagRect
snip#Rect snip#SameRect snipRoundRect snowflakeFancy snowflakes soft softEdge softRound softmetal solid
solidDmnd sombrero southwest sp space span spanAng sparkle spellEnd spellStart speller sphere split
springGreen sq square squareTabs srcNode stAng stBulletLvl stElem stack stackScale stacked standard star#
stars stars#d starsBlack starsShadowed starsTop start std stdDev stdDevP stdDevp stdErr stealth steelBlue
stemThick step stop stored str stra straight straightConnector# stretch strict string stripedRightArrow
stroke subSup subscript sum sunrise sunset superscript swCell swirligig swiss swooshArrow sysDash
sysDashDot sysDashDotDot sysDot sz tCtr tCtrCh tCtrDes tL tMarg tOff tR tab table taiwan
taiwaneseCounting taiwaneseCountingThousand taiwaneseDigital tb tbLrV tbRl tbRlV tbV tblOfContents tbls
teardrop tenMillions tenThousands text text# text-box textArchDown textArchDownPour textArchUp
textArchUpPour textButton textButtonPour textCanDown textCanUp textCascadeDown textCascadeUp textChevron
textChevronInverted textCircle textCirclePour textCurveDown textCurveUp textDeflate textDeflateBottom
textDeflateInflate textDeflateInflateDeflate textDeflateTop textDoubleWave# textFadeDown textFadeLeft
textFadeRight textFadeUp textFit textInflate textInflateBottom textInflateTop textLength textNoShape
textPlain textRingInside textRingOutside textSlantDown textSlantUp textStop textTriangle
textTriangleInverted textWave# textWrapping thai thaiAlphaParenBoth thaiAlphaParenR thaiAlphaPeriod
thaiCounting thaiDist thaiDistribute thaiLetters thaiNumParenBoth thaiNumParenR thaiNumPeriod thaiNumbers
thick thickBetweenThin thickBetweenThinLarge thickBetweenThinSmall thickThin thickThinLarge
thickThinLargeGap thickThinMediumGap thickThinSmall thickThinSmallGap thin thinDiagCross thinDiagStripe
thinHorzCross thinHorzStripe thinReverseDiagStripe thinThick thinThickLarge thinThickLargeGap
thinThickMediumGap thinThickSmall thinThickSmallGap thinThickThinLargeGap thinThickThinMediumGap
thinThickThinSmallGap thinThin thinVertStripe thirdColumnSubheading thirdRowSubheading
thirdSubtotalColumn thirdSubtotalRow thisMonth thisQuarter thisWeek thisYear thistle thousands
threeDEmboss threeDEngrave threePt through tight tile time timePeriod tl today tomorrow toolbar top top#
topAndBottom topEnd topLeft topMargin topRight tornPaper tornPaperBlack totalRow tr trackedChanges trans
transitional translucentPowder trapezoid tree trees trellis tri triangle triangle# triangleCircle#
triangleParty triangles trillions triple true turquoise twistedLines# twoCell twoPt tx tx# txAnchorHorz
txAnchorHorzCh txAnchorVert txAnchorVertCh txBlDir txDir txtBox type typeAny ui# uint ulTrailSpace undOvr
underDot underscore undrawn uniqueValues unknown unknownRelationship unlocked upArrow upArrowCallout
upDiag upDownArrow upDownArrowCallout upperLetter upperRoman upr useWord#TrackBottomHyphenation user
userA userB userC userD userE userF userG userH userI userJ userK userL userM userN userO userP userQ
userR userS userSet userT userU userV userW userX userY userZ utf-# uturnArrow val value valueBetween
valueEqual valueGreaterThan valueGreaterThanOrEqual valueLessThan valueLessThanOrEqual valueNotBetween
valueNotEqual var varP variable variant varp venn vert vert# vertAdj vertAlign vertStripe verticalScroll
veryHidden vietnameseCounting view vine visible w# w#cex w#cid w#sdtdh w#se wArH wOff warmMatte warning
watermarks wave waveline wavy wavyDbl wavyDouble wavyHeavy wdDnDiag wdUpDiag weave weavingAngles
weavingBraid weavingRibbon weavingStrips web wedgeEllipseCallout wedgeRectCallout wedgeRoundRectCallout
whiteFlowers whiteSmoke whole wholeTable wide win window windowFrame windowText wireFrame woodwork word
wordArtVert wordArtVertRtl words worksheet wp# wpc wpg wpi wps x# xIllusions xl xm xml xr xr# xy year
yearToDate years yellow yellowGreen yesterday zanyTriangles zero zigZag zigZagStitch
"""
_NAMES: Final = """
/APA.XSL|\\APA.XSL|APA|/APASixthEditionOfficeOnline.xsl|\\APASixthEditionOfficeOnline.xsl|Macro Text|Text|footnote|endnote|
document|high-resolution|overrideTableStyleFontSizeAndJustification|anysvml|
image.png|image.jpg|image.jpeg|image#.png|image#.jpg|image#.jpeg|image#.gif|image#.emf|image#.wmf|
Contents #|Contents Heading|Text body indent|Horizontal Line|Heading #|Info #|Body Text Indent|Body Text|Body|
Illustration|label-alignment|listtab|margins|collapsing|content.xml|styles.xml|
#% - Accent#|Balloon Text|Block Text|Body Text|Body Text #|Body Text First Indent|
Body Text First Indent #|Body Text Indent|Body Text Indent #|Book Title|Bullet Symbols|Button #|
Cambria Math|Chart #|Check Box #|Check Cell|Colorful Grid|Colorful Grid Accent #|Colorful List|
Colorful List Accent #|Colorful Shading|Colorful Shading Accent #|Comma [#]|Courier New|Currency [#]|
Dark List|Dark List Accent #|Default Paragraph Font|Document Map|Drop Down #|E-mail Signature|
Endnote Symbol|Explanatory Text|Followed Hyperlink|Footnote Characters|Footnote Symbol|Frame contents|
Graphic #|Grid Table #|Grid Table # Accent #|Grid Table # Colorful|Grid Table # Dark|Grid Table # Light|
Grid Table # Light Accent #|Group #|HTML Preformatted|Header and Footer|Image #|Intense Emphasis|
Intense Quote|Intense Reference|Internet link|Light Grid|Light Grid Accent #|Light List|
Light List Accent #|Light Shading|Light Shading Accent #|Line numbering|Linked Cell|List #|List Bullet|
List Bullet #|List Continue|List Continue #|List Number|List Number #|List Paragraph|List Table #|
Medium Grid #|Medium Grid # Accent #|Medium List #|Medium List # Accent #|Medium Shading #|
Medium Shading # Accent #|Message Header|Microsoft Excel|Microsoft Excel Compatible / Openpyxl #.#.#|
Microsoft Macintosh Excel|Microsoft Macintosh Word|Microsoft Office Word|Microsoft Word|Named Ranges|
No List|No Spacing|Normal (Web)|Normal Table|Note Heading|Numbering Symbols|Object #|Office Classic|
Office Theme|Outline List #|Picture #|Placeholder Text|Plain Table #|Plain Text|Preformatted Text|
Rectangle #|Shape #|Smart Hyperlink|Smart Link|Subtle Emphasis|Subtle Reference|TOC Heading|Table #|
Table Contents|Table Grid|Table Grid Light|Table Heading|Table Normal|Text Box #|Text body|TextBox #|
Times New Roman|Title Char|Unresolved Mention|Warning Text|XML Schema|annotation reference|
annotation subject|annotation text|endnote reference|endnote text|envelope address|envelope return|
footnote reference|footnote text|heading #|index #|index heading|line number|macro text|page number|
table of authorities|table of figures|toa heading|toc #
"""
_STYLES: Final = _NAMES.replace("\n", "").split("|")
VALUES: Final = frozenset(
    (
        *_VALUES.split(),
        *_STYLES,
        *("".join(f"{word[:1].upper()}{word[1:]}" for word in name.split()) for name in _STYLES),
    )
)
