"""Pages that stand in place of an article are told by their words and make none; captures can be set aside."""

import pytest

from pressmark.captures import read_capture
from pressmark.cli import main
from pressmark.segment import labelled
from pressmark.segment.no_articles import stands_instead

SOURCES = "content/sources"


def page(*lines: str, title: str = "Harbor Ledger") -> str:
    body = "".join(f"<p>{line}</p>" for line in lines)
    return f"<!DOCTYPE html><html><head><title>{title}</title></head><body>{body}</body></html>"


def instead(text: str) -> str:
    captures, problems = read_capture("sources/a.html", text.encode())
    assert len(captures) == 1, problems
    found = stands_instead(captures[0], labelled(captures[0]))
    return found.what if found else ""


PERSON = "a page that asks whether you are a person"
GONE = "a page that says there is no such page, or that something went wrong"
DENIED = "a page that says the article is not to be had from here"
COOKIES = "a page that asks for consent to cookies before the article"
PAID = "a page that asks for a subscription or a login before the article"
COUNCIL = (
    "The council of Northfield voted on Monday to rebuild the old bridge over the river, after years of talks on who "
    "would pay for it.",
    "“We will open it in two years,” the mayor said in the town hall. The work is to cost four million and begins in "
    "spring, when the river is low and the ferry can carry those who cross it every day.",
    "The bridge was closed in autumn, when divers found cracks in two of its five piers.",
)


@pytest.mark.parametrize(
    ("text", "what"),
    [
        (page("Checking your browser before you reach ledger.example.", "Please wait a moment."), PERSON),
        (page("Verify you are human by completing the action below.", "Ray 81fa"), PERSON),
        (page("Bitte bestätigen Sie, dass Sie ein Mensch sind.", "Das dauert nur einen Augenblick."), PERSON),
        (page("Vérifiez que vous êtes humain en cochant la case."), PERSON),
        (page("Verifica que eres humano para seguir."), PERSON),
        (page("Подтвердите, что вы не робот."), PERSON),
        (page("ロボットではありませんことを確認してください。"), PERSON),
        ("Just a moment...\n\nEnable JavaScript and cookies to continue\n", PERSON),
        (page("Sorry!", "Try the search or go to the front page.", title="Page not found | Harbor Ledger"), GONE),
        (page("404", "The page you were looking for has moved."), GONE),
        (page("Seite nicht gefunden", "Die Adresse ist falsch oder veraltet."), GONE),
        (page("Página no encontrada", "Vuelva a la portada."), GONE),
        (page("Error 404 - page introuvable"), GONE),
        (page("ページが見つかりません", "トップページに戻る"), GONE),
        (page("Access Denied", "You have no permission to see this on this server."), DENIED),
        ("403 Forbidden\n\nnginx\n", DENIED),
        (page("Zugriff verweigert", "Bitte wenden Sie sich an den Betreiber."), DENIED),
        (
            page(
                "We value your privacy",
                "We and our 612 partners store and access information on a device, such as cookies, and process "
                "personal data for advertising that suits you.",
                "You can change your consent at any time in the privacy settings of each page.",
                "Accept all", "Manage options",
            ),
            COOKIES,
        ),
        (
            page(
                "Mit Werbung weiterlesen",
                "Wir und unsere Partner verarbeiten personenbezogene Daten und setzen Cookies, um Werbung zu zeigen.",
                "Ihre Einwilligung können Sie im Datenschutz jederzeit widerrufen.",
                "Akzeptieren und weiter", "Zum Abo ohne Werbung",
            ),
            COOKIES,
        ),
        (page("Council votes on bridge", "Subscribe to continue reading", "Already a subscriber? Log in"), PAID),
        (page("Der Rat stimmt ab", "Dieser Artikel ist nur für Abonnenten.", "Bereits Abonnent? Anmelden"), PAID),
        (page("Le pont rouvre", "La suite de cet article est réservée. Déjà abonné ? Connectez-vous"), PAID),
    ],
)  # fmt: skip
def test_a_page_in_place_of_an_article_is_told_by_its_words(text, what):
    assert instead(text) == what


@pytest.mark.parametrize(
    "text",
    [
        page(*COUNCIL),
        page(*COUNCIL, "We use cookies. Accept all cookies"),
        page(*COUNCIL, "Subscribe to continue reading", "Already a subscriber? Log in"),
        page(*COUNCIL, "To send a comment, verify that you are human."),
        page("Ferry stops for a day, the harbour says.", "It will go again on Monday at six."),
        page("Access denied: how a council kept its files shut", *COUNCIL[:2]),
        page("500 workers strike at the mill", "They want a hall that is warm."),
        page("Two pages missing", "The chapter book of Northfield came back from the binder without its last leaves."),
    ],
)
def test_an_article_is_one_whatever_it_says_of_such_pages(text):
    assert instead(text) == ""


