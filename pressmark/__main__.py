"""EDGE: python -m pressmark, the same as build.py."""

import sys

from pressmark.cli import main

if __name__ == "__main__":
    sys.exit(main())
