"""EDGE: the command line. Commands, options and exit codes; what is said, and how."""

from __future__ import annotations

import argparse
import contextlib
import dataclasses
import gc
import io
import json
import sys
import time
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from pressmark.disk import refused
from pressmark.problems import Problems, error, in_order, shown, visible
from pressmark.staging import SITE
from pressmark.text import counted

if TYPE_CHECKING:
    from pressmark.stamp import Brought

FINE, PROBLEMS, USAGE, INTERRUPTED = 0, 1, 2, 130
MOST_JOBS = 256

ABOUT = "From a folder of messy news captures to an annotated archive that opens by double-click."
CODES = "exit codes: 0 fine, 1 problems in the content, 2 usage, 130 interrupted"


def _port(text: str) -> int:
    if not text.isascii() or not text.isdigit() or int(text) > 65535:
        raise argparse.ArgumentTypeError(f"{text!r} is no port; choose a number from 0 (any free one) to 65535")
    return int(text)


def _path(text: str) -> Path:
    if not text:
        raise argparse.ArgumentTypeError("a path is empty; is a variable of the shell not set?")
    return Path(text)


def _jobs(text: str) -> int:
    if not text.isascii() or not text.isdigit() or not 0 < int(text) <= MOST_JOBS:
        raise argparse.ArgumentTypeError(f"{text!r} is no number of processes; choose one from 1 to {MOST_JOBS}")
    return int(text)


def _version() -> str:
    """The version in pyproject.toml, or of the installed package."""
    file = Path(__file__).parent.parent / "pyproject.toml"
    if file.is_file():
        import tomllib

        return str(tomllib.loads(file.read_text("utf-8"))["project"]["version"])
    from importlib.metadata import version

    return version("pressmark")


def _parser() -> argparse.ArgumentParser:
    shared = argparse.ArgumentParser(add_help=False, argument_default=argparse.SUPPRESS)
    shared.add_argument("--archive", metavar="DIR", type=_path, help="the archive to work on (default: this folder)")
    shared.add_argument("--strict", action="store_true", help="warnings count as errors")
    shared.add_argument(
        "--jobs", metavar="N", type=_jobs, help="processes that read captures and render pages (default: all cores)"
    )
    shared.add_argument("--verbose", action="store_true", help="show notes, and every file that was written")
    shared.add_argument("--json", action="store_true", help="print problems and results as JSON Lines")
    parser = argparse.ArgumentParser(prog="build.py", description=ABOUT, epilog=CODES, parents=[shared])
    parser.add_argument("--version", action="version", version=f"Pressmark {_version()}")
    commands = parser.add_subparsers(dest="command", metavar="COMMAND")

    def add(name: str, about: str) -> argparse.ArgumentParser:
        return commands.add_parser(name, help=about, description=about, epilog=CODES, parents=[shared])

    add("build", "ingest what is new, then bring site/ up to date (the default)")
    ingest = add("ingest", "copy captures in, write proposals and articles; one verdict line per file")
    ingest.add_argument(
        "paths", metavar="PATH", nargs="*", type=_path, help="files, folders, zip files or globs to copy in first"
    )
    ingest.add_argument("--again", action="store_true", help="read old captures anew; a person's words stay")
    inspect = add("inspect", "what the machine makes of a capture; writes nothing")
    inspect.add_argument(
        "files", metavar="FILE", nargs="*", type=_path, help="captures in any format, or folders of them"
    )
    inspect.add_argument("--jsonl", action="store_true", help="read JSON Lines from standard input (docs/inspect.md)")
    serve = add("serve", "the editor's desk: pages on 127.0.0.1 that follow every save; writes nothing to site/")
    serve.add_argument("--port", type=_port, default=8000, help="port, or the next free one (default: 8000)")
    serve.add_argument("--poll", action="store_true", help="look for changes instead of being told (mounted folders)")
    add("review", "what waits for a decision, as patches, each with its id; writes nothing")
    for name, about in (("accept", "write what review proposed"), ("refuse", "say no to it; it is not asked again")):
        add(name, about).add_argument("ids", metavar="ID", nargs="+", help="an id that review gave: w-3fa91c2")
    add("undo", "take back the last accept or refuse; again, and the one before")
    add("check", "everything that could be wrong; writes nothing")
    init = add("init", "a new archive: folders and a commented config.yml")
    init.add_argument("dir", metavar="DIR", type=_path)
    return parser


class Voice:
    """Where words to the user go: results to standard output, problems to standard error."""

    def __init__(self, options: argparse.Namespace) -> None:
        self.json = getattr(options, "json", False)
        self.jobs: int | None = getattr(options, "jobs", None)  # None: as many as there are cores
        self.verbose = getattr(options, "verbose", False)
        self.strict = getattr(options, "strict", False)

    def say(self, text: str, **facts: object) -> None:
        print(json.dumps({"said": text, **facts}, ensure_ascii=False) if self.json else visible(text), flush=True)

    def problems(self, problems: Problems) -> int:
        """Print the problems, sorted by place; the exit code that they ask for."""
        for problem in in_order(problems):
            if problem.severity == "note" and not self.verbose:
                continue
            if self.json:
                print(json.dumps({"problem": dataclasses.asdict(problem)}, ensure_ascii=False), flush=True)
            else:
                print(shown(problem), file=sys.stderr)
        grave = ("error", "warning") if self.strict else ("error",)
        return PROBLEMS if any(p.severity in grave for p in problems) else FINE


