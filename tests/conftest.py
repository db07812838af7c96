"""What holds for every test of the project."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from hypothesis import settings

from tests.probes import drawn

# How long an example takes says something about the machine, not about the code.
settings.register_profile("untimed", deadline=None)
settings.load_profile("untimed")


@pytest.fixture(autouse=True)
def drawn_apps_are_closed() -> Iterator[None]:
    """An app that uploads keeps a picture in a folder of its own: left to chance, another test
    would be told of it."""
    yield
    while drawn.opened:
        drawn.opened.pop().close()
