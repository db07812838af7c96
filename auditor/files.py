"""Files that an app gives and the one that it is given: what a download is, and a test picture."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from PIL import Image, ImageDraw

from devices.model import Download
from evidence.document import inspect
from probes.app import Document
from probes.flows.screens.fields import FILE_NAME

Keep = Callable[[bytes, str, str, str], str]
"""Keeps what a file is as evidence: data, name, mime, note → evidence id."""


def examined(download: Download, keep: Keep) -> Document:
    """What a downloaded file really is; a page with nothing on it is no real document."""
    facts = inspect(download.data, download.name, download.mime)
    evidence = keep(download.data, download.name, download.mime, f"下载的文件:{facts.reason}")
    real = None if facts.is_document is None else facts.is_document and not facts.blank
    return Document(real, facts.reason, facts.text, evidence)


def draw_test_picture(folder: Path) -> Path:
    """A drawing that nobody can take for a patient's record."""
    path = folder / FILE_NAME
    image = Image.new("RGB", (320, 200), "white")
    ImageDraw.Draw(image).text((20, 80), "TEST ONLY - CE SHI", fill="black")
    image.save(path, "PNG")
    return path
