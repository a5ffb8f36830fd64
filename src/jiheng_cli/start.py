"""The first module of the program: what interrupts its loading ends as quietly as anything else."""

import sys

_INTERRUPTED = 130


def main() -> int:
    """Load the program and run it; return its exit code."""
    try:
        from jiheng_cli.main import main as run
    except KeyboardInterrupt:
        return _INTERRUPTED
    return run()


if __name__ == "__main__":
    sys.exit(main())
