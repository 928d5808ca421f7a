"""EDGE: build.py init, a new archive with everything in its place and a config.yml that explains itself."""

from __future__ import annotations

from pathlib import Path

from pressmark.disk import create_file
from pressmark.ingest import AS_THEY_ARE, ATTRIBUTES
from pressmark.pipeline import FOLDERS
from pressmark.problems import Problems, error

CONFIG = """\
# Every key is optional; docs/content.md says what each one does.
title: News archive
# description: What it is about, in one line
# language: en
# site_url: https://example.org/archive    # only for canonical links
# theme: default    # a folder in themes/ whose templates and assets win over the built-in ones
# publish_unreviewed: true
# sample: false    # true says on every page that the content is invented
# rights: {statement: "Kept for study", show: full}    # full | excerpt | metadata
# learn_topics: true    # review proposes articles that read like those listed under a topic, once these are a dozen
# names: rules    # spacy: a pipeline of it is heard too, once pip install 'pressmark[spacy]' is done
# annotators: [mentions, quotations, figures, dates, attributions, topics, passages, notes]
# data: [tables, texts, annotations]    # [] gives away no plain files
# search: {boosts: {title: 8, names: 4, summary: 2, outlet: 1, body: 1}}
"""
IGNORED = b"site/\n.cache/\n"


def start(directory: Path) -> Problems:
    """Make the folders and files of an archive; a folder that already holds content/ or config.yml is refused."""
    if (directory / "content").exists() or (directory / "config.yml").exists():
        hint = f"choose another folder, or build what is there: python build.py --archive {directory}"
        return (error(str(directory), "not-empty", "this folder already holds an archive", hint),)
    for folder in FOLDERS:
        (directory / "content" / folder).mkdir(parents=True)
    create_file(directory, "config.yml", CONFIG.encode())
    create_file(directory, ATTRIBUTES, AS_THEY_ARE)
    if not (directory / ".gitignore").exists():
        create_file(directory, ".gitignore", IGNORED)
    return ()
