"""Names to make people of, for measuring how well names are found: usual ones, many tongues, and names that are words."""

from __future__ import annotations

_GIVEN = """
Otis Marigold Jayden Kit Amelia Mohammed Aisha Tyrell Chloe-Mae Siân Niamh Callum Zofia Łukasz Oluwaseun Faith Will
Mark May Grace Rose Summer Hope Joy Robin Ruby Daisy Poppy Lily Ivy Heather Hazel Holly Jasmine Violet April June
August Dawn Eve Frank Bill Jack Harry Sally Penny Sandy Guy Grant Miles Chase Art Drew Sky River Storm Angel
Elizabeth Katherine Thomas William Alexander Benjamin Samuel Joshua Joseph Daniel Matthew Andrew Christopher Nicholas
Charlotte Isabella Olivia Sophia Emily Jessica Rebecca Abigail Georgia Eleanor Matilda Florence Harriet Beatrice
Zachary Nathaniel Theodore Frederick Oliver Oscar Archie Alfie Leo Noah Finley Riley Logan Mason Tyler Kyle Reece
Kai Ellis Rhys Dylan Evan Owain Gethin Carys Ffion Cerys Bronwen Angharad Seren Eilidh Aoife Saoirse Caoimhe
Ciaran Declan Padraig Siobhan Róisín Zainab Fatima Khadija Maryam Yusuf Ibrahim Hamza Omar Bilal Imran Tariq
Priya Anjali Arjun Rohan Simran Harpreet Gurdeep Jaspreet Kavita Nisha Deepak Anil Mei Xin Jing Wei Hiroshi Yuki
Minh Linh Chidi Ngozi Adaeze Kwame Kofi Ama Abena Temitope Folasade Tendai Rudo Chipo Amara Malik Jamal Shanice
Kiara Latoya Destiny Tiana Jerome Curtis Dwayne Zuzanna Kacper Jakub Wojciech Małgorzata Agnieszka Piotr Andrei
Ioana Mihai Elena Dmytro Oleksandr Kateryna Yulia Sofiya Ana João Inês Mateus José Lucía Renée Zoë Chloé André
Anaïs François Björn Søren Håkon Jürgen Müge Özlem Çağlar Şirin Emre Nour Layla Karim Samir Hana Ayaan Liban Hodan
Idris Abdirahman Fadumo Tobias Rowan Quentin Imogen Tabitha Phoebe Cordelia Rupert Barnaby Jemima Felicity Ottilie
""".split()  # noqa: SIM905 - a table to read
_FAMILY = """
Bramblewick Puddlecombe Thistledown Thornycroft Quillfeather Ashgrove Marshwiggle Copperthwaite Dunnockstone Wetherfold
Oakenshaw Larkspurton Hollowmere Fernleigh Gorsebank Mistlethorpe Pennyfeather Cobblestane Tumbleford Nettlebed
Smith Jones Taylor Brown Williams Wilson Johnson Davies Patel Wright Walker White Green Hall Wood Clarke Jackson Hill
Khan Ahmed Hussain Ali Begum Shah Malik Chaudhry Mahmood Akhtar Singh Kaur Sharma Gupta Desai Iyer Nair Banerjee
O'Brien O'Connor O'Sullivan D'Souza McDonald MacKenzie McCarthy Fitzgerald Ó'Briain Llewellyn Prydderch Gwynfor
Kowalski Wiśniewska Wójcik Nowak Dąbrowski Zieliński Szymańska Popescu Ionescu Kovács Szabó Novák Horvát Petrov
Okafor Adeyemi Oyelaran Eze Nwosu Mensah Owusu Boateng Mutasa Moyo Ncube Osei Asante Bangura Kamara Diallo Traoré
Chen Wang Zhang Nguyen Tran Pham Kim Park Tanaka Suzuki Li Wu Ho Lam
García Fernández Gonçalves Pereira Silva Rossi Bianchi Müller Schröder Weiß Jørgensen Åkerman Lindqvist Yıldız Öztürk
Price Long Short Young King Knight Bishop Baker Cook Carter Mason Fisher Hunter Shepherd Ward Bell Rose Frost Winter
Field Brook Marsh Stone Banks Rivers West North Summers Day Noble Sharp Wise Power Love Moody Savage Bond Cross
Preston Lincoln Chester Derby Lancaster Bolton Kent York Hastings Warwick Stafford Sutton Burton Hampton Bradford
Smith-Jones Thorn-Castle Green-Patel Wells-Okoro Hart-Dyke Ashby-Moore Lloyd-Evans Ramos-Blythe
Blythe Farrow Gilmartin Huxtable Inkpen Jessop Kettlewell Lockyer Mudge Nesbitt Ottaway Pargeter Quantock Rudge
Sowerby Tredinnick Umfreville Venables Wadsworth Yelland Zeal Abernethy Birtwhistle Cholmondeley Drinkwater Eccleston
Featherstone Goodchild Hathersage Ingleby Jarrold Kirkbride Leatherbarrow Mainwaring Nithercott Openshaw Postlethwaite
Ravenscroft Satterthwaite Threlkeld Ullathorne Vickerstaff Winterbottom Yarborough Applegarth Bickerstaff Cleversley
""".split()  # noqa: SIM905 - a table to read
_PHRASE = (
    "van der Berg",
    "de Souza",
    "Al Hashimi",
    "El Amrani",
    "bin Yusuf",
    "ap Rhys",
    "von Arnim",
    "St John",
    "Mac Giolla",
)

