"""INGEST: one capture's labels, group of rules by group of rules; a block that has a label keeps it."""

from __future__ import annotations

import re

from pressmark.capture import Capture
from pressmark.captures.table_rows import is_row
from pressmark.labels import RUNNING, Labelled, OutletHint
from pressmark.segment.beside_pictures import above_credit, beside_pictures
from pressmark.segment.bylines import HELPING, contributed
from pressmark.segment.endings import endings, last_sentences
from pressmark.segment.headlines import headline
from pressmark.segment.heads import ZONE, first_text, is_role, is_time, names_section, only_heading, short_head_line
from pressmark.segment.in_doubt import kept_in_doubt, signs_post
from pressmark.segment.likelihood import Weights, kind_of, likelihoods
from pressmark.segment.mastheads import after_byline, is_masthead, known_outlet, named_outlets
from pressmark.segment.outside import outside_label, shouted_link
from pressmark.segment.page_parts import inner_teasers, whole_tables
from pressmark.segment.page_titles import page_headline
from pressmark.segment.pictures import ENDS_IN_CREDIT, scene, signed_picture
from pressmark.segment.printed_dates import announced_date
from pressmark.segment.pull_quotes import pull_quotes
from pressmark.segment.series import series
from pressmark.segment.signed import (
    Wording,
    head_line_label,
    head_zone,
    named_between,
    nearest_byline,
    nearest_date,
    neighbouring_names,
    signed_after,
)
from pressmark.segment.traits import Look, looks_of
from pressmark.segment.trees import TREES, Forest
from pressmark.segment.weights import WEIGHTS
from pressmark.segment.word_scores import WORDS, Words
from pressmark.text import holds_any

_SLUG = re.compile(r"[^\W\d_a-z][\w .,/’'-]{1,40}\s*(?:\([^()]{2,30}\))?\s*[—–-]{1,2}")
_CORRECTION = re.compile(
    r"(?:correction|corrections|clarification|editor'?s'? note|berichtigung|korrektur|fe de erratas|rectificatif|"
    r"errata)"
    r"\b ?(?:\(.{0,40}\))?(?:,.{0,30})?[:.—-].*|"
    r"(?:an earlier version of this|this (?:story|article|post|report) (?:has been|was) (?:updated|corrected|amended)|"
    r"in einer fruheren version)\b.*"
)
_SURE = 0.9  # from here on a paragraph is text, whatever it reads like
# From here on a block is text though it words itself as what pages wear: markup says more of it than its words do.
_ABOVE_ITS_WORDS = {"plain": 0.93, "marked up": 0.85}
_TOUCHING = 0.18  # the least likelihood of a paragraph beside the text
_OPENING = 0.42  # and of one above all of it, where captions stand too
_BETWEEN = 0.2  # and of a line between two of its paragraphs


