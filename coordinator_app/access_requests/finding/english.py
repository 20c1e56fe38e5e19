"""Words of everyday English, and words that tell a place, an office or an abbreviation from a name."""

from __future__ import annotations

from functools import cache

from coordinator_app.resources import resource


@cache
def everyday() -> frozenset[str]:
    """Some 40,000 everyday words in small letters, without names."""
    return frozenset(resource("words", "everyday.txt").read_text("utf-8").split())


_MONTHS = """
    january february march april may june july august september october november december jan feb mar apr jun jul
    aug sep sept oct nov dec monday tuesday wednesday thursday friday saturday sunday
"""
MONTHS = frozenset(_MONTHS.split())
_STREETS = """
    road street lane avenue close drive crescent terrace way court gardens grove place square row mews parade rise
    walk view estate bypass roundabout rd st ln ave
"""
STREETS = frozenset(_STREETS.split())
_HOUSES = """
    school academy primary secondary college high junior infant infants nursery house centre center hospital surgery
    church club library station university council ltd limited plc lodge farm hall cottage trust partnership
    service services team unit clinic pharmacy arms inn hotel theatre museum stadium leisure sports community
    parish abbey cathedral mosque temple award scheme programme project workshop garage stores
"""
HOUSES = frozenset(_HOUSES.split())
_PLACES = """
    london york chester lancaster lincoln derby preston bolton burton warwick stafford bedford bradford sutton
    ashton hampton kent essex norfolk devon hull bath wells reading stone ash lewes crawley worthing hastings
    horsham winchester portsmouth brighton hove croydon bristol durham carlisle kendal barnsley halifax wakefield
    huddersfield nottingham leicester rutland shrewsbury stamford grantham newton newark weston paris france england
    wales scotland ireland britain poland israel jordan georgia chelsea florence austin sydney victoria kingston
    washington houston dallas lourdes india china africa asia america europe spain italy germany milan roma
    sheffield leeds manchester liverpool birmingham coventry oxford cambridge norwich ipswich luton dover crewe
    bury eton harrow barking hackney camden lambeth barnet enfield brent
"""
PLACES = frozenset(_PLACES.split())
_SUBJECTS = "art music drama science history geography food design dance technology business media"
SUBJECTS = frozenset(_SUBJECTS.split())
_SCHOOL_SHORT = """
    pe re it uk eu tv ok am pm ta ep gp id cv us no qa la dt pc pa hr sen send camhs dsl ks ehcp senco sims
    rn st ni eg ie nb ps
"""
SCHOOL_SHORT = frozenset(_SCHOOL_SHORT.split())
"""Abbreviations that stand on so many pages that they are hardly ever somebody's initials."""
_NOT_PEOPLE = "tv ok am pm id cv no qa pc rn st ni ps us"
SCHOOL_FIXED = SCHOOL_SHORT - frozenset(_NOT_PEOPLE.split())
"""Of these the lessons, offices and plans, which act and are given things as people are: "PE started", "the EP wrote"."""
_ABBREVIATIONS = """
    pe re it uk eu tv ok am pm sen la ta ep gp ap dt bt ks ed hr id cv pc dc ds di mp nhs usa us un qa os ph pr va
    pp ps nb cc re fw fwd tbc tba hq vs yr hm me mr ms dr st no ie eg oz kg cm mm km ml gb mb tb hd cd dvd cp lp ld
    pd bp hp if in is as at to of on or so up we he an be by do go my oh ax ad bc ce sw se nw ne wc ec ni iq ib as a2
    y7 y8 kg rn fs ca fa fc afc pa pru ehcp dsl camhs send senco sendco lac cla cin cp fsm gcse btec upn dob sar foi
    dpo ico oad emo abc xyz sms ict rs ma ba bsc msc phd na uk's ai io ui mot
"""
ABBREVIATIONS = frozenset(_ABBREVIATIONS.split())
_CAPITALS = """
    tel fax email ref fao attn fwd
    english maths mathematics french german spanish welsh irish polish british asian african muslim christian hindu
    sikh jewish catholic ramadan eid diwali easter christmas ofsted google microsoft teams zoom instagram snapchat
    tiktok whatsapp facebook youtube xbox playstation minecraft fortnite roblox tesco asda aldi lidl sainsbury
    sainsburys waitrose morrisons boots greggs mcdonalds nike adidas apple amazon netflix ford vauxhall toyota nissan
    volvo audi bmw samsung nokia sony lego excel word outlook powerpoint edge chrome barnardos mencap nspcc camhs
    pokemon disney argos ikea primark wilko superdrug nandos costa starbucks ritalin concerta calpol nurofen ventolin
    kindle ipad iphone android alexa siri scratch duolingo kahoot sparx hegarty seneca tassomai arbor sims bromcom
    cpoms gcse btec latin greek roman european american romans tudor tudors victorian bible quran shakespeare macbeth
    covid uber deliveroo amazon spotify twitch discord twitter reddit ebay paypal visa hsbc barclays lloyds natwest
"""
CAPITALS = frozenset(_CAPITALS.split())
_GRAMMAR = """
    a all an and any are as at be been being but by can could did do does each for from had has have he her here his
    how i if in is it its just may might must my no nor not of off on one or our out over she should so some than
    that the their them then there these they this those to too under until up was we were what when where which
    while who why will with would you your very more most such only own same other than also please thank thanks
"""
GRAMMAR = frozenset(_GRAMMAR.split())
_DOING = """
    said says told tells asked asks hit hits pushed pushes kicked punched slapped called calls went came was is has had
    did does will would wants wanted felt feels thinks thought knows knew saw sees took takes gave gives made makes
    left leaves refused refuses threw ran runs walked walks shouted shouts swore laughed cried stole punches kicks
    started stopped arrived attended attends missed denied admitted apologised agreed explained reported replied
    wrote rang phoned texted messaged sent emailed can could should might must who got gets sat sits
    joined spoke speaks lives lived stays stayed works worked bullied threatened grabbed bit spat hugged helped needs
    seemed seems became looked looks moved liked likes hates hated kept keeps used uses tried tries bought brought
    blamed accused warned promised chased followed invited ignored
    taught teaches showed lent borrowed wore hid fell ate drank drew copied swapped
    s didnt wasnt isnt hasnt doesnt wont couldnt
"""
DOING = frozenset(_DOING.split())
_HELPING = "was is has had did does will would can could should might must needs looks looked seems seemed became works worked started stopped s helped"
AUXILIARY = frozenset(_HELPING.split())
_SAYING = "told said says asked rang shouted hit pushed laughed apologised denied admitted swore cried kicked punched"
SPEAKING = frozenset(_SAYING.split())
_BEFORE = """
    with and told asked saw hit pushed kicked punched called named by from to for between about against met paired
    like sat beside near partner friend friends pupil student boy girl child cousin brother sister mum dad teacher
    tutor mother father son daughter aunt uncle aunty auntie nan gran dear hi hello bullied joined helped when that
    because if but then as than mate peer mentor worker threatened moved both
"""
BEFORE = frozenset(_BEFORE.split())
_GIVEN_TO = "offered given lent shown showed sent promised taught met helped"
GIVEN_TO = frozenset(_GIVEN_TO.split())
"""What is done to somebody who is named next."""
_THE_WORDS = "the a an this that his her their our my your its no some any"
DETERMINERS = frozenset(_THE_WORDS.split())