GIVEN = tuple(_GIVEN)
FAMILY = (*_FAMILY, *_PHRASE)
SHORT = {
    "Elizabeth": ("Liz", "Beth", "Lizzie"), "Katherine": ("Kate", "Kathy", "Katie"), "Thomas": ("Tom", "Tommy"),
    "William": ("Will", "Billy", "Liam"), "Alexander": ("Alex", "Sandy", "Xander"), "Benjamin": ("Ben", "Benny"),
    "Samuel": ("Sam", "Sammy"), "Joshua": ("Josh",), "Joseph": ("Joe", "Joey"), "Daniel": ("Dan", "Danny"),
    "Matthew": ("Matt", "Matty"), "Andrew": ("Andy", "Drew"), "Christopher": ("Chris", "Kit"), "Nicholas": ("Nick", "Nicky"),
    "Charlotte": ("Lottie", "Charlie"), "Isabella": ("Bella", "Izzy"), "Olivia": ("Liv", "Livvy"), "Sophia": ("Soph",),
    "Emily": ("Em", "Emmy"), "Jessica": ("Jess", "Jessie"), "Rebecca": ("Becky", "Becca"), "Abigail": ("Abby", "Abi"),
    "Eleanor": ("Ellie", "Nell"), "Matilda": ("Tilly", "Tillie"), "Florence": ("Flo", "Florrie"), "Harriet": ("Hattie",),
    "Beatrice": ("Bea", "Trixie"), "Zachary": ("Zac", "Zach"), "Nathaniel": ("Nat", "Nate"), "Theodore": ("Theo", "Ted"),
    "Frederick": ("Fred", "Freddie"), "Oliver": ("Ollie", "Olly"), "Mohammed": ("Mo",), "Tobias": ("Toby",),
    "Felicity": ("Flick",), "Tabitha": ("Tabby",), "Rupert": ("Rupe",), "Imogen": ("Immy",), "Georgia": ("Georgie",),
    "Jayden": ("Jay",), "Jerome": ("Jerry",), "Quentin": ("Quent",), "Tyrell": ("Ty",), "Callum": ("Cal",),
    "Wojciech": ("Wojtek",), "Jakub": ("Kuba",), "Katarzyna": ("Kasia",), "Małgorzata": ("Gosia",), "Temitope": ("Temi",),
}  # fmt: skip
"""Short forms that are used of them; written apart from the finder's own table."""
SOUNDS = (
    ("ph", "f"), ("ay", "ai"), ("ai", "ay"), ("ie", "y"), ("y", "ie"), ("ck", "k"), ("c", "k"), ("k", "c"), ("ee", "ea"),
    ("ea", "ee"), ("ll", "l"), ("tt", "t"), ("nn", "n"), ("ss", "s"), ("ei", "ie"), ("ou", "oo"), ("x", "ks"), ("s", "z"),
    ("th", "t"), ("gh", "g"), ("ew", "oo"), ("er", "ur"), ("an", "en"), ("le", "el"),
)  # fmt: skip
"""Ways in which a name that was only heard is written down."""
