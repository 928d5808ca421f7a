"""Every code stands in docs/problems.md, every one there is used, and every one of content files is shown in a test."""

import ast
import re
from pathlib import Path

ROOT = Path(__file__).parent.parent
CALLS = {"error": 1, "warning": 1, "note": 1, "Problem": 4}


def codes() -> dict[str, list[str]]:
    """Each code in the source with the places that report it. A code must be written out where it is reported."""
    found: dict[str, list[str]] = {}
    for path in sorted((ROOT / "pressmark").rglob("*.py")):
        if path.name == "problems.py":
            continue
        for node in ast.walk(ast.parse(path.read_text("utf-8"))):
            if not (isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id in CALLS):
                continue
            number = CALLS[node.func.id]
            named = [k.value for k in node.keywords if k.arg == "code"]
            code = (node.args[number : number + 1] or named or [None])[0]
            if code is None and node.func.id != "Problem":
                continue
            where = f"{path.relative_to(ROOT)}:{node.lineno}"
            if isinstance(code, ast.Constant):
                assert re.fullmatch(r"[a-z0-9]+(-[a-z0-9]+)*", str(code.value)), f"{where}: {code.value}"
                found.setdefault(str(code.value), []).append(where)
            elif code is not None and not any(isinstance(arg, ast.Starred) for arg in node.args):
                raise AssertionError(f"{where}: the code is not written out")
    return found


def documented() -> list[str]:
    paper = (ROOT / "docs" / "problems.md").read_text("utf-8")
    return re.findall(r"^\| `([a-z0-9-]+)` \|", paper, re.M)


def test_every_code_is_documented_once():
    missing = {code: where for code, where in codes().items() if code not in documented()}
    assert missing == {}
    assert len(documented()) == len(set(documented()))


def test_no_code_is_documented_that_nothing_reports():
    assert sorted(set(documented()) - set(codes())) == []


def test_every_code_has_a_test_that_shows_its_text():
    tests = "".join(p.read_text("utf-8") for p in sorted((ROOT / "tests").rglob("*")) if p.suffix in (".py", ".txt"))
    assert {code: where for code, where in codes().items() if f"[{code}]" not in tests} == {}
