"""INGEST: proposal files and the articles that begin from them.

`files` writes and reads content/proposals/<id>.md, `first_article` writes an article as it is first proposed, and
`following` carries a better reading into an article without touching what a person wrote.
"""

from pressmark.proposal.files import Proposal, dump_proposal, parse_proposal
from pressmark.proposal.first_article import article_blocks, article_from
from pressmark.proposal.following import follow, unsettled

__all__ = ["Proposal", "article_blocks", "article_from", "dump_proposal", "follow", "parse_proposal", "unsettled"]
