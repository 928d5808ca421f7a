"""Who wrote an article, when, and for which outlet: the lines around the text of captures."""

import pytest

from pressmark.captures import read_capture
from pressmark.draft import Draft, drafted
from pressmark.labels import OutletHint
from pressmark.segment import labelled
from pressmark.segment.bylines import byline_names, names_in, signature
from pressmark.segment.caseless_bylines import caseless_byline
from pressmark.segment.heads import mixed_line
from pressmark.segment.printed_dates import date_line

ARTICLE = """The council of Northfield voted on Tuesday to rebuild the bridge, which has been closed for two years.

Work could start next spring, the engineer told the council, if the county agrees to pay half of the cost.

"We will open it in two years," the mayor said after the vote. A ferry will carry cars in the meantime.

"""


def read(text: str, *outlets: OutletHint) -> Draft:
    (capture,), _ = read_capture("a.txt", text.encode())
    return drafted(capture, labelled(capture, outlets), outlets)


def test_a_hint_of_the_outlet_tells_its_bylines():
    hint = OutletHint("harbor-ledger", "Harbor Ledger", byline="^Signed: ")
    text = "Council votes to rebuild the bridge\n\nSigned: Ana Ruiz\n\n" + ARTICLE + "\n\nHarbor Ledger"
    assert read(text).value("authors").value is None
    assert read(text, hint).value("authors").value == ("Ana Ruiz",)
    other = text.replace("Harbor Ledger", "County Post")
    assert read(other, hint).value("authors").value is None


def test_a_sentence_that_begins_as_an_outlets_bylines_do_is_text():
    hint = OutletHint("harbor-ledger", "Harbor Ledger", byline="^By ")
    last = "By midnight the swan that has had the slip to itself since July had moved to the scallop dock."
    assert last in read(f"Bridge vote\n\nBy Ana Ruiz\n\n{ARTICLE}\n{last}\n\nHarbor Ledger", hint).body


@pytest.mark.parametrize("pattern", ["^(Signed|SIGNED): ", "^Signed: (?P<writers>.+)$"])
def test_a_group_in_an_outlets_hint_is_no_writer(pattern: str):
    hint = OutletHint("harbor-ledger", "Harbor Ledger", byline=pattern)
    text = "Council votes to rebuild the bridge\n\nSigned: Ana Ruiz\n\n" + ARTICLE + "\n\nHarbor Ledger"
    assert read(text, hint).value("authors").value == ("Ana Ruiz",)


@pytest.mark.parametrize(
    ("line", "day"),
    [
        ("12. März 2024", "2024-03-12"),
        ("le 1er août 2024 à 11h46", "2024-08-01"),
        ("4 de mayo de 2022", "2022-05-04"),
        ("20 Novembre 2024", "2024-11-20"),
        ("12 de março de 2024", "2024-03-12"),
        ("12 maart 2024", "2024-03-12"),
        ("12 marca 2024 r.", "2024-03-12"),
        ("2024. március 5.", "2024-03-05"),
        ("12 Mayıs 2024", "2024-05-12"),
        ("8 січня 2026", "2026-01-08"),
        ("Sept. 5, 2024", "2024-09-05"),
        ("Opublikowano 3 lutego 2031", "2031-02-03"),
        ("Uppdaterad: 3 maj 2031", ""),
        ("© 2031 Harbor Ledger", None),
    ],
)
def test_date_lines_are_read_in_many_languages(line, day):
    found = date_line(line, True)
    assert (found[0] if found else None) == day


@pytest.mark.parametrize(
    ("line", "names"),
    [
        ("Posted on 21 July 2031 by Ana Ruiz", ("Ana Ruiz",)),
        ("Oct 30 2031 by Ana Ruiz", ("Ana Ruiz",)),
        ("Par Paul Dupont le 14.09.2031 à 11h46", ("Paul Dupont",)),
        ("erstellt von Ana Ruiz — veröffentlicht 28.01.2031 06:00", ("Ana Ruiz",)),
        ("6. Dezember 2031 von Fatima in Hafen , Stadt", ("Fatima",)),
        ("Ana Ruiz · Harbor News · Posted: Oct 14, 2031 9:27 AM ET | Last Updated: 24 minutes ago", ("Ana Ruiz",)),
        ("Original Research 7 April 2031", ()),
        ("Powered by Harbor Circle Media Systems", ()),
    ],
)
def test_head_lines_name_their_writers(line, names):
    assert mixed_line(line, True, frozenset(["original", "research"]))[1] == names


def test_names_run_together_are_parted_at_given_names():
    assert names_in("Anna Berger Julia Maria Fink Jan Michael Kohl") == (
        "Anna Berger",
        "Julia Maria Fink",
        "Jan Michael Kohl",
    )
    assert names_in("José Luis Rodríguez Vega") == ("José Luis Rodríguez Vega",)


@pytest.mark.parametrize(
    "line",
    [
        "By Staff",
        "By Staff and wire reports",
        "By CNN Wire",
        "Von Redaktion",
        "By News Desk",
        "Von dpa",
        "Por Agencia EFE",
    ],
)
def test_desks_and_wires_are_nobody(line):
    assert not byline_names(line)
    assert signature(line) == ()


