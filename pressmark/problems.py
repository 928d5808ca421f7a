"""What the user is told, and where: every stage returns (value, problems) and none of them stops the rest."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Literal

Severity = Literal["error", "warning", "note"]

# C0, DEL and C1 controls: a capture's escape sequence must never reach the terminal.
_CONTROL = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f]")


@dataclass(frozen=True, slots=True, order=True)
class Problem:
    """One thing that is wrong, with its place.

    `path` is relative to the archive, with forward slashes. `line` and `column` count from 1; 0 means the whole
    file. `code` is stable and documented in docs/problems.md. Problems sort by place.
    """

    path: str
    line: int
    column: int
    severity: Severity
    code: str
    message: str
    hint: str = ""


Problems = tuple[Problem, ...]


def error(path: str, code: str, message: str, hint: str = "", *, line: int = 0, column: int = 0) -> Problem:
    return Problem(path, line, column, "error", code, message, hint)


def warning(path: str, code: str, message: str, hint: str = "", *, line: int = 0, column: int = 0) -> Problem:
    return Problem(path, line, column, "warning", code, message, hint)


def note(path: str, code: str, message: str, hint: str = "", *, line: int = 0, column: int = 0) -> Problem:
    return Problem(path, line, column, "note", code, message, hint)


def visible(text: str) -> str:
    """The text with control characters written as escapes, safe to print on a terminal."""
    return _CONTROL.sub(lambda m: f"\\x{ord(m[0]):02x}", text)


def place(problem: Problem) -> str:
    """Where a problem is, as path:line:column."""
    at = problem.path.replace("\n", "\\x0a")
    if problem.line:
        at += f":{problem.line}" + (f":{problem.column}" if problem.column else "")
    return at


def shown(problem: Problem) -> str:
    """The problem in the form editors understand: path:line:column: severity: message [code], then the hint."""
    text = f"{place(problem)}: {problem.severity}: {problem.message} [{problem.code}]"
    if problem.hint:
        text += f"\n    hint: {problem.hint}"
    return visible(text)


def in_order(problems: list[Problem] | Problems) -> Problems:
    """The problems sorted by place, each once."""
    return tuple(sorted(set(problems)))