def test_such_a_page_makes_no_article_and_a_warning_says_what_to_do(tmp_path, capsys):
    (tmp_path / SOURCES).mkdir(parents=True)
    check = page("Checking your browser before you reach ledger.example.", "Please wait a moment.")
    (tmp_path / SOURCES / "bridge.html").write_text(check, "utf-8")
    for _ in range(2):  # nothing of it is remembered as an article
        assert main(["ingest", "--archive", str(tmp_path)]) == 0
        said = capsys.readouterr()
        assert f"content/sources/bridge.html: no article · {PERSON}\n" in said.out
        assert said.err == (
            "content/sources/bridge.html: warning: this is a page that asks whether you are a person"
            " (line 1: “Checking your browser before you reach ledger.example.”); no article was made of it"
            " [no-article]\n"
            "    hint: open it in a browser until the article shows, and save it then. In bridge.html.yml beside it,"
            " ignore: true sets it aside, and a title makes it an article\n"
        )
    assert not (tmp_path / "content" / "articles").exists()
    assert (tmp_path / SOURCES / "bridge.html").read_text("utf-8") == check
    assert main(["inspect", str(tmp_path / SOURCES / "bridge.html")]) == 0
    assert "[no-article]" in capsys.readouterr().err


def test_a_capture_without_a_line_of_text_makes_no_article_but_with_a_title_beside_it(tmp_path, capsys):
    (tmp_path / SOURCES).mkdir(parents=True)
    (tmp_path / SOURCES / "quay.txt").write_text("Ferry times\n\nOUT 05:40 2a\nIN 07:15 2b\nOUT 09:05 2a\n", "utf-8")
    assert main(["ingest", "--archive", str(tmp_path)]) == 0
    said = capsys.readouterr()
    assert "content/sources/quay.txt: no article · a capture of which no line reads as the text" in said.out
    assert said.err == (
        "content/sources/quay.txt: warning: this is a capture of which no line reads as the text of an article"
        " (line 1: “Ferry times”); no article was made of it [no-article]\n"
        "    hint: if it holds an article, save it again with all its text, or copy the text. In quay.txt.yml"
        " beside it, ignore: true sets it aside, and a title makes it an article\n"
    )
    assert not (tmp_path / "content" / "articles").exists()
    (tmp_path / SOURCES / "quay.txt.yml").write_text("title: Ferry times of a spring\n", "utf-8")
    assert main(["ingest", "--archive", str(tmp_path)]) == 0
    assert [p.name for p in (tmp_path / "content" / "articles").iterdir()] == ["ferry-times-of-a-spring.md"]


WORDLESS = "a capture of which no line reads as the text of an article"


@pytest.mark.parametrize(
    ("text", "what"),
    [
        ("Ferry times\n\nOUT 05:40 2a\n", WORDLESS),
        ("Table of tides\n\nHI 03:05 4.2m\nLO 09:20 0.4m\nHI 15:31 4.4m\n", WORDLESS),
        ("The ferry stops on Monday.\n", ""),
        ("Quay shut\n\nThe quay is shut today\n", ""),
        ("埠頭は今日から閉まる。船は明日まで来ない。\n", ""),
    ],
)
def test_entries_of_a_table_are_no_text_whatever_they_were_taken_for(text, what):
    assert instead(text) == what


def test_a_page_without_text_that_states_its_day_is_kept():
    film = page().replace("<title>", '<meta property="article:published_time" content="2031-03-04"><title>', 1)
    assert instead(film.replace("<body>", "<body><h1>The quay, filmed from the air</h1>")) == ""


def test_who_gives_it_a_title_says_that_it_is_an_article(tmp_path):
    (tmp_path / SOURCES).mkdir(parents=True)
    (tmp_path / SOURCES / "bridge.html").write_text(page("Verify you are human."), "utf-8")
    (tmp_path / SOURCES / "bridge.html.yml").write_text("title: A screen of our time\n", "utf-8")
    assert main(["ingest", "--archive", str(tmp_path)]) == 0
    assert [p.name for p in (tmp_path / "content" / "articles").iterdir()] == ["a-screen-of-our-time.md"]


def test_a_capture_that_is_set_aside_is_passed_over_and_said_in_a_note(tmp_path, capsys):
    (tmp_path / SOURCES).mkdir(parents=True)
    (tmp_path / SOURCES / "a.txt").write_bytes(b"\x7fELF\x02\x01\x01")
    assert main(["build", "--archive", str(tmp_path)]) == 1
    (tmp_path / SOURCES / "a.txt.yml").write_text("ignore: true\n", "utf-8")
    capsys.readouterr()
    assert main(["build", "--archive", str(tmp_path)]) == 0
    assert "a.txt" not in capsys.readouterr().err
    assert main(["ingest", "--verbose", "--archive", str(tmp_path)]) == 0
    assert capsys.readouterr().err == (
        "content/sources/a.txt: note: the file beside this capture says that it is not to be read [set-aside]\n"
        "    hint: delete the line ignore: true from the .yml file beside it to have it read\n"
    )