class Labelling:
    """The labels of one capture while they are being found: block number to label and reason."""

    def __init__(
        self, capture: Capture, outlets: tuple[OutletHint, ...] = (), weights: Weights = WEIGHTS,
        looks: tuple[Look, ...] = (), trees: dict[str, Forest] = TREES, words: Words = WORDS,
    ) -> None:  # fmt: skip
        self.capture = capture
        self.outlets = outlets
        self.looks: list[Look] = list(looks) or looks_of(capture)
        self.weights = weights
        self.chances = likelihoods(self.looks, weights, trees, words)
        self.words = words if kind_of(self.looks) == "text" else None  # those that speak of a selection
        self.found: dict[int, tuple[str, str]] = {}
        self.title: int | None = None
        self.begin = 0
        self.end = 0

    def labels(self) -> tuple[Labelled, ...]:
        """All blocks with their labels, in order."""
        self._from_markup()
        self._dropped_for_outlet()
        self._parts()
        self._endings()
        self._series()
        self._videos()
        self._edges()
        self._head()
        self._captions()
        self._summary()
        self._tail()
        self._running()
        self._pull_quotes()
        self._outside()
        return tuple(Labelled(it.block, *self.found[i]) for i, it in enumerate(self.looks))

    def _put(self, number: int, label: str, reason: str) -> None:
        self.found.setdefault(number, (label, reason))

    def _free(self) -> list[int]:
        return [i for i in range(len(self.looks)) if i not in self.found]

    def _from_markup(self) -> None:
        for i, it in enumerate(self.looks):
            traits = it.block.traits
            if "hidden" in traits:
                self._put(i, "furniture", "is hidden by the page’s own markup")
            elif "alt" in traits:
                self._put(i, "furniture", "describes an image to those who cannot see it")
            elif "role:alt" in traits:
                if any(t.startswith("itemprop:copyright") or "credit" in t.lower() for t in traits):
                    self._put(i, "credit", "is marked up as the credit of an image")
                elif it.words >= 6 and it.picture is None:
                    self._put(i, "caption", "stands inside an image’s own text")
                elif it.picture is None:
                    self._put(i, "furniture", "names an image")

    def _dropped_for_outlet(self) -> None:
        named = named_outlets(self.capture.text, self.outlets)
        for outlet in named:
            for i in self._free() if outlet.drop_lines else ():
                if any(line and line in self.looks[i].text for line in outlet.drop_lines):
                    self._put(i, "furniture", f"is a line that the outlet {outlet.id} says to drop")
        if any(outlet.byline for outlet in named):
            for i in self._free():
                if self.looks[i].sentence:  # "By midnight the ferry had come." begins as bylines do
                    continue
                _, outlet_id = after_byline(self.looks[i].text, named)
                if outlet_id:
                    self._put(i, "byline", f"begins as bylines of the outlet {outlet_id} do")

    def _parts(self) -> None:
        for i in inner_teasers(self.looks, self.chances):
            self._put(i, "related", "stands in a short article inside this one")
        for i in whole_tables(self.looks, self.chances):
            self.chances[i] = max(self.chances[i], 0.5)

    def _series(self) -> None:
        """Lines of timed entries, numbered parts, questions and answers: kept as a whole, before any is taken alone."""
        for i, held in sorted(series(self.looks, self.chances, frozenset(self.found)).items()):
            self._put(i, *held)

    def _endings(self) -> None:
        """What stands after headings of other things at the end, and a paragraph with which the text goes on."""
        for i, held in sorted(endings(self.looks, self.chances, frozenset(self.found)).items()):
            self._put(i, *held)

    def _videos(self) -> None:
        """A video's time line, and the titles straight above it."""
        for i in self._free():
            picture = self.looks[i].picture
            if not picture or picture[0] != "video":
                continue
            self._put(i, *picture)
            if not re.match(r"\d{1,2}:\d\d", self.looks[i].text):
                continue
            for j in range(i - 1, max(-1, i - 4), -1):
                above, below = self.looks[j], self.looks[j + 1]
                beside = below.block.first_line - above.block.last_line <= 1
                if not beside or j in self.found or above.sentence or above.words > 20 or above.picture or above.date:
                    break
                self._put(j, "video", "stands on the lines above a video’s time, as its title does")

    def _edges(self) -> None:
        parts = {i for i, (label, _) in self.found.items() if label in RUNNING}
        unsure = all(chance < 0.5 for i, chance in enumerate(self.chances) if i not in self.found or i in parts)
        for i in self.found:
            self.chances[i] = 0.9 if i in parts else 0.0
        for i, it in enumerate(self.looks):
            above = _ABOVE_ITS_WORDS["marked up" if it.block.traits else "plain"]
            if i not in self.found and it.furniture and self.chances[i] < above:
                self.chances[i] = min(self.chances[i], 0.3)
        if self.looks and unsure:
            # A notice of a line or two: where nothing is sure, what reads as a sentence is the text.
            free = [i for i, it in enumerate(self.looks) if i not in self.found and it.picture is None]
            for i in [i for i in free if self.looks[i].prose] or [i for i in free if self.looks[i].brief]:
                self.chances[i] = 0.6
        self.begin = first_text(self.looks, self.chances)
        self.end = max((i for i, chance in enumerate(self.chances) if chance >= 0.5), default=-1)

    # --- the head ---

    def _head(self) -> None:
        points = {i for i, it in enumerate(self.looks) if it.block.shape == "item" and it.sentence}
        taken = frozenset(points.union(self.found))
        if self.capture.format.startswith("HTML"):
            self.title = page_headline(self.looks, self.chances, self.capture.facts, taken)
        else:
            self.title = headline(self.looks, self.chances, self.capture.facts, taken, self.weights)
            if self.title is None:
                self.title = only_heading(self.looks, self.begin, taken)
        if self.title is not None:
            self._put(self.title, "title", "is the headline: the heading before the text")
            if self.begin < self.title:
                later = [i for i in range(self.title + 1, len(self.looks)) if self.chances[i] >= 0.5]
                self.begin = later[0] if later else self.begin
        top = max(0, (self.title if self.title is not None else self.begin) - ZONE)
        zone = [i for i in head_zone(self.title, self.begin, self.end, len(self.looks)) if i not in self.found]
        wording = Wording(self.looks, self.chances)
        for i in zone:
            held = head_line_label(self.looks, i, self.title, self.begin, self.chances[i], wording)
            if held:
                self._put(i, *held)
        for i in zone:
            above = self.found.get(i - 1, ("",))[0]
            if above == "byline" and is_role(self.looks[i].folded):
                self._put(i, "byline", "says what the writer named above it is")
            elif above == "date" and is_time(self.looks[i].folded):
                self._put(i, "date", "gives the time to the date above it")
        dated = nearest_date(self.looks, self.found, self.title, self.begin)
        if dated is not None:
            self._put(dated, "date", "is the date nearest to the headline")
        signed = nearest_byline(self.looks, self.found, self.title, self.begin)
        if signed is not None:
            self._put(signed, "byline", "is the line nearest to the headline that names the writers")
        for i in list(neighbouring_names(self.looks, self.found, zone, wording)):
            self._put(i, "byline", "is a name beside that of a writer")
        self._unmarked_names(wording)
        self._slug(zone)
        self._standfirst()
        self._section()
        for i in range(top, self.title or 0):
            it = self.looks[i]
            if i not in self.found and (self.title or 0) - i <= 2 and short_head_line(it):
                if is_masthead(it.text) or known_outlet(it.text, self.outlets):
                    self._put(i, "furniture", "is the outlet’s own name")
                self._put(i, "kicker", "is a short line just above the headline")

    def _unmarked_names(self, wording: Wording) -> None:
        """Names that stand alone between the headline and the text, or at its end, where no line says "by"."""
        if any(label == "byline" for label, _ in self.found.values()):
            return
        first = self.title if self.title is not None else max(-1, self.begin - 2 * ZONE)
        for i in list(named_between(self.looks, self.found, self.chances, first, self.begin, wording)):
            self._put(i, "byline", "names the writers, between the headline and the text")
        if any(label == "byline" for label, _ in self.found.values()):
            return
        signed = signed_after(self.looks, self.found, self.begin, self.end, wording)
        if signed:
            self._put(signed[0], "byline", signed[1])

    def _section(self) -> None:
        """The one short line above the headline that the markup calls a section."""
        named = [
            i
            for i in range(self.title or 0)
            if i not in self.found and self.looks[i].words <= 4 and names_section(self.looks[i])
        ]
        if len(named) == 1:
            self._put(named[0], "kicker", "is marked up as the article’s section")

    def _slug(self, zone: list[int]) -> None:
        for i in zone:
            if self.looks[i].words <= 6 and _SLUG.fullmatch(self.looks[i].text):
                self._put(i, "dateline", "ends in the dash that opens a report")

    def _standfirst(self) -> None:
        if self.title is None:
            return
        head = list(range(self.title + 1, min(self.title + 8, len(self.looks))))
        placed = [i for i in head if i < self.begin + 3 and self.found.get(i, ("",))[0] in ("byline", "date")]
        for i in head:
            it = self.looks[i]
            if i in self.found or it.furniture or it.picture or it.block.shape == "item":
                if i in self.found and self.found[i][0] in ("byline", "date"):
                    break
                continue
            if it.words < 4 or it.words > 60:
                break
            following = self.looks[i + 1] if i + 1 < len(self.looks) else None
            opened = following is not None and (following.furniture or (i + 1) in self.found) and i + 1 < self.begin + 2
            marked = ("head" in it.parts and it.block.shape != "paragraph") or it.block.shape == "heading"
            if any(p > i for p in placed) or marked or (opened and it.words <= 45 and i == self.title + 1):
                self._put(i, "subtitle", "stands between the headline and the text")
            break

    # --- pictures, summary, tail ---

    def _captions(self) -> None:
        for i in self._free():
            it = self.looks[i]
            figure = "figure" in it.parts and ("figcaption" in it.block.traits or self.chances[i] < 0.5)
            if it.furniture and it.furniture[0] == "legal":
                if self.begin < i <= self.end and signed_picture(it.text, it.words):
                    self._put(i, "credit", "says inside the text whose a picture is")
                continue
            if it.picture:
                strong = it.picture[0] != "caption" or self.chances[i] < 0.85 or it.picture[1] == ENDS_IN_CREDIT
                if strong:
                    self._put(i, *it.picture)
            elif "figcaption" in it.block.traits or (figure and it.words >= 5 and it.links < 0.5):
                self._put(i, "caption", "is marked up as belonging to a picture")
            elif scene(it.text, it.folded, it.words) and not it.furniture:
                self._put(i, "caption", "says in the present tense what is seen on a full date")
        for i, held in sorted(beside_pictures(self.looks, self.chances, self.begin, self.end, self.found).items()):
            self._put(i, *held)
        for i in self._free():
            credit = i + 1 < len(self.looks) and self.found.get(i + 1, ("",))[0] == "credit"
            if credit and above_credit(self.looks, i, self.chances[i], self.begin):
                self._put(i, "caption", "stands straight above a picture’s credit")

    def _summary(self) -> None:
        """Items between the headline and the first paragraph that are whole sentences."""
        if self.title is None:
            return
        start = self.title + 1
        while start < len(self.looks) and (
            start in self.found or self.looks[start].furniture or self._above_points(start)
        ):
            start += 1
        stop = start
        while stop < len(self.looks) and stop not in self.found and self.looks[stop].block.shape == "item":
            stop += 1
        items = self.looks[start:stop]
        others = [it for it, chance in zip(self.looks[stop:], self.chances[stop:], strict=True) if chance >= 0.5]
        rest = any(it.prose for it in others)
        if items and items[0].block.traits and any(it.block.traits == items[0].block.traits for it in others):
            return  # the whole text is a list
        if 2 <= len(items) <= 8 and rest and sum(it.sentence and it.words >= 6 for it in items) >= len(items) - 1:
            for i in range(start, stop):
                self._put(i, "summary", "is one of the points listed before the text")

    def _above_points(self, i: int) -> bool:
        """Whether the block is a short line near the headline, such as stands above a list of points."""
        it = self.looks[i]
        return it.words <= 5 and not it.sentence and it.block.shape != "item" and i <= (self.title or 0) + ZONE

    def _tail(self) -> None:
        last = self.end
        for i in self._free():
            it = self.looks[i]
            prose = it.words > 45 and self.chances[i] >= _SURE
            helped = it.words <= 80 and i >= 0.5 * last and not prose and holds_any(it.folded, HELPING)
            if helped and contributed(it.text):
                self._put(i, "contributors", "says who else worked on the report")
            elif it.folded and it.links < 0.5 and _CORRECTION.fullmatch(it.folded):
                self._put(i, "correction", "says what was put right")
            elif it.words <= 14 and announced_date(it.text, True):
                self._put(i, "date", "says when the article was published")

    # --- the text ---

    def _running(self) -> None:
        self._rescue()
        for i in self._free():
            if self.chances[i] < 0.5:
                continue
            it = self.looks[i]
            if shouted_link(it):
                self._put(i, "related", "is a line of capitals that is nothing but a link")
            elif is_row(it.block):
                self._put(i, "list", "is a row of a table")
            elif (it.block.shape == "item" and not it.prose) or (it.block.shape == "item" and self._in_list(i)):
                self._put(i, "list", "is an item of a list inside the text")
            elif it.block.shape == "heading" or self._subhead(i):
                self._put(i, "heading", "is a short line that heads the paragraphs after it")
            elif it.block.shape == "quotation":
                self._put(i, "quotation", "is marked up as a quotation")
            else:
                reason = "reads as running text and stands among it" if it.prose else "stands among running text"
                self._put(i, "body", reason)

    def _rescue(self) -> None:
        """Takes in a paragraph that touches the text, a short line between two paragraphs, and what is in doubt."""
        sure = [chance >= 0.5 and self.found.get(i, ("body",))[0] in RUNNING for i, chance in enumerate(self.chances)]
        for i in self._free():
            it = self.looks[i]
            above = i - 1
            while above > 0 and above in self.found:  # an advertisement or a picture does not part the text
                above -= 1
            before, after = i > 0 and sure[above], i + 1 < len(sure) and sure[i + 1]
            if sure[i] or it.furniture or it.picture or it.links > 0.5 or "around" in it.parts:
                continue
            least = _TOUCHING if before or i >= self.begin else _OPENING
            beside = it.prose and (before or after) and self.chances[i] >= least
            off = max(self.begin - i, i - self.end)
            doubt = self.words is not None and kept_in_doubt(self.looks, i, self.chances, off, self.words)
            if beside or doubt or (before and after and self.chances[i] >= _BETWEEN):
                self.chances[i] = 0.5

    def _in_list(self, i: int) -> bool:
        return any(0 <= j < len(self.looks) and self.looks[j].block.shape == "item" for j in (i - 1, i + 1))

    def _subhead(self, i: int) -> bool:
        it = self.looks[i]
        following = self.looks[i + 1] if i + 1 < len(self.looks) else None
        return (
            it.words <= 14
            and not (it.sentence or signs_post(it))
            and it.text[-1] not in ":,;"
            and i > self.begin
            and following is not None
            and self.chances[i + 1] >= 0.5
        )

    def _pull_quotes(self) -> None:
        self.found |= last_sentences(self.looks, self.found)
        for i in pull_quotes(self.looks, [i for i, (label, _) in sorted(self.found.items()) if label in RUNNING]):
            self.found[i] = ("pull quote", "repeats words of the text beside it")

    def _outside(self) -> None:
        for i in self._free():
            place = "before" if i < self.begin else "after" if i > self.end else "inside"
            self._put(i, *outside_label(self.looks[i], place))
