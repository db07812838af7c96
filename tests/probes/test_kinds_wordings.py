"""Members of the rubric's sets are known by many words, and not by those of their neighbours."""

from __future__ import annotations

from pathlib import Path

import pytest
from pydantic import RootModel

from documents import parse_as, read_yaml
from probes.flows.messages.received import kinds


class _Members(RootModel[dict[str, dict[str, list[str]]]]):
    pass


WORDS = parse_as(_Members, read_yaml(Path(__file__).with_name("kinds-wordings.yaml"))).root


@pytest.mark.parametrize("fact", sorted(WORDS))
def test_a_member_is_known_by_its_words(fact: str) -> None:
    known = kinds()[fact]
    missed = {
        member: [said for said in words if not known[member].search(said)]
        for member, words in WORDS[fact].items()
    }
    assert {member: said for member, said in missed.items() if said} == {}


@pytest.mark.parametrize(
    ("fact", "member", "words"),
    [
        ("3.1.1.progress_kinds", "waiting", "取药排队 前方3人"),
        ("3.1.1.progress_kinds", "exam", "待检查费缴纳"),
        ("3.1.1.progress_kinds", "other", "请凭缴费单到药房取药"),
        ("3.1.1.progress_kinds", "surgery", "手术费用"),
        ("4.2.2.reminder_kinds", "diet", "进食后服用"),
        ("1.1.2.real_name_methods", "offline_link", "绑定就诊卡"),
        ("1.2.2.department_intro_items", "overview", "国家临床重点专科"),
        ("1.2.1.hospital_intro_items", "specialities", "临床40个科"),
        ("1.2.1.hospital_intro_items", "specialities", "是三级专科医院,设有临床医技科室28个"),
    ],
)
def test_a_member_is_not_known_by_what_is_anothers(fact: str, member: str, words: str) -> None:
    assert not kinds()[fact][member].search(words)
