"""The shipped hospitals, and finding one by what people call it."""

from __future__ import annotations

from pathlib import Path

import pytest

from documents.strict import DocumentError
from probes.directory import Directory, UnknownHospital, open_directory


@pytest.fixture(scope="module")
def directory() -> Directory:
    return open_directory()


def test_the_57_institutions_of_the_evaluation_and_one_rehearsal(directory: Directory) -> None:
    real = [entry.profile for entry in directory.entries if not entry.profile.rehearsal]
    assert len(real) == 57
    assert len(directory.entries) == 58
    # Nobody has told us where their apps are, and an invented address would be audited.
    assert all(profile.apps == () for profile in real)
    assert all(profile.aliases for profile in real)
    assert all(entry.file.stem == entry.profile.id for entry in directory.entries)


@pytest.mark.parametrize(
    ("said", "name"),
    [
        ("阜外", "中国医学科学院阜外医院"),
        ("fuwai", "中国医学科学院阜外医院"),
        ("中国医学科学院阜外医院", "中国医学科学院阜外医院"),
        ("北医三院", "北京大学第三医院"),
        ("清华长庚", "清华大学附属北京清华长庚医院"),
        ("协和", "中国医学科学院北京协和医院"),
        ("友谊医院", "首都医科大学附属北京友谊医院"),
        ("广安门", "中国中医科学院广安门医院"),
        ("北大人民", "北京大学人民医院"),
        ("首儿所", "首都儿科研究所附属儿童医院"),
        ("北大口腔", "北京大学口腔医院"),
        ("宽街中医院", "首都医科大学附属北京中医医院"),
        ("八大处整形", "中国医学科学院整形外科医院（整形外科研究所）"),
        ("整形外科医院", "中国医学科学院整形外科医院（整形外科研究所）"),
        (" 积水 潭 ", "北京积水潭医院"),
        ("FUWAI", "中国医学科学院阜外医院"),
        ("示范", "示范医院"),
    ],
)
def test_a_hospital_answers_to_what_people_call_it(
    directory: Directory, said: str, name: str
) -> None:
    assert directory.find(said).profile.name == name


@pytest.mark.parametrize(
    ("said", "likeliest"),
    [
        ("阜外医", "中国医学科学院阜外医院"),
        ("阜歪", "中国医学科学院阜外医院"),
        ("北大三", "北京大学第三医院"),
        ("肿瘤医院", "中国医学科学院肿瘤医院"),
        ("xiehe2", "中国医学科学院北京协和医院"),
    ],
)
def test_a_near_miss_is_never_taken_but_suggested(
    directory: Directory, said: str, likeliest: str
) -> None:
    with pytest.raises(UnknownHospital) as caught:
        directory.find(said)
    assert likeliest in [profile.name for profile in caught.value.near[:3]]


def test_brackets_of_either_width_are_the_same(directory: Directory) -> None:
    narrow = "中国医学科学院整形外科医院(整形外科研究所)"
    assert directory.find(narrow).profile.id == "zhengxing"


def test_a_further_folder_adds_hospitals(tmp_path: Path) -> None:
    (tmp_path / "mine.yaml").write_text("id: mine\nname: 我的医院", encoding="utf-8")
    directory = open_directory(tmp_path)
    assert directory.find("我的医院").profile.id == "mine"
    assert not directory.find("mine").shipped
    assert directory.find("阜外").shipped


@pytest.mark.parametrize(
    "text", ["id: fuwai\nname: 别的", "id: x\nname: 别的\naliases: [协和]", "id: y\nname: 阜外"]
)
def test_names_that_clash_are_an_error(tmp_path: Path, text: str) -> None:
    (tmp_path / "mine.yaml").write_text(text, encoding="utf-8")
    with pytest.raises(DocumentError) as caught:
        open_directory(tmp_path)
    assert "mine.yaml" in str(caught.value)


def test_problems_of_all_files_come_at_once(tmp_path: Path) -> None:
    for name in ("a", "b"):
        (tmp_path / f"{name}.yaml").write_text(f"id: {name}", encoding="utf-8")
    with pytest.raises(DocumentError) as caught:
        open_directory(tmp_path)
    assert {Path(problem.file).name for problem in caught.value.problems} == {"a.yaml", "b.yaml"}


def test_a_folder_that_is_not_there_is_an_error(tmp_path: Path) -> None:
    with pytest.raises(DocumentError, match="找不到"):
        open_directory(tmp_path / "nowhere")
