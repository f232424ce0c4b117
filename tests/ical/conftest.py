from __future__ import annotations

from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
CORPUS = next((path for path in (ROOT.parent / "shared" / "corpus", ROOT / "corpus") if path.is_dir()), None)


def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    """Measuring tests run only where the corpus lies beside the project; elsewhere they are not there at all."""
    away = [item for item in items if CORPUS is None and item.get_closest_marker("acceptance") is not None]
    if away:
        config.hook.pytest_deselected(items=away)
        items[:] = [item for item in items if item not in away]


@pytest.fixture
def corpus() -> Path:
    assert CORPUS is not None
    return CORPUS
