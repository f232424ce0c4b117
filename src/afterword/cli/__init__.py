"""The command line: the only reader of clock, environment and argv."""


def main() -> None:
    raise NotImplementedError
