"""Captures that somebody made to hurt: pieces of text that repeat, and files that are not what they begin as."""

from __future__ import annotations

import gzip
import io
import time
import zipfile

from pressmark.limits import limited
from pressmark.problems import Problem
from pressmark.reading import known_from, read
from pressmark.vocabulary import Vocabulary

KNOWN = known_from(Vocabulary())
# Words and marks at which some rule looks: what repeats in a line is made of them.
UNITS = (
    "a 1 A. Ana Sol, By and of de la Mr. said 2031 March 3, 12:30 12/12/ http:// https://a.b/ a@b. © Photo: (Photo by "
    "/ – “ ” \" ' ( ) [ ]( [1] [x.jpg] [_] == -- --- * ** _ # > ::: ``` | . … Jan. U.S. « » é Ã© â€™ 漢 字 a- a’s AP "
    "Share Read more cookie Updated Published Advertisement <p> <div> <a> <a href= <!-- <![CDATA[ <script> <td> <li> "
    '&# {"@type": } </p> &amp; 1. - • o + ago minutes hours\tLast'
).split(" ")
STARTS = (
    "",
    "Title of it\n\n",
    "<html><body>",
    "# Title\n\n",
    "From: a@b.cd\nSubject: x\nMIME-Version: 1.0\n\n",
    "WARC/1.0\r\n",
)


def cost(data: bytes) -> tuple[float, tuple[Problem, ...]]:
    """The processor's seconds that reading the bytes takes, and what was said of them."""
    began = time.process_time()
    with limited() as anew:
        _, problems = read("hostile", data, KNOWN, {}, anew)
    return time.process_time() - began, problems


def grows_with_its_square(piece: str, start: str, size: int) -> str:
    """What is wrong with reading a text in which a piece repeats; "" when time grows about as its length does."""
    times = []
    for length in (size, 2 * size):
        took, problems = cost((start + piece * (length // len(piece))).encode())
        codes = {p.code for p in problems}
        if codes & {"capture-too-slow", "reader-fault", "words-lost"}:
            return f"{sorted(codes)} at {length} characters"
        times.append(took)
    return f"{times[0]:.2f} s, then {times[1]:.2f} s" if times[1] > 3.2 * times[0] + 0.4 else ""


def zip_bomb() -> bytes:
    """A web archive in a zip file that unpacks to far more than it is."""
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("archive/data.warc.gz", gzip_bomb())
    return packed.getvalue()


def gzip_bomb() -> bytes:
    """A record of a web archive that says it is a page, and unpacks to a gigabyte of nothing."""
    head = b"WARC/1.0\r\nWARC-Type: response\r\nWARC-Target-URI: http://a.example/\r\nContent-Length: 999999999\r\n\r\n"
    packed = io.BytesIO()
    with gzip.GzipFile(fileobj=packed, mode="wb", compresslevel=9) as stream:
        stream.write(head + b"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\n\r\n")
        for _ in range(500):
            stream.write(bytes(1_000_000))
    return packed.getvalue()