@contextlib.contextmanager
def _progress(what: str, quiet: bool) -> Iterator[object]:
    """A progress bar on a terminal, once the work takes longer than a moment; nothing anywhere else."""
    if quiet or not sys.stderr.isatty():
        yield None
        return
    from rich.console import Console
    from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeRemainingColumn

    columns = (TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn(), TimeRemainingColumn())
    with Progress(*columns, console=Console(stderr=True), transient=True) as bar:
        task = bar.add_task(what, total=None)
        yield lambda done, total, _name: bar.update(task, completed=done, total=total)


def _size(count: int) -> str:
    return f"{count / 1e6:.1f} MB" if count >= 1e5 else f"{count / 1e3:.1f} KB"


def _ingest(root: Path, voice: Voice, paths: tuple[Path, ...], again: bool) -> tuple[Problems, bool]:
    """Read captures and say what came of each; the problems, and whether there was anything to say."""
    from pressmark.ingest import ingest
    from pressmark.workers import cores

    jobs = voice.jobs or cores()
    with _progress("reading captures", voice.json) as bar:
        verdicts, problems = ingest(root, paths, again=again, jobs=jobs, progress=bar)  # type: ignore[arg-type] # None or the bar's own
    for verdict in verdicts:
        voice.say(verdict.line, source=verdict.source, article=verdict.article)
    return problems, bool(verdicts)


def _is_sample(root: Path) -> bool:
    from pressmark.config import parse_config

    file = root / "config.yml"
    config = parse_config("config.yml", file.read_text("utf-8", "replace"))[0] if file.is_file() else None
    return config is not None and config.sample


def run_ingest(root: Path, options: argparse.Namespace, voice: Voice) -> int:
    from pressmark.copies import expanded

    if options.paths and not hasattr(options, "archive") and _is_sample(root):
        hint = "name an archive of your own: build.py ingest PATH --archive DIR (build.py init DIR makes one)"
        mixed = error(str(root), "sample-archive", "this is the sample archive; nothing was copied into it", hint)
        return voice.problems((mixed,)) and USAGE
    began = time.perf_counter()
    options.paths = expanded(tuple(options.paths))
    if options.paths and not any(p.exists() for p in options.paths):
        from pressmark.copies import copy_in

        return voice.problems(copy_in(root, tuple(options.paths))) and USAGE
    code = voice.problems(_ingest(root, voice, tuple(options.paths), options.again)[0])
    voice.say(f"ingest: done in {time.perf_counter() - began:.1f} s")
    return code


def _built(root: Path, voice: Voice) -> Brought:
    from pressmark.pipeline import build
    from pressmark.workers import cores

    # An archive is many small values without cycles: to look for cycles as often as usual takes a tenth of the time.
    gc.set_threshold(100_000, 50, 100)
    problems, read = _ingest(root, voice, (), False)
    with _progress("rendering pages", voice.json) as progress:
        jobs = voice.jobs or cores()
        return build(root, jobs, progress, problems, remembered=not read)  # type: ignore[arg-type] # None or the bar's


def run_build(root: Path, options: argparse.Namespace, voice: Voice) -> int:
    began = time.perf_counter()
    from pressmark.stamp import unchanged

    result = unchanged(root) or _built(root, voice)
    code = voice.problems(result.problems)
    written, pages = result.written, result.pages
    if written is None:
        voice.say(f"nothing was written: {SITE}/ stays as it is")
        return PROBLEMS
    if voice.verbose:
        for path in written.written:
            voice.say(f"wrote {SITE}/{path}")
        for path in written.deleted:
            voice.say(f"deleted {SITE}/{path}")
    parts = (
        f"{counted(result.articles, 'article')}, {counted(result.entities, 'entity', 'entities')}, "
        f"{counted(pages, 'page')}: {len(written.written)} written, {written.untouched} unchanged, "
        f"{len(written.deleted)} deleted",
        f"{_size(written.size)} in all, search {_size(result.search)}",
        f"{time.perf_counter() - began:.1f} s",
    )
    voice.say("; ".join(parts), pages=pages, articles=result.articles, bytes=written.size)
    if waiting := sum(problem.code in ("reading-waits", "version-waits") for problem in result.problems):
        voice.say(f"{counted(waiting, 'new reading')} to decide on: build.py review", waiting=waiting)
    voice.say(f"open {root / SITE / 'index.html'}")
    return code


def run_check(root: Path, options: argparse.Namespace, voice: Voice) -> int:
    from pressmark.ingest import unread
    from pressmark.pipeline import built, load

    result = built(load(root))
    problems = in_order((*unread(root), *result.problems))
    code = voice.problems(problems)
    errors = sum(p.severity == "error" for p in problems)
    warnings = sum(p.severity == "warning" for p in problems)
    voice.say(
        f"{counted(len(result.archive.records), 'article')}: {counted(errors, 'error')}, {counted(warnings, 'warning')}"
    )
    return code