@pytest.mark.parametrize(
    "line", ["Updated 4 March 2031", "Ana Ruiz | Updated: 4 March 2031", "Updated\n\n4 March 2031"]
)
def test_the_day_of_the_last_change_is_not_that_of_publication(line):
    draft = read(f"Council votes to rebuild the bridge\n\n{line}\n\n" + ARTICLE)
    assert (draft.value("date").value, draft.value("updated").value) == (None, "2031-03-04")


@pytest.mark.parametrize(
    "line",
    [
        "Harbor Ledger Tuesday, 4 March 2031, No. 98",
        "March 4, 2031 Issue",
        "Termin: 04.03.2031, 19 Uhr",
        "The old bridge: people of the town wait for the ferry (Northfield, 4.3.2031)",
        "— Ana Sol (@anasol) March 4, 2031",
        "https://ledger.example/2031/03/04/bridge",
        "Tickets available until 4 March 2031",
    ],
)
def test_the_day_of_an_issue_an_event_a_picture_or_an_address_is_no_articles(line):
    assert read(f"Council votes to rebuild the bridge\n\n{line}\n\n" + ARTICLE).value("date").value is None


def test_a_name_of_whom_the_text_speaks_does_not_sign_it():
    head = "Council votes to rebuild the bridge\n\nAna Sol\n4 March 2031\n\n"
    assert read(head + ARTICLE).value("authors").value == ("Ana Sol",)
    spoken_of = (
        "Ana Sol asked for the vote. The council follows Ana Sol in most of what she asks of it, people say.\n\n"
    )
    assert read(head + ARTICLE + spoken_of).value("authors").value is None


def test_a_site_is_told_by_the_first_line_of_a_page():
    text = (
        "Council votes to rebuild the bridge | Harbor Ledger\n\nHome\n\nCouncil votes to rebuild the bridge\n\n"
        + ARTICLE
    )
    outlet = read(text).value("outlet")
    assert (outlet.value, outlet.how) == ("Harbor Ledger", "worked out")
    assert outlet.evidence == "line 1: “Council votes to rebuild the bridge | Harbor Ledger”"


@pytest.mark.parametrize("line", ["© Ana Ruiz/dpa", "© All rights reserved.", "© Riproduzione riservata"])
def test_credits_and_bare_notices_of_rights_name_no_outlet(line):
    assert read("Council votes to rebuild the bridge\n\n" + ARTICLE + f"\n{line}\n").value("outlet").value is None


@pytest.mark.parametrize(
    ("head", "names"),
    [
        ("Bridge, Local | Published: 5 hours ago | Updated: 2 hours ago | Written by Ana Ruiz", ("Ana Ruiz",)),
        ("Ana Ruiz Deputy Content Hub Director\n\n08:39, 06 Jan 2031", ("Ana Ruiz",)),
        ("Ana Ruiz, Tomás Vega (Enviado especial)\n\n06 Jan 2031", ("Ana Ruiz", "Tomás Vega")),
        ("By\n\nAna Ruiz,\n\nMoho Basser,\n\nBen Lund", ("Ana Ruiz", "Moho Basser", "Ben Lund")),
    ],
)
def test_writers_are_named_in_many_ways_between_headline_and_text(head, names):
    assert read(f"Council votes to rebuild the bridge\n\n{head}\n\n" + ARTICLE).value("authors").value == names


def test_a_byline_far_below_the_headline_counts_before_a_bare_name():
    menu = "\n\n".join(f"Section {number}" for number in range(12))
    head = f"Council votes to rebuild the bridge\n\nMia Toll\n\n{menu}\n\nBy Ana Ruiz and Ben Lund\n\n"
    assert read(head + ARTICLE).value("authors").value == ("Ana Ruiz", "Ben Lund")


def test_a_title_of_what_is_right_is_no_caption():
    title = "What a Small Town Can Teach About Doing What’s Right, Not What’s Easy"
    assert read(f"{title}\n\nBy Ana Ruiz\n\n" + ARTICLE).value("title").value == title


@pytest.mark.parametrize(
    ("line", "title"),
    [
        ("“It will open soon”Council votes to rebuild the bridge", "Council votes to rebuild the bridge"),
        ("“It will open soon,” council says of the bridge", "“It will open soon,” council says of the bridge"),
        ("Northfield Bridge: Council votes to rebuild", "Northfield Bridge: Council votes to rebuild"),
    ],
)
def test_a_quotation_joined_to_the_headline_is_no_part_of_it(line, title):
    assert read(f"{line}\n\nBy Ana Ruiz\n\n" + ARTICLE).value("title").value == title


@pytest.mark.parametrize(
    ("line", "section"),
    [
        ("Harbor Ledger", None),
        ("The Northfield Post", None),
        ("HARBOR LEDGER", None),
        ("harborledger.example", None),
        ("Eastport Daily News", None),
        ("The Bay Watch", None),  # the name that the notice of rights gives
        ("Local news", "Local news"),
        ("Public works", "Public works"),
    ],
)
def test_an_outlets_own_name_above_the_headline_is_no_section(line, section):
    text = f"{line}\n\nCouncil votes to rebuild the bridge\n\nBy Ana Ruiz\n\n" + ARTICLE
    assert read(text + "\n\n© 2031 Bay Watch. All rights reserved.").value("section").value == section


