"""Values flow one way: a module imports only from earlier layers, also under TYPE_CHECKING."""

import ast
import re
from pathlib import Path

ROOT = Path(__file__).parent.parent
PACKAGE = ROOT / "pressmark"

# docs/architecture.md holds the same table; a test compares them.
LAYERS = (
    ("problems", "text", "digest", "coding", "copied", "tree"),
    ("dates", "selectors", "nodes", "frontmatter", "urls", "schema", "config", "folding", "json_text"),
    ("numbering", "commonmark", "markup", "markdown"),
    ("capture", "labels"),
    ("captures",),
    ("annotation", "names"),
    ("segment", "draft", "proposal"),
    ("article", "thing_keys", "vocabulary", "notes", "foreign_notes", "sidecar", "beside", "reading", "sources"),
    ("registry",),
    ("annotators",),
    ("record", "kept", "gathered", "indexed", "archive", "revision", "facts", "tracked"),
    ("weave", "page", "pages", "merges", "waiting"),
    ("shortened", "environment", "render", "search", "exports", "links", "portions", "lookup"),
    ("disk", "staging", "stamp", "store", "memo", "limits", "workers"),
    (
        "readers",
        "units",
        "relatives",
        "copies",
        "note_imports",
        "ingest",
        "derived",
        "reuse",
        "searching",
        "production",
        "pipeline",
        "review",
    ),
    ("serve", "inspection", "start"),
    ("cli", "__main__"),
)
LAYER_OF = {name: number for number, names in enumerate(LAYERS) for name in names}
# Only these touch files, clock, environment, processes or network.
EDGES = {
    "disk", "staging", "stamp", "store", "memo", "limits", "workers", "readers", "relatives", "copies", "note_imports",
    "ingest", "derived", "production", "pipeline", "review", "serve", "inspection", "start", "cli", "__main__",
    "searching",
}  # fmt: skip
OUTSIDE = {
    "os", "pathlib", "shutil", "tempfile", "subprocess", "socket", "http", "urllib.request", "time", "random",
    "threading", "multiprocessing", "asyncio", "sqlite3", "watchdog", "sys", "glob",
}  # fmt: skip


def room(path: Path) -> str:
    return path.relative_to(PACKAGE).parts[0].removesuffix(".py")


def imported(path: Path) -> list[tuple[int, str]]:
    found = []
    for node in ast.walk(ast.parse(path.read_text("utf-8"))):
        if isinstance(node, ast.Import):
            found += [(node.lineno, alias.name) for alias in node.names]
        elif isinstance(node, ast.ImportFrom):
            assert node.level == 0, f"{path}:{node.lineno}: relative import"
            found.append((node.lineno, node.module or ""))
            found += [(node.lineno, f"{node.module}.{alias.name}") for alias in node.names]
    return found


def modules() -> list[Path]:
    return sorted(p for p in PACKAGE.rglob("*.py") if p != PACKAGE / "__init__.py")


def test_every_module_has_a_layer():
    assert sorted({room(p) for p in modules()} - set(LAYER_OF)) == []


def test_imports_come_from_earlier_layers():
    wrong = []
    for path in modules():
        mine = room(path)
        for line, name in imported(path):
            if not name.startswith("pressmark."):
                continue
            other = name.split(".")[1]
            same_row = LAYER_OF.get(other, 99) == LAYER_OF[mine]
            earlier_in_row = same_row and LAYERS[LAYER_OF[mine]].index(other) <= LAYERS[LAYER_OF[mine]].index(mine)
            if LAYER_OF.get(other, 99) > LAYER_OF[mine] or (same_row and not earlier_in_row):
                wrong.append(f"{path.relative_to(ROOT)}:{line}: {mine} imports {other}")
    assert wrong == []


def test_only_the_edges_touch_the_world():
    wrong = []
    for path in modules():
        if room(path) in EDGES:
            continue
        for line, name in imported(path):
            if name in OUTSIDE or name.split(".")[0] in OUTSIDE - {"urllib.request"}:
                wrong.append(f"{path.relative_to(ROOT)}:{line}: {name}")
        for node in ast.walk(ast.parse(path.read_text("utf-8"))):
            if (
                isinstance(node, ast.Call)
                and isinstance(node.func, ast.Name)
                and node.func.id in ("open", "print", "input")
            ):
                wrong.append(f"{path.relative_to(ROOT)}:{node.lineno}: {node.func.id}()")
    assert wrong == []


def test_modules_and_functions_stay_small():
    wrong = []
    for path in modules():
        text = path.read_text("utf-8")
        if text.count("\n") > 400:
            wrong.append(f"{path.relative_to(ROOT)}: {text.count(chr(10))} lines")
        for node in ast.walk(ast.parse(text)):
            if isinstance(node, ast.FunctionDef):
                length = (node.end_lineno or 0) - node.lineno + 1
                if length > 50:
                    wrong.append(f"{path.relative_to(ROOT)}:{node.lineno}: {node.name} has {length} lines")
    assert wrong == []


def test_the_architecture_paper_shows_these_layers():
    paper = (ROOT / "docs" / "architecture.md").read_text("utf-8")
    table = re.search(r"<!-- layers -->\n(.*?)<!-- /layers -->", paper, re.S)
    assert table, "docs/architecture.md has no table between <!-- layers --> and <!-- /layers -->"
    rows = tuple(
        tuple(re.findall(r"`([a-z_]+)/?`", line.split("|")[2]))
        for line in table[1].splitlines()
        if line.startswith("| ")
    )
    assert rows[1:] == LAYERS
