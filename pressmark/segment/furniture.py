"""INGEST: lines that stand on a page but are no part of its article, told by their own words.

A rule is general: it names what such lines say in the languages of news sites, never a site. Rules match whole short
lines; a sentence of an article that happens to hold the same words is not one.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from pressmark.segment.beginnings import LETTERS, Begun
from pressmark.text import holds_any

# label, reason, most words, pattern over the whole folded line (lower case, straight marks).
_RULES: tuple[tuple[str, str, int, str], ...] = (
    (
        "warning", "tells about the reader's browser or settings", 40,
        r".*\b(?:browser|javascript|internet explorer|ie ?\d+|adblock\w*|ad ?blocker|werbeblocker|bloqueur|navigateur|"
        r"navegador)\b.*\b(?:support|enable|update|upgrade|disable|experience|optimal|outdated|aktiv|deaktiv|unterst|"
        r"visit|activ|required|turn)\w*.*|"
        r".{0,60}\b(?:requires|needs) javascript\b.{0,20}|media playback is (?:un|not )supported.*",
    ),
    (
        "warning", "asks about cookies or consent", 60,
        r".*\b(?:cookies?|datenschutzerkl\w+|privacy policy|personenbezogene daten|consent)\b.*"
        r"\b(?:use|accept|agree|zustimm|einverstanden|allow|akzeptier|adapt|aceptar|accepter|angezeigt|preferences|"
        r"settings|einstellungen|ubermittelt|utiliz)\w*.*",
    ),
    (
        "warning", "asks about cookies or consent", 60,
        r"by (?:signing up|subscribing|registering|providing your|entering your|continuing|clicking)\b.*"
        r"\byou (?:confirm|agree|accept|consent|acknowledge|have read)\b.*|"
        r"an dieser stelle (?:find\w+|steht|befindet)\b.*\bextern\w* inhalt.*|"
        r"ich bin (?:damit )?einverstanden, dass mir .*inhalte.*|\w{2,12}-inhalte (?:erlauben|anzeigen|laden).*",
    ),
    ("advertisement", "marks an advertisement", 9,
        r"(?:[-(\[]\s*)?(?:adverts?|advertorial|advertis(?:e|ement|ing|er content)s?(?: ?\d{1,2}| [·|•–-] .*)?|"
        r"ad policy|annons[oø]rinnhold|реклама|ads? by .*|sponsored(?: content| by.*)?|supported by.*|"
        r"paid (?:content|post)|promoted(?: content)?|anzeigen?|werbung|annonse|annons|annonce|reklame?|mainos|pub|"
        r"publicite|"
        r"publicidad|pubblicita|publicidade|advertentie|reklam|story continues below.*|article continues (?:below|"
        r"after).*|"
        r"continue reading below|continue reading the main story|(?:anzeige|werbung) (?:uberspringen|nach unten|"
        r"ende).*|"
        r"skip (?:past )?(?:this )?(?:ad\w*|promotion|newsletter).*|(?:scroll|read) (?:down )?(?:to|for) (?:continue|"
        r"more).*|"
        r"remove ads?|report (?:this )?ad|la suite apres cette publicite|laden\.\.\.|loading ?(?:\.\.\.|…)?|"
        r"(?:diese )?werbung (?:wird|ist).*)(?:\s*[-)\]:])?",
    ),
    (
        "share", "is a button to share, save or print", 9,
        r"(?:share|save|print|e-?mail|copy|tweet|pin|pin it|post|flip|facebook|twitter|x|whats ?app|linked ?in|"
        r"pinterest|"
        r"reddit|telegram|instagram|messenger|bluesky|threads|sms|flipboard|pocket|tumblr|teilen|drucken|merken|"
        r"merkliste|"
        r"mailen|senden|compartir|condividi|partager|imprimer|imprimir|stampa|enviar|guardar|delen|dela|del|kopier|"
        r"kopieren|link|share tools|gift|bookmark|listen|anhoren|vorlesen|escuchar|ecouter|comment|comments|like|"
        r"follow|"
        r"شارك|مشاركة|שתף|שיתוף|поделиться|分享|シェア|udostepnij|paylas|sdilet|jaa|"
        r"copied!?|copy link ?(?:url)?(?:copied!?)?|link (?:copied|kopieren|kopiert)!?|url|rss|youtube|tiktok|"
        r"(?:show )?more sharing options|close extra sharing options|facebook messenger|google news|apple news|"
        r"share (?:this|on|to|via|with|by|full|article|story|button)\b.*|(?:teilen|auf) \w+ (?:teilen)?|per \w+ teilen|"
        r"(?:artikel|beitrag|seite) (?:teilen|drucken|merken|versenden|anhoren|speichern)|compartir en .*|condividi su "
        r".*|"
        r"partager (?:sur|l'article|cet).*|(?:print|e-?mail|save|send) (?:this )?(?:article|story|page|link|to).*|"
        r"(?:opens? in|offnet in).*|click to (?:share|email|print|copy).*|add (?:us )?(?:as|on|to) .*|\d+ shares?|"
        r"share (?:save|post|tweet).*|sharing is caring!?|like this (?:story|article)\? share it.*)",
    ),
    (
        "newsletter", "asks the reader to sign up or subscribe", 60,
        r"(?:(?:please |register |login |log in |or )*(?:sign ?up|sign in|subscribe|register|get (?:the|our|more|all)|"
        r"receive|"
        r"newsletters?|join|follow|download|become a|try|support|donate|already a|read our|never miss|don't miss|stay|"
        r"keep up|"
        r"abonnier\w*|jetzt|melden|anmelden|registr\w+|abonn?\w*|suscrib\w*|inscri\w*|iscriv\w*|assin\w*|schrijf|meld|"
        r"like|want|do you|looking|enter|for more|haben sie|sie haben|lesen sie)\b.*\b(?:newsletters?|inbox|"
        r"(?:e-?mail|mailing)(?: address| list| alerts?)?|updates?|alerts?|app|subscri\w+|abo|podcasts?|account|konto|"
        r"membership|member|postfach|mail|abonn\w+|subscription|e-?paper|telegram|whatsapp|facebook|twitter|instagram|"
        r"google news|youtube|headlines|free trial|news ?live ?on|kostenlos|breaking news|daily|weekly|top stories|"
        r"correo|boletin|notificaciones|notifications?))\b.*|"
        r"(?:please )?(?:subscribe|sign up|register|log in|sign in|create an? (?:free )?account) "
        r"(?:now |or \w+(?: in)? )?to (?:read|continue|keep|unlock|access)\b.*|"
        r"get (?:daily|weekly|breaking)\b.{0,30}\bnews\b(?:.{0,20}\binbox\b.*)?|registration is (?:a )?free\b.*|"
        r"click here to (?:get the|subscribe|sign|download|join)\b.*|get .{3,40} by clicking here.?",
    ),
    (
        "newsletter", "asks the reader to sign up or subscribe", 40,
        r".*\bnewsletters?\b.*\b(?:anmeld\w*|abonnier\w*|hier entlang|hier geht(?:'s| es)?|sign up|inbox|"
        r"posteingang)\b.*|"
        r".*\b(?:anmeld\w*|abonnier\w*|hier geht(?:'s| es)?|sign up)\b.*\bnewsletters?\b.*",
    ),
    (
        "newsletter", "asks the reader to sign up or subscribe", 7,
        r"(?:subscribe(?: now| today)?|sign up(?: now| today| here)?|sign in|log ?in|register|newsletters?|abo(?: "
        r"testen)?|"
        r"abonnieren|anmelden|einloggen|registrieren|abonne-toi|s'abonner|abonnez-vous|suscribete|iscriviti|abbonati|"
        r"accedi|"
        r"abonnement\w*|assine|e-?paper(?: lesen)?|(?:jetzt|gratis|kostenlos) \w+|get more news ?live ?on|follow us.*|"
        r"folgen(?: sie uns)?|siguenos.*|seguici.*|suivez-nous.*|donate|support us|mein konto|my account|try it "
        r"free.*)",
    ),
    (
        "newsletter", "is a line that newsletters come with", 16,
        r"(?:(?=.*\b(?:browser|online|e-?mail|message|newsletter)\b)(?:view|read|open|see|show)"
        r"(?: (?:this|the|it|in|on|as|your|an?|e-?mail|message|newsletter|web|page|online|version|browser)){1,7}|"
        r"(?:web|online|browser) version|(?:having |if you have )?(?:trouble|problems|difficulty) (?:viewing|reading|"
        r"seeing) .*|(?:e-?mail|message|images?) not (?:displaying|showing|displayed) .*|"
        r"(?=.*\b(?:unsubscribe|preferences|subscriptions?)\b)(?:(?:click here to )?unsubscribe|(?:manage|update|"
        r"change)(?: your| my| e-?mail| subscription)* (?:preferences|subscriptions?|settings)|privacy(?: policy)?|"
        r"contact us|forward to a friend|or|and|\W)+|(?:to |click here to )?unsubscribe\b.{0,60}|"
        r"(?:was |has )?this .{0,30}\bforwarded to you.{0,40}|"
        r"(?:newsletter |(?:diese )?e-?mail )?im (?:web)?browser (?:ansehen|offnen|anzeigen|lesen)|"
        r"online(?: ansehen| lesen|-version)|(?:newsletter )?abbestellen|newsletter abmelden|"
        r"(?:voir|lire|afficher) .{0,20}\b(?:en ligne|navigateur)|version en ligne|se desabonner|"
        r"ver .{0,20}\b(?:navegador|online|en linea)|darse de baja|cancelar (?:la )?suscripcion|"
        r"(?:visualizza|apri|leggi) .{0,20}\b(?:browser|online)|annulla (?:l')?iscrizione|"
        r"(?:bekijk|lees|open) .{0,20}\b(?:browser|online)|afmelden|uitschrijven)[.! ]*",
    ),
    (
        "comments", "invites or counts comments or letters", 60,
        r"(?:.*\b(?:(?:leave|post|write|view|read|show|hide|see|add|have your|schreib\w*|verfass\w*) "
        r"(?:us )?(?:an? |your |all |the |"
        r"our |\d+ |einen )?(?:comments?|letters? to the editor|kommentare?|say)|join the (?:conversation|"
        r"discussion|debate)|"
        r"(?:comment|commenting) (?:section|policy|guidelines|rules)|welcomes? letters to the editor|"
        r"(?:was ist|sagen sie) (?:uns )?(?:ihre|deine) meinung|(?:mitdiskutieren|diskutieren sie mit)|"
        r"(?:your|ihr|ihre) feedback|to submit a correction|get in touch (?:with (?:our|us)|by|at|via))\b.*)",
    ),
    ("comments", "invites or counts comments or letters", 6,
        r"(?:\d+ )?(?:comments?|kommentare?n?|comentarios?|commentaires?|commenti|reacties|kommentarer)(?: "
        r"?\(?\d+\)?)?(?: .*)?|"
        r"(?:reply|antworten|responder|repondre|report|melden|log in to comment.*|(?:\d+ )?likes?)|"
        r"write to (?:us|the editor).*|(?:e-?mail|contact) (?:us|the (?:author|writer|reporter|editor)).*|have a "
        r"story.*",
    ),
    (
        "legal", "states rights, terms or the site's maker", 70,
        r".*\b(?:powered by [^.]{2,60}\Z|(?:all rights reserved|alle rechte vorbehalten|"
        r"(?:may not|must not|cannot) be (?:published|reproduced|republished|copied|re-?used)|"
        r"this material\b.*\bredistributed|(?:is|are) not responsible for the content of external|"
        r"verantwoordelijk voor externe|this site is protected by|terms of service apply)\b).*",
    ),
    (
        "legal", "states rights, terms or the site's maker", 70,
        r"(?:(?:©|\(c\)|copyright\b).*|"
        r"(?:terms|conditions)(?: of)? (?:use|service|sale)\b.*|"
        r"(?:privacy|cookie)(?: (?:policy|notice|settings|statement|&.*))?|do not sell.*|your (?:ad|privacy) choices.*|"
        r"impressum|datenschutz\w*|agb|nutzungsbedingungen|barrierefreiheit\w*|cookie-einstellungen|"
        r"mentions legales|aviso legal|note legali|kopiering av materiale.*|accessibility(?: statement)?|"
        r"(?:we|this site|this article|the links?)\b.*\b(?:earn|receive|get|contain)\w*\b.*\b(?:commission|"
        r"affiliate)\b.*)",
    ),
    (
        "related", "leads to other pages", 40,
        r"(?:(?:read|see|watch|learn|also|more|related|recommended|most|trending|you (?:might|may|will)|don't miss|up "
        r"next|"
        r"next|previous|in this (?:story|article|section)|editor'?s'? picks?|top (?:stories|news|picks)|popular|"
        r"latest|what to read|keep reading|from (?:our|around)|explore|further|elsewhere|sponsored|promoted|must|"
        r"mehr|lesen sie|lest|das konnte|auch|weitere|passend|zum thema|empfohlen\w*|meistgelesen\w*|ahnliche|aktuelle|"
        r"top-?themen|lees|les|les ogsa|las|las ook|a lire|lire|sur le (?:meme|theme)|voir|articles?|lea|leer|mas|te "
        r"puede|"
        r"noticias|leggi|vedi|potrebbe|altri|ultime|leia|veja|mais|relaterte?|flere|siste|mest|funda|saiba|temas?|"
        r"relacionad\w+|correlat\w+|similares?)\b"
        r"(?: (?:more|next|also|this|stories|story|articles?|news|reading|posts?|topics?|content|read|viewed|popular|"
        r"now|"
        r"on this|about|from|like|zum thema|auch|artikel|ook|mer|ogsa|aussi|tambien|anche|tambem|dazu|uber|aus|"
        r"interessant|"
        r"interessieren|interes\w+|recientes?|vistos?|leid[ao]s?|recent\w*|emner|beitrage|themen|nachrichten|mehr|"
        r"noticias|"
        r"topics|videos?|for you|links?|coverage|stories on|here|gelesen\w*|lesen|below|todo|on|in|the|to|of|by|\w+))"
        r"{0,4} ?[:>|»…]*|related|relaterte|mehr|more|weiterlesen|read more|(?:see|read) (?:also|more|next|full)\b.*|"
        r"(?:read|watch|listen|see|more|related|also|lesen sie|mehr|lees|les|leggi|lea|lire|leia|funda|a lire)\b[^.:|"
        r">]{0,40}"
        r"[:|>»] ?.+|(?:auch interessant|zum thema|mehr dazu|lesetipps?|empfehlung\w*).*)",
    ),
    (
        "navigation", "is a way around the site", 9,
        r"(?:menu|home|homepage|start(?:seite)?|search|suche\w*|suchen|sections?|skip (?:to|navigation)\b.*|(?:go "
        r")?back(?: to .*)?|"
        r"(?:zum|zur|zuruck|nach oben|vai al|ir al|aller au|saltar|til toppen|zum inhalt)\b.*|top|close|schliessen|"
        r"cerrar|"
        r"fermer|chiudi|next|previous|weiter|more|show more|see more|view (?:all|more)|read more|load more|mehr "
        r"anzeigen|"
        r"vis mer|vis flere|show (?:less|all)|site (?:map|index|information.*)|sitemap|today's paper|about(?: us)?|"
        r"contact(?: us)?|"
        r"help|faq|careers?|jobs|advertise(?: with us)?|archives?|archiv|rss feeds?|edition|international|settings|"
        r"language|"
        r"english|deutsch|espanol|tags?|topics?|themen|temas|schlagworte|schlagworter|stichworte|etiquetas|"
        r"filed under.*|(?:view all|all|more|see all)? ?(?:posts|articles|stories|artikel|beitrage) (?:by|from|"
        r"von)\b.*|"
        r"(?:topics?|tags?|themen|more on|tagged|filed under|categories|category|archiviert in|etiquetas|temas) ?:.*|"
        r"(?:next|previous) (?:article|story|post|page|up).*|\d+ ?(?:/|of|von) ?\d+|page \d+(?: of \d+)?|[>|/»›•·…-]+|"
        r"inhalt(?:sverzeichnis)?|table of contents|contents|in this article|jump to.*|expand|collapse|toggle.*|"
        r"(?:press|use) (?:enter|escape|arrow).*)",
    ),
    (
        "furniture", "says how long reading or listening takes", 14,
        r"(?:(?:reading|read|listening|listen|lesezeit|lesedauer|tiempo de lectura|temps de lecture|tempo di lettura|"
        r"lecture|leestijd|lasetid|lesetid|time to read|estimated)\b.{0,24}\d.*|"
        r"\d+ ?-?(?:min\.?|mins?|minutes?|minuten|minutos|minuti|minutter|minuter)\b(?: (?:read|lesezeit|lesen|de "
        r"lectura|"
        r"de lecture|di lettura|zu lesen|lesetid|listen))?|"
        r"listen to (?:this|the) (?:article|story|version).*|(?:diesen )?(?:artikel|beitrag) (?:vorlesen|anhoren).*|"
        r"(?:play|pause|audio|mute|unmute|volume|speed|abspielen|vollbild)(?: .{0,20})?|\d{1,2}:\d\d(?: ?/ "
        r"?\d{1,2}:\d\d)?|"
        r"(?:this (?:article|story) (?:was|is) (?:more than|over|\d).*old)|current time.*|duration.*|remaining time.*|"
        r"1x)",
    ),
)  # fmt: skip
# A rule that finds its words anywhere in a line, by how it begins: one of these words stands alone in what it finds; or
# what is named after the bar, anywhere. To look for them takes a tenth of the time that the rule does.
_TOLD_BY = {
    r".*\b(?:browser|": "playback browser javascript explorer ie blocker werbeblocker bloqueur navigateur navegador|"
    "adblock",
    r".*\b(?:cookies?|": "cookie cookies privacy personenbezogene consent|datenschutzerkl",
    r"(?:.*\b(?:(?:leave|": "comment comments commenting letter letters kommentar kommentare say conversation "
    "discussion debate meinung mitdiskutieren diskutieren feedback submit touch|",
    r".*\bnewsletters?": "newsletter newsletters|",
    r"(?:(?=.*\b(?:browser|online|": "browser webbrowser online web unsubscribe preferences subscription subscriptions "
    "forwarded viewing reading seeing displaying showing displayed abbestellen abmelden ligne navigateur desabonner "
    "navegador linea baja suscripcion iscrizione afmelden uitschrijven newsletter message email mail",
    r".*\b(?:powered by ": "powered reserved vorbehalten redistributed responsible verantwoordelijk protected terms|"
    "not be ",
}


@dataclass(frozen=True, slots=True)
class Rule:
    """A rule with the most words of a line that it is for, and what stands in each line that it finds: one of `told_by`
    as a word, or one of `within` anywhere; where both are empty any line may be one."""

    label: str
    reason: str
    most: int
    pattern: re.Pattern[str]
    told_by: frozenset[str]
    within: tuple[str, ...]


def _rule(label: str, reason: str, most: int, pattern: str) -> Rule:
    told = next((words for start, words in _TOLD_BY.items() if pattern.startswith(start)), "|")
    alone, _, within = told.partition("|")
    return Rule(label, reason, most, re.compile(pattern), frozenset(alone.split()), (within,) if within else ())


RULES = tuple(_rule(*rule) for rule in _RULES)
_LONGEST = 70  # words
_BEGUN = Begun(rule.pattern for rule in RULES)
_TELLING = frozenset(word for rule in RULES for word in rule.told_by)
_WITHIN = tuple(part for rule in RULES for part in rule.within)


def furniture(folded_line: str, words: int, said: frozenset[str]) -> tuple[str, str] | None:
    """The label and the reason for a line that is plainly no part of an article; None for all others.

    The line is given folded, with its number of words and its `letter_runs`.
    """
    if words > _LONGEST or len(folded_line) > 600:
        return None
    telling = not said.isdisjoint(_TELLING) or holds_any(folded_line, _WITHIN)
    for number in _BEGUN[folded_line[:LETTERS]]:
        rule = RULES[number]
        if words > rule.most or (rule.told_by and not telling):
            continue
        told = not rule.told_by or not said.isdisjoint(rule.told_by) or holds_any(folded_line, rule.within)
        if told and rule.pattern.fullmatch(folded_line):
            return rule.label, rule.reason
    return None