def test_of_two_headlines_that_say_much_the_same_the_upper_one_is_taken():
    upper, lower = (
        "Strong storms possible over central towns",
        "Strong storms are possible over central towns on both days",
    )
    assert read(f"{upper}\n\n{lower}\n\nBy Ana Ruiz\n\n" + ARTICLE).value("title").value == upper


@pytest.mark.parametrize(
    ("above", "outlet"),
    [
        ("The Northfield Herald", "The Northfield Herald"),
        ("HARBOR LEDGER\nLocal", "Harbor Ledger"),
        ("Eastport Tribune | News | Local", "Eastport Tribune"),
        ("Nordfelder Zeitung", "Nordfelder Zeitung"),
        ("La Gazzetta di Portonovo", "La Gazzetta di Portonovo"),
        ("About Harbor News", None),
        ("Regionale Nachrichten und News", None),
        ("Local News", None),
    ],
)
def test_an_outlet_that_stands_above_the_headline_is_the_articles(above, outlet):
    found = read(f"{above}\n\nCouncil votes to rebuild the old bridge\n\nBy Ana Ruiz\n\n" + ARTICLE)
    assert found.value("title").value == "Council votes to rebuild the old bridge"
    assert found.value("outlet").value == outlet
    assert outlet is None or found.value("section").value in (None, "Local")


def test_a_trail_of_sections_and_a_question_about_cookies_are_no_headline():
    head = "Weiter mit Werbung und Tracking\n\nHarbor Ledger\n\nHomeLocalCouncil votes to rebuild the bridge\n\n"
    found = read(f"{head}Council votes to rebuild the bridge\n\nBy Ana Ruiz\n\n" + ARTICLE)
    assert found.value("title").value == "Council votes to rebuild the bridge"


INTERVIEW = (
    "Harbor Ledger: How did you come to the ferry?\n\nIda Quill: My father took me along when I was six. He said the"
    " river would teach me more than the school.\n\nHarbor Ledger: And what will you do now?\n\nIda Quill: I will"
    " sleep for a week. Then I will paint the boat, and after that the council can ask me again.\n\nHarbor Ledger: Will"
    " people miss the ferry?\n\nIda Quill: Some will. Most will be glad to be home sooner.\n"
)


def test_what_somebody_said_heads_an_interview_and_what_sort_of_text_it_is_is_no_section():
    said = "“I never wanted to be captain”"
    assert read(f"{said}\n\n{INTERVIEW}").value("title").value == said
    found = read(f"Interview with Ida Quill\n\n{said}\n\nBy Ana Ruiz\n\n{INTERVIEW}")
    assert (found.value("title").value, found.value("section").value) == (said, None)
    assert read("“I was six,” she says. “He said: Come.”\n\n" + INTERVIEW).value("title").value is None


def test_what_follows_a_headlines_dash_in_small_letters_is_no_site():
    found = read("Council rebuilds the old bridge in Northfield - live\n\nBy Ana Ruiz\n\n" + ARTICLE)
    assert found.value("title").value == "Council rebuilds the old bridge in Northfield - live"
    assert found.value("outlet").value is None


ARABIC = (
    "صوت مجلس مدينة الساحل يوم الاثنين على إعادة بناء الجسر القديم فوق النهر بعد سنوات من النقاش حول من سيدفع"
    " تكاليف العمل.\n\nوقال رئيس البلدية في قاعة المجلس بعد التصويت: سنفتح الجسر بعد عامين، ولن ندفع أكثر مما خططنا"
    " له.\n\nوستبدأ الأعمال في الربيع عندما يكون مستوى الماء في النهر منخفضا، وستتولى العبارة نقل الناس حتى ذلك الحين."
    "\n"
)


@pytest.mark.parametrize(
    ("line", "names"),
    [
        ("بقلم: ليلى حداد", ("ليلى حداد",)),
        ("كتبت ليلى حداد", ("ليلى حداد",)),
        ("إعداد: ليلى حداد وسامي نصر", ("ليلى حداد", "سامي نصر")),
        ("تقرير: ليلى حداد، سامي نصر", ("ليلى حداد", "سامي نصر")),
    ],
)
def test_bylines_in_arabic(line, names):
    title = "مجلس المدينة يصوت على إعادة بناء الجسر القديم"
    found = read(f"محليات\n\n{title}\n\n{line}\n\n" + ARABIC)
    assert found.value("authors").value == names
    assert (found.value("title").value, found.value("section").value) == (title, "محليات")


def test_a_sentence_in_arabic_that_begins_as_bylines_do_names_nobody():
    assert caseless_byline("كتب الرئيس على صفحته أن الجسر سيفتح قريبا.") == ()
    assert caseless_byline("تقرير جديد عن الجسر") == ()
    assert caseless_byline("מאת נועה לוי") == ("נועה לוי",)
