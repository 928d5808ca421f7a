"""Pressmark's one entry point: python build.py --help."""

import sys

from pressmark.cli import main

if __name__ == "__main__":
    sys.exit(main())
