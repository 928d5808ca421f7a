"""Pressmark's one entry point: python build.py --help."""

import importlib.util
import os
import sys
from pathlib import Path


def _own_python() -> None:
    """Go on with the Python of .venv, where `make site` put what a build needs, if this one lacks it."""
    if importlib.util.find_spec("anyascii") and importlib.util.find_spec("jinja2"):
        return
    for place in (".venv/bin/python", ".venv/Scripts/python.exe"):
        own = Path(__file__).resolve().parent / place
        if own.exists() and not Path(sys.prefix).samefile(own.parent.parent):
            os.execv(own, [str(own), *sys.argv])
    sys.exit("This Python lacks what a build needs. Run `make site` once, in the folder of build.py; then try again.")


if __name__ == "__main__":
    _own_python()
    from pressmark.cli import main

    sys.exit(main())
