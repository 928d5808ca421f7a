"""INGEST: the words by which heads of articles speak, in the languages papers are written in: data, and their patterns.

All but those of bylines are folded. A stem ends in "*": any ending may follow.
"""

from __future__ import annotations

import re

# Before a name wherever it stands in a line; and before a name only where a line, or a part of one, begins.
BY = "by von par por door przez von: by: par: por: auteur: autor: autorin: autoren: author: authors: autore: автор: da:"
BY_FIRST = "di de: af av av: tekst: text: texto: texte: testo: author autor autorin autore autori:"
# What may stand before such a word: "Posted by", "Eine Kolumne von".
BEFORE_BY = (
    "written posted published reported story words text texts analysis opinion report review reporting article "
    "interview "
    "compiled updated created submitted uploaded medically kommentar analyse reportage bericht leitartikel essay "
    "gastbeitrag kolumne erstellt verfasst geschrieben veröffentlicht eingestellt eingetragen beitrag artikel text "
    "publié écrit rédigé propos publicado escrito redactado pubblicato scritto publicerad publisert skrevet skriven "
    "geschreven geplaatst tekst napisane opublikowane "
    "a an ein eine un une una column guest exclusive special"
)
# Alone on a line, the name follows on the next.
BY_ALONE = frozenset(
    ""
    "by|von|par|por|di|door|af|av|de|przez|author|autor|autorin|autoren|auteur|autore|автор|text|texto|tekst|written "
    "by|"
    "posted by|published by|story by|words by|about the author|geschrieben von|verfasst von|ein artikel von|"
    "contact the author|veroffentlicht von|escrito por|publicado por|ecrit par|publie par|scritto da|"
    "autor/in".split("|")
)
# News agencies as bylines give them, and names that only a body of people bears.
AGENCY = re.compile(
    r"(?:dpa|d\.p\.a\.|afp|apa|sda|ats|sid|kna|epd|efe|ansa|upi|pti|lusa|anp|belga|ritzau|ntb|stt|mti|ctk|pap|tass|"
    r"reuters|xinhua|kyodo|europa press|(?-i:AP|ANI|TT|AAP|NZN|IANS|TASR))(?:[-/ ]\w+)?|"
    r".*\b(?:wires?|agency|agencies|agence|agencia|agenzia|agência|agentur|ajansı|press|news|newsroom|desk|"
    r"staff|redaktion|redaktionen|redaction|rédaction|redacción|redazione|redação|team|services?)\b.*",
    re.I,
)
# What writers are called; a line of few words with one of them says what a writer is.
ROLES = (
    "writer* reporter* correspondent* editor* contributor* columnist* producer* critic* journalist* blogger* "
    "redakteur* "
    "korrespondent* redakteurin* volontar* autorin kolumnist* chefredakteur* ressortleiter* journaliste* redacteur* "
    "redactrice* correspondant* chroniqueur* periodista* redactor* corresponsal* enviado* enviada* columnista* "
    "cronista* "
    "colaborador* reportero* giornalista* corrispondente* inviato* inviata* redattore* redattrice* jornalista* "
    "reporter "
    "verslaggever* skribent* reporter* journalista dziennikarz* "
    "dziennikarka* redaktor* toimittaja* kirjeenvaihtaja* muhabir* gazeteci* editoru novinar* ujsagiro* szerkeszto* "
    "журналист* корреспондент* редактор* обозреватель*"
)
PUBLISHED = (
    "publish* publi* pubbli* posted post veroffentlicht* erstellt online eingestellt eingetragen created "
    "issued filed "
    "geplaatst gepubliceerd first original* opublikowan* dodano julkaistu publikovan* vydano yayin* giris megjelent "
    "offentliggjort objavljeno lagt опубликован* опублікован* δημοσιευ* birt released "
    "公開日 公開 掲載日 投稿日 发布时间 发布"
)
UPDATED = (
    "updat* aktualis* aktualiz* modifi* mis maj mise aggiorna* actualiza* actualisee actualise atualiza* oppdatert "
    "uppdatera* opdateret uppfært akt bijgewerkt gewijzigd edited geandert guncel* frissit* actualizat* "
    "paivitetty azurirano "
    "изменен* обновлен* оновлен* ενημερω* revised reviewed 最終更新日 最終更新 更新日 更新 更新时间"
)
# What else a line that only dates an article may hold.
BESIDE_DATES = (
    "at stand vom on last zuletzt letzte heute jour date datum fecha data time uhr kl ago hour* day* week* "
    "month* stunde* "
    "tag tage tagen monat* woche* noon midnight am pm um a le el il alle ore las the and und of h et est edt "
    "gmt utc bst cet cest "
    "mez mesz pst pdt pt ct cst cdt ist jst min mins minute* minuten minutos minuti read lesezeit reading "
    "lesen from vor "
    "seit since eastern local comment* kommentar* lecture lectura lettura leitura leestijd tempo temps tiempo "
    "de di da do "
    "del den der das dia r g roku um klockan kello klo saat в o г года hs hrs hora horas heure*"
    " this article is more than year* old mo di mi do fr sa so lu ma me je ve lo za zo no new by a.m p.m a.m. p.m."
)


def words_of(table: str) -> str:
    """A table of words as alternatives of a pattern."""
    forms = sorted({re.escape(word).replace(r"\*", r"\w*") for word in table.split()}, key=lambda w: (-len(w), w))
    return "|".join(forms)