def run_serve(root: Path, options: argparse.Namespace, voice: Voice) -> int:
    from pressmark.ingest import ingest
    from pressmark.serve import serve

    def fresh() -> Problems:
        verdicts, problems = ingest(root)
        for verdict in verdicts:
            voice.say(verdict.line)
        return problems

    return serve(root, fresh, voice.say, port=options.port, poll=options.poll)


def run_review(root: Path, options: argparse.Namespace, voice: Voice) -> int:
    from pressmark.review import review
    from pressmark.waiting import patch

    items = review(root)
    for item in items:
        shown_patch = patch(item)
        if voice.json:
            facts = {"id": item.id, "kind": item.kind, "file": item.path, "line": item.line, "why": item.why}
            print(json.dumps({**facts, "patch": shown_patch or None}, ensure_ascii=False), flush=True)
        else:
            print(visible(f"{item.id}  {item.path}:{item.line}\n    {item.why}"))
            as_is = "\r\n".join(map(visible, shown_patch.split("\r\n")))  # so that git can take it
            print(as_is if shown_patch else "    (nothing is proposed: write it by hand, or refuse)\n")
    how = "build.py accept ID… or build.py refuse ID…"
    voice.say(f"{counted(len(items), 'thing')} to decide: {how}" if items else "nothing waits for a decision")
    return FINE


def run_decision(root: Path, options: argparse.Namespace, voice: Voice) -> int:
    from pressmark.review import accept, refuse, undo

    if options.command == "undo":
        lines, problems = undo(root)
    else:
        lines, problems = (accept if options.command == "accept" else refuse)(root, options.ids)
    for line in lines:
        voice.say(line)
    return voice.problems(problems)


def run_inspect(root: Path | None, options: argparse.Namespace, voice: Voice) -> int:
    from pressmark import inspection
    from pressmark.copies import expanded, files_of
    from pressmark.workers import cores

    known = inspection.known_to(root)
    pipeline, lacking = inspection.pipeline_for(root)
    code = Voice(argparse.Namespace(strict=voice.strict)).problems(lacking)
    if options.jsonl:
        for line in inspection.answers(sys.stdin, known, pipeline):
            print(line, flush=True)
        return code
    if not options.files:
        print("inspect: name a file, or give --jsonl and JSON Lines on standard input", file=sys.stderr)
        return USAGE
    paths = files_of(expanded(tuple(options.files)))
    with contextlib.closing(inspection.all_inspected(paths, known, voice.jobs or cores(), pipeline)) as all_found:
        for found, problems in all_found:
            # Notes too: whoever inspects a file wants to know all that is made of it.
            code = max(code, Voice(argparse.Namespace(strict=voice.strict, verbose=True)).problems(problems))
            for one in found:
                shown_one = json.dumps(one, ensure_ascii=False) if voice.json else visible(inspection.in_words(one))
                print(shown_one, flush=True)
    return code


def run_init(directory: Path, voice: Voice) -> int:
    from pressmark.start import start

    problems = start(directory)
    code = voice.problems(problems)
    if code == FINE:
        voice.say(f"{directory}: put captures in content/sources/, then: python build.py --archive {directory}")
    return code


def _dispatch(options: argparse.Namespace, voice: Voice) -> int:
    command = options.command or "build"
    given: Path | None = getattr(options, "archive", None)
    if command == "init":
        return run_init(options.dir, voice)
    if given is not None and not given.is_dir():
        hint = f"check the name, or make a new archive there: python build.py init {given}"
        return voice.problems((error(str(given), "no-such-archive", "there is no such folder", hint),)) and USAGE
    if command == "inspect":
        return run_inspect(given, options, voice)
    root = (given or Path()).resolve()
    if not (root / "content").is_dir() and not (command == "ingest" and options.paths):
        hint = "put captures in content/sources/ here, or name the archive with --archive DIR"
        return voice.problems((error(str(root), "no-content", "this folder has no content/", hint),)) and USAGE
    runs = {"build": run_build, "ingest": run_ingest, "serve": run_serve, "check": run_check, "review": run_review}
    run = runs.get(command, run_decision)
    return run(root, options, voice)


def _speak_any_language(as_json: bool) -> None:
    """JSON is UTF-8 both ways in any locale; to people, what a terminal cannot show is written as an escape."""
    for stream in (sys.stdin, sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(encoding="utf-8" if as_json else stream.encoding, errors="backslashreplace")


def main(arguments: Sequence[str] | None = None) -> int:
    """Run one command; returns the exit code."""
    options = _parser().parse_args(arguments)
    _speak_any_language(getattr(options, "json", False) or getattr(options, "jsonl", False))
    voice = Voice(options)
    try:
        return _dispatch(options, voice)
    except KeyboardInterrupt:
        print("interrupted", file=sys.stderr)
        return INTERRUPTED
    except BrokenPipeError:
        sys.stderr.close()
        return PROBLEMS
    except OSError as failure:
        root = (getattr(options, "archive", None) or Path()).resolve()
        return voice.problems((refused(root, failure),))
