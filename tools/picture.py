"""Draws docs/demo.svg, the picture in the README, from what `afterword demo` prints: `python -m tools.picture`."""

from __future__ import annotations

import io
import os
import re
import subprocess
import sys
from pathlib import Path

from rich.console import Console
from rich.text import Text

OUT = Path(__file__).parents[1] / "docs" / "demo.svg"
FROM, TO = "2. It writes", "4. It runs again"


def main() -> None:
    done = subprocess.run(
        [sys.executable, "-m", "afterword", "demo"],
        capture_output=True,
        check=True,
        stdin=subprocess.DEVNULL,
        env={**os.environ, "NO_COLOR": "1", "COLUMNS": "80"},
    )
    shown = done.stdout.decode()
    shown = shown[shown.index(FROM) : shown.index(TO)].rstrip()
    console = Console(record=True, width=84, file=io.StringIO(), force_terminal=True, color_system="truecolor")
    for line in shown.splitlines():
        console.print(styled(line))
    svg = console.export_svg(title="afterword demo")
    OUT.write_text(re.sub(r"@font-face \{[^}]*\}\s*", "", svg), encoding="utf-8")  # nothing is fetched to show it


def styled(line: str) -> Text:
    text = Text(line)
    if re.match(r"\d\. ", line):
        text.stylize("bold")
    text.highlight_regex(r"^  \+.*$", "green")
    text.highlight_regex(r"\[\[[^\]]*\]?\]?", "bold yellow")
    text.highlight_regex(r"^    (E-mail to|Subject:).*$", "cyan")
    return text


if __name__ == "__main__":
    main()
