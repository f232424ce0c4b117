"""The command line: the only reader of clock, environment and argv."""

from __future__ import annotations


def main() -> None:
    import sys

    from afterword.cli.host import Host
    from afterword.cli.running import run

    sys.exit(run(sys.argv[1:], Host.real()))
