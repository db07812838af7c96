"""The rubric: editions as data, and the pure scorer.  Knows no device and no hospital.

edition = load_edition("beijing-2022")
sheet = parse_facts(read_json(path), edition)
card = score(edition, sheet).to_json()
"""

from rubric.facts import FactSheet, parse_facts
from rubric.loader import DEFAULT_EDITION, edition_names, load_edition
from rubric.model import (
    BoolFact,
    Category,
    ChoiceFact,
    Edition,
    Fact,
    FactSource,
    Indicator,
    Item,
    NumberFact,
    ProofLevel,
    Reading,
    SetFact,
)
from rubric.provenance import FactKey, Origin, Provenance, ProvenanceByFact
from rubric.scorecard import (
    Deduction,
    ExpertQuestion,
    FactEntry,
    IndicatorScore,
    Interval,
    OpenQuestion,
    Outcome,
    Scorecard,
)
from rubric.scorer import score, score_document
from rubric.values import Members, OneOf, Value, is_settled, to_plain
from rubric.wording import spell_points

__all__ = [
    "DEFAULT_EDITION",
    "BoolFact",
    "Category",
    "ChoiceFact",
    "Deduction",
    "Edition",
    "ExpertQuestion",
    "Fact",
    "FactEntry",
    "FactKey",
    "FactSheet",
    "FactSource",
    "Indicator",
    "IndicatorScore",
    "Interval",
    "Item",
    "Members",
    "NumberFact",
    "OneOf",
    "OpenQuestion",
    "Origin",
    "Outcome",
    "ProofLevel",
    "Provenance",
    "ProvenanceByFact",
    "Reading",
    "Scorecard",
    "SetFact",
    "Value",
    "edition_names",
    "is_settled",
    "load_edition",
    "parse_facts",
    "score",
    "score_document",
    "spell_points",
    "to_plain",
]
