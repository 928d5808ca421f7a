"""INGEST: proposal files and the articles that begin from them.

`files` writes and reads content/proposals/<id>.md, `first_article` writes an article as it is first proposed, and
`following` carries a better reading into an article without touching what a person wrote, and tells what waits. Below
them, `chunks` cuts a text, `alignment` and `merging` compare three readings of one, and `editing` writes an article.
"""

from pressmark.proposal.files import NOTHING_WAITS, Proposal, Waiting, dump_proposal, parse_proposal
from pressmark.proposal.first_article import article_blocks, article_from
from pressmark.proposal.following import Difference, differences, follow, still_waiting

__all__ = [
    "NOTHING_WAITS",
    "Difference",
    "Proposal",
    "Waiting",
    "article_blocks",
    "article_from",
    "differences",
    "dump_proposal",
    "follow",
    "parse_proposal",
    "still_waiting",
]
