"""Strict reading of the YAML and JSON files that people write for us, and words in one width.

The lowest room: every other room may import it, it imports none.
"""

from documents.strict import (
    DocumentError,
    Problem,
    Source,
    StrictModel,
    parse_as,
    read_json,
    read_yaml,
)

__all__ = [
    "DocumentError",
    "Problem",
    "Source",
    "StrictModel",
    "parse_as",
    "read_json",
    "read_yaml",
]
