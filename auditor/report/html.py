"""`scorecard.html`: one page that opens from a USB stick, without server, network or fonts.

The page holds its style, its few lines of script and all words; pictures stay beside it in
`evidence/` and are loaded when they are looked at.  A content security policy in the page
names the hashes of this style and this script, so nothing that an app wrote can run in it,
even if it were to get past the escaping.
"""

from __future__ import annotations

import base64
import hashlib
from functools import cache
from pathlib import Path

from jinja2 import Environment, FileSystemLoader, StrictUndefined
from markupsafe import Markup

from auditor.report.compose import compose
from auditor.report.sources import read_sources
from auditor.report.view import Page
from evidence.files import write_new

NAME = "scorecard.html"
_HERE = Path(__file__).parent


def render(run_folder: Path) -> Path:
    """Write the score card page of a scored run folder and return its path.

    Raises DocumentError if a file of the run is missing or damaged, evidence.model.AlreadyExists
    if there is a page already, OSError if the disk refuses.
    """
    path = run_folder / NAME
    words = page_html(compose(read_sources(run_folder)))
    # Half of a surrogate pair, from an app's broken text, has no UTF-8; it becomes "?".
    write_new(path, words.encode("utf-8", errors="replace"))
    return path


def page_html(page: Page) -> str:
    """The page as HTML; every string of the view is escaped."""
    style, script = _own("page.css"), _own("page.js")
    policy = (
        "default-src 'none'; base-uri 'none'; form-action 'none'; img-src 'self' file:; "
        f"style-src {_hash(style)}; script-src {_hash(script)}"
    )
    template = _environment().get_template("page.html")
    return template.render(page=page, policy=policy, style=Markup(style), script=Markup(script))


@cache
def _environment() -> Environment:
    return Environment(
        loader=FileSystemLoader(_HERE),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )


@cache
def _own(name: str) -> str:
    """A file of this package, to be put into the page as it is."""
    return (_HERE / name).read_text(encoding="utf-8")


def _hash(text: str) -> str:
    digest = hashlib.sha256(text.encode()).digest()
    return f"'sha256-{base64.b64encode(digest).decode()}'"
