"""What is installed is what stands in the tree: packages, templates, assets and lists."""

import re
import shutil
import subprocess
import sys
import tomllib
import zipfile
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent
PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))
# A folder of the tree, and the name that it has in the wheel.
MAPPED = {"pressmark": "pressmark", "templates": "pressmark/builtin_templates", "assets": "pressmark/builtin_assets"}
PASSED = ("__pycache__", ".DS_Store")


def shipped() -> dict[str, str]:
    """Every file that a wheel must hold: its path in the wheel, and where it stands in the tree."""
    found = {}
    for folder, name in MAPPED.items():
        for path in sorted((ROOT / folder).rglob("*")):
            relative = path.relative_to(ROOT / folder).as_posix()
            if path.is_file() and not any(part in relative for part in PASSED):
                found[f"{name}/{relative}"] = f"{folder}/{relative}"
    return found


def test_every_folder_with_files_is_a_package():
    folders = {path.rpartition("/")[0].replace("/", ".") for path in shipped()}
    folders |= {name.replace("/", ".") for name in MAPPED.values()}
    assert sorted(PROJECT["tool"]["setuptools"]["packages"]) == sorted(folders)


def test_every_kind_of_file_is_shipped():
    endings = set(PROJECT["tool"]["setuptools"]["package-data"]["*"])
    assert sorted({f"*{Path(path).suffix}" for path in shipped()} - endings) == ["*.py"]


def test_every_requirement_is_imported_somewhere():
    unseen = {"lxml-html-clean"}  # its line says why it is there
    names = {"pyyaml": "yaml", "markdown-it-py": "markdown_it"}
    lines = (ROOT / "requirements.in").read_text("utf-8").splitlines()
    wanted = {re.split(r"[^\w-]", line)[0] for line in lines if line and not line.startswith("#")}
    source = "\n".join(path.read_text("utf-8") for path in sorted((ROOT / "pressmark").rglob("*.py")))
    found = set(re.findall(r"^\s*(?:from|import) (\w+)|resources\.files\(\"(\w+)\"\)", source, re.M))
    imported = {one or other for one, other in found}
    assert sorted(name for name in wanted - unseen if names.get(name, name) not in imported) == []


@pytest.mark.slow
def test_a_wheel_holds_every_package_template_asset_and_list(tmp_path):
    for name in ("pyproject.toml", "README.md", "requirements.in"):
        shutil.copy(ROOT / name, tmp_path)
    for name in MAPPED:
        shutil.copytree(ROOT / name, tmp_path / name, ignore=shutil.ignore_patterns(*PASSED))
    build = "import sys; from setuptools import build_meta; build_meta.build_wheel(sys.argv[1])"
    done = subprocess.run(
        [sys.executable, "-c", build, str(tmp_path / "dist")], cwd=tmp_path, capture_output=True, text=True
    )
    assert done.returncode == 0, done.stderr
    (wheel,) = (tmp_path / "dist").glob("*.whl")
    with zipfile.ZipFile(wheel) as held:
        names = {name for name in held.namelist() if ".dist-info/" not in name}
        assert sorted(set(shipped()) ^ names) == []
        changed = [path for path, tree in shipped().items() if held.read(path) != (ROOT / tree).read_bytes()]
        metadata = held.read(next(n for n in held.namelist() if n.endswith(".dist-info/METADATA"))).decode()
    assert changed == []
    assert "Requires-Dist: trafilatura" in metadata
