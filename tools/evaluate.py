"""`make eval`: how well events are understood, measured by the scorers that lie beside the corpus.

    python -m tools.evaluate [FOLDER …]

Each FOLDER (default: ../shared/corpus) holds interviews/ and timeline/ with their score.py. The whole set is measured,
then each calendar by itself, so that a rule which fits only one calendar shows.
"""

from __future__ import annotations

import json
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path
from typing import Any

DEFAULT = Path(__file__).parents[2] / "shared" / "corpus"
COMMAND = f"{sys.executable} -m afterword"
ACCURACIES = ("company", "role", "stage", "channel", "contact", "stated_by")


def figures(scorer: Path, *arguments: str) -> dict[str, Any]:
    """The JSON of a scorer's last line."""
    done = subprocess.run(
        [sys.executable, str(scorer), *arguments, "--command", COMMAND], capture_output=True, text=True, check=False
    )
    if done.returncode:
        raise SystemExit(done.stderr or done.stdout)
    read = json.loads(done.stdout.strip().splitlines()[-1])
    assert isinstance(read, dict)
    return read


def interviews(folder: Path) -> None:
    print(
        "| calendar | events | precision | recall | F1 | hard F1 | follow-up F1 |", " | ".join(ACCURACIES), "| people |"
    )
    print("|---" * (8 + len(ACCURACIES)) + "|")
    scorer = folder / "score.py"
    _row("all", figures(scorer, str(folder)))
    calendars = json.loads((folder / "calendars.json").read_text(encoding="utf-8"))
    labels = (folder / "labels.jsonl").read_text(encoding="utf-8").splitlines()
    for calendar in calendars:
        name = calendar["calendar"]
        with tempfile.TemporaryDirectory() as place:
            part = Path(place)
            shutil.copy(folder / name, part)
            (part / "calendars.json").write_text(json.dumps([calendar]), encoding="utf-8")
            own = [line for line in labels if json.loads(line)["calendar"] == name]
            (part / "labels.jsonl").write_text("\n".join(own), encoding="utf-8")
            _row(name.removesuffix(".ics"), figures(scorer, str(part)))


def _row(name: str, found: dict[str, Any]) -> None:
    detection, hard, follow_up = found["detection"], found["hard"], found["follow_up"]
    values = [*detection, hard[2], follow_up[2], *(found[one]["accuracy"] for one in ACCURACIES)]
    print(f"| {name} | {found['events']} |", " | ".join(f"{value:.3f}" for value in values), end="")
    print(f" | {found['interviewers']['f1']:.3f} |")


def timeline(scorer: Path, *files: Path) -> None:
    print("\n| texts | cases | overall | stated | negatives left alone | English | other languages |")
    print("|---" * 7 + "|")
    for file in files:
        found = figures(scorer, str(file))
        names = ("overall", "stated_exact", "negatives_left_alone", "english", "other_languages")
        print(f"| {file.stem} | {found['cases']} |", " | ".join(f"{found[name]:.3f}" for name in names), "|")


def main() -> None:
    for folder in map(Path, sys.argv[1:] or [str(DEFAULT)]):
        if not folder.is_dir():
            raise SystemExit(f"there is no corpus at {folder}; name its folder: python -m tools.evaluate FOLDER")
        interviews(folder / "interviews")
        files = [*sorted((folder / "timeline").glob("*.jsonl")), folder / "timeline" / "external" / "duckling.jsonl"]
        timeline(folder / "timeline" / "score.py", *(file for file in files if file.is_file()))


if __name__ == "__main__":
    main()
