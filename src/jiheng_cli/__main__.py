"""Let `python -m jiheng_cli` do what `jiheng` does."""

import sys

from jiheng_cli.start import main

if __name__ == "__main__":
    sys.exit(main())
