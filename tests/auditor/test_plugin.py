"""`pytest probes/ --hospital=…` as an expert meets it, with apps that are only names."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from evidence.verify import verify
from rubric import score_document

pytest_plugins = ["pytester"]

CONFTEST = """
import pytest
pytest_plugins = ["auditor.pytest_plugin"]

class Walker:
    def __init__(self, app, audit):
        self.id, self.simulated, self.audit = app.id, False, audit
    def give_back(self): pass
    def close(self): pass

def render(folder):
    path = folder / "scorecard.html"
    path.write_text("<html></html>")
    return path

def pytest_configure(config):
    from auditor import pytest_plugin
    config.stash[pytest_plugin.OPENER] = Walker
    config.stash[pytest_plugin.RENDER] = render
"""

HOSPITAL = """
id: some
name: 某某医院
aliases: [某某]
apps:
  - {id: a, channel: h5, entry: "http://127.0.0.1:9/"}
  - {id: b, channel: h5, entry: "http://127.0.0.1:9/b"}
"""

PROBES = """
from probes.model import Cause, Observation, ProofLevel
from probes.registry import indicator

def seen(app, code, fact, value, open=()):
    cause = Cause.NO_DATA if value is None or open else None
    level = ProofLevel.L2
    return Observation(code, fact, app.id, value, level, f"{app.id} 所见", ("main-1",), open, cause)

@indicator("2.2.4")
def test_2_2_4(app):
    yield seen(app, "2.2.4", "booking_reference", app.id == "b")

@indicator("1.1.4")
def test_1_1_4(app):
    yield seen(app, "1.1.4", "registration_agreement", True)
    yield seen(app, "1.1.4", "reading_option", False)

@indicator("3.1.4")
def test_3_1_4(app):
    return [seen(app, "3.1.4", "message_levels", False)]

@indicator("5.2.4")
def test_5_2_4(app):
    return [seen(app, "5.2.4", "fee_query", ("outpatient",), ("inpatient",))]
"""

BROKEN = """
@indicator("1.3.2")
def test_1_3_2(app):
    yield seen(app, "1.3.2", "booking_steps", True)
    raise RuntimeError("界面对不上")
"""


class Desk:
    """An expert's folder with probes and one hospital."""

    def __init__(self, pytester: pytest.Pytester) -> None:
        self.pytester = pytester
        pytester.makeconftest(CONFTEST)
        pytester.makepyfile(test_items=PROBES)
        self.profiles = pytester.mkdir("hospitals")
        (self.profiles / "some.yaml").write_text(HOSPITAL, encoding="utf-8")

    def add(self, probes: str) -> None:
        self.pytester.makepyfile(test_items=PROBES + probes)

    def audit(self, *options: str, name: str = "某某") -> pytest.RunResult:
        return self.pytester.runpytest_inprocess(*self.command(*options, name=name))

    def command(self, *options: str, name: str = "某某") -> list[str]:
        # hypothesis' plugin would be imported anew for every audit.
        plain = ["-p", "no:hypothesispytest"]
        return [*plain, f"--hospital={name}", f"--profiles={self.profiles}", *options]

    @property
    def runs(self) -> list[Path]:
        return sorted((self.pytester.path / "runs").glob("*/*"))

    def read(self, name: str) -> dict[str, Any]:
        (run,) = self.runs
        document: dict[str, Any] = json.loads((run / name).read_text(encoding="utf-8"))
        return document


@pytest.fixture
def desk(pytester: pytest.Pytester) -> Desk:
    return Desk(pytester)


def line_of(result: pytest.RunResult, code: str) -> list[str]:
    (line,) = [line for line in result.outlines if line.startswith(f"{code} ") and "/" in line]
    return line.split()


def test_one_line_per_indicator_in_official_order(desk: Desk) -> None:
    result = desk.audit()
    assert result.ret == 0
    lines = [line.split() for line in result.outlines if line[:1].isdigit() and "/" in line]
    assert lines == [
        ["1.1.4", "注册协议", "部分得分", "0.5/1"],
        ["2.2.4", "智能预约参考", "得满分", "2/2"],
        ["3.1.4", "消息分级管理", "不得分", "0/1"],
        ["5.2.4", "费用查询", "待定", "1~2/2"],
    ]


def test_v_says_why(desk: Desk) -> None:
    text = desk.audit("-v").stdout.str()
    assert "扣 1:没有“" in text
    assert "[b] " in text or "b 所见" in text
    assert "未知:住院" in text
    assert "没有可供判断的数据" in text
    assert "扣" not in desk.audit().stdout.str().split("评分卡")[0]


def test_the_end_says_the_interval_what_is_open_and_where_it_lies(desk: Desk) -> None:
    text = desk.audit().stdout.str()
    (run,) = desk.runs
    assert "某某医院 总分 3.5~98.5" in text
    assert "未了结的预约:0" in text
    assert "1 分  5.2.4 " in text
    for path in (run / "scorecard.html", run / "facts.json", run):
        assert str(path) in text


def test_all_48_indicators_are_on_the_card_and_say_why_they_are_open(desk: Desk) -> None:
    desk.audit("--indicator=2.2.4")
    card = desk.read("scorecard.json")
    assert len(card["indicators"]) == 48
    causes = {
        code: {fact["cause"] for fact in card["indicators"][code]["facts"].values()}
        for code in ("2.2.4", "3.1.4", "1.1.1", "2.2.1", "5.4.1")
    }
    assert causes["2.2.4"] == {None}
    assert causes["3.1.4"] == {"本次未选测"}
    assert causes["1.1.1"] == {"尚无探针"}
    assert causes["2.2.1"] == {"尚无探针", "需要医院实证材料"}
    assert causes["5.4.1"] == {"需要专家判断"}


def test_the_facts_file_gives_the_same_score(desk: Desk) -> None:
    desk.add(BROKEN)
    desk.audit()
    card = desk.read("scorecard.json")
    again = score_document(desk.runs[0] / "facts.json")
    for part in ("total", "categories", "adjustments", "award_eligible"):
        assert card[part] == again[part]
    for code, indicator in again["indicators"].items():
        mine = card["indicators"][code]
        assert (mine["low"], mine["high"]) == (indicator["low"], indicator["high"])


def test_the_run_folder_is_a_sealed_bundle(desk: Desk) -> None:
    desk.audit()
    (run,) = desk.runs
    assert verify(run) == []
    facts = run / "facts.json"
    facts.write_text(facts.read_text(encoding="utf-8").replace("false", "true"), encoding="utf-8")
    assert [problem.path for problem in verify(run)] == ["facts.json"]


def test_a_second_run_leaves_the_first_alone(desk: Desk) -> None:
    desk.audit()
    (first,) = desk.runs
    desk.audit()
    assert len(desk.runs) == 2
    assert verify(first) == []


def test_only_a_broken_tool_is_red(desk: Desk) -> None:
    desk.add(BROKEN)
    result = desk.audit()
    assert result.ret == 1
    assert line_of(result, "1.3.2") == ["1.3.2", "服务说明", "工具故障", "1~2/2"]
    assert "界面对不上" in result.stdout.str()
    assert "1 failed" in result.outlines[-1]
    card = desk.read("scorecard.json")["indicators"]["1.3.2"]
    assert card["outcome"] == "error"
    assert card["facts"]["booking_steps"]["value"] is True
    assert card["facts"]["booking_materials"]["value"] is None


def test_a_failure_in_one_app_shows_even_where_another_settles_the_matter(desk: Desk) -> None:
    desk.add(
        '@indicator("1.3.2")\n'
        "def test_1_3_2(app):\n"
        '    if app.id == "a": raise RuntimeError("断线")\n'
        '    yield seen(app, "1.3.2", "booking_steps", True)\n'
        '    yield seen(app, "1.3.2", "booking_materials", True)\n'
    )
    result = desk.audit()
    assert result.ret == 1
    assert line_of(result, "1.3.2")[2:] == ["得满分", "2/2", "(有工具故障)"]


def test_a_probe_that_forgets_to_conclude_is_a_broken_tool(desk: Desk) -> None:
    desk.add('@indicator("1.3.1")\ndef test_1_3_1(app): return []\n')
    result = desk.audit()
    assert result.ret == 1
    assert line_of(result, "1.3.1")[2:] == ["工具故障", "0~2/2"]
    assert "forced_reading" in result.stdout.str()


def test_x_stops_at_the_first_broken_probe(desk: Desk) -> None:
    desk.add(BROKEN)
    result = desk.audit("-x")
    assert result.ret == 1
    card = desk.read("scorecard.json")["indicators"]
    assert card["1.1.4"]["outcome"] == "partial"
    assert "未轮到" in card["3.1.4"]["facts"]["message_levels"]["cause"]


@pytest.mark.parametrize(
    ("options", "codes"),
    [
        (["-k", "1.1.4"], ["1.1.4"]),
        (["-k", "not 1.1.4"], ["2.2.4", "3.1.4", "5.2.4"]),
        (["--indicator=2.2,5"], ["2.2.4", "5.2.4"]),
        (["--indicator=3.1.4,5.2.4", "-k", "5.2.4"], ["5.2.4"]),
        (["test_items.py::test_3_1_4"], ["3.1.4"]),
    ],
)
def test_indicators_are_selected_by_code(desk: Desk, options: list[str], codes: list[str]) -> None:
    result = desk.audit(*options)
    assert result.ret == 0
    assert [line.split()[0] for line in result.outlines if line[:1].isdigit() and "/" in line] == (
        codes
    )


def test_an_app_that_is_left_out_leaves_its_part_open(desk: Desk) -> None:
    result = desk.audit("--app=a")
    assert line_of(result, "2.2.4")[2:] == ["待定", "0~2/2"]
    assert line_of(result, "3.1.4")[2:] == ["待定", "0~1/1"]
    assert "未测的应用:b" in result.stdout.str()
    assert set(desk.read("facts.json")["apps"]) == {"a", "b"}


def test_junit_carries_code_points_and_outcome(desk: Desk) -> None:
    desk.audit("--junitxml=report.xml")
    xml = (desk.pytester.path / "report.xml").read_text(encoding="utf-8")
    for name, value in [("code", "5.2.4"), ("low", "1"), ("high", "2"), ("outcome", "open")]:
        assert f'<property name="{name}" value="{value}"' in xml


@pytest.mark.parametrize(
    ("options", "said"),
    [
        (["--app=zz"], "--app:不认识 zz"),
        (["--channel=web"], "--channel:不认识 web"),
        (["--channel=android"], "没有所选渠道的应用"),
        (["--allow=pay"], "--allow:不认识 pay"),
        (["--indicator=9"], "没有编号为 9 的指标"),
        (["--profiles=nowhere"], "找不到"),
        (["-k", "nothing"], "没有选中任何探针"),
    ],
)
def test_wrong_usage_is_one_message_and_exit_code_4(
    desk: Desk, options: list[str], said: str
) -> None:
    result = desk.audit(*options)
    assert result.ret == 4
    assert said in result.stdout.str() + result.stderr.str()
    assert desk.runs == []


def test_a_known_hospital_without_apps_says_what_to_fill_in(desk: Desk) -> None:
    result = desk.audit(name="阜外")
    assert result.ret == 4
    said = result.stderr.str()
    for words in ("中国医学科学院阜外医院", "fuwai.yaml", "entry", "package", "--hospital=示范"):
        assert words in said
    assert "INTERNALERROR" not in said
    assert desk.runs == []


def test_a_misspelt_hospital_is_asked_back(desk: Desk) -> None:
    result = desk.audit(name="阜歪")
    assert result.ret == 4
    assert "阜外" in result.stderr.str()


def test_probes_without_a_hospital_say_how_to_use_them(desk: Desk) -> None:
    result = desk.pytester.runpytest_inprocess()
    assert result.ret == 4
    assert "--hospital=阜外" in result.stderr.str()


def test_secrets_that_are_not_set_are_named(desk: Desk) -> None:
    account = "account: {test_account: true, password: {env: SOME_PW}, name: {env: SOME_NAME}}"
    (desk.profiles / "some.yaml").write_text(HOSPITAL + account, encoding="utf-8")
    result = desk.audit()
    assert result.ret == 4
    assert "SOME_PW" in result.stderr.str()
    assert "SOME_NAME" in result.stderr.str()


def test_a_waiver_holds_until_its_day_and_is_said_when_it_has_lapsed(desk: Desk) -> None:
    waivers = (
        "waivers:\n"
        "  - {code: 2.2.4, reason: 门诊改造, until: 2999-12-31}\n"
        "  - {code: 3.1.4, reason: 旧版, until: 2020-01-01}\n"
    )
    (desk.profiles / "some.yaml").write_text(HOSPITAL + waivers, encoding="utf-8")
    result = desk.audit()
    assert "豁免:2.2.4 门诊改造" in result.stdout.str()
    assert "豁免已过期,照常测评:3.1.4 旧版" in result.stdout.str()
    card = desk.read("scorecard.json")["indicators"]
    assert card["2.2.4"]["outcome"] == "open"
    assert card["2.2.4"]["facts"]["booking_reference"]["cause"] == "经批准豁免"
    assert card["3.1.4"]["outcome"] == "not_met"


def test_an_open_booking_is_loud_and_red(desk: Desk) -> None:
    desk.add(
        '@indicator("1.3.1")\n'
        "def test_1_3_1(app):\n"
        '    app.audit.folder.ledger.enter("内科 上午 9:00", "http://x/confirm")\n'
        '    yield seen(app, "1.3.1", "service_agreement", True)\n'
        '    yield seen(app, "1.3.1", "forced_reading", True)\n'
    )
    result = desk.audit("--app=a")
    assert result.ret == 1
    assert "有 1 个预约没有确认取消" in result.stdout.str()
    assert "内科 上午 9:00" in result.stdout.str()


def test_a_report_that_fails_is_said_and_the_rest_is_kept(desk: Desk) -> None:
    desk.pytester.makeconftest(CONFTEST.replace('path.write_text("<html></html>")', "1 / 0"))
    result = desk.audit()
    assert result.ret == 1
    assert "生成评分卡网页失败" in result.stdout.str()
    assert verify(desk.runs[0]) == []


def test_collecting_alone_makes_no_run(desk: Desk) -> None:
    assert desk.audit("--collect-only").ret == 0
    assert desk.runs == []


def test_results_go_where_they_are_wanted(desk: Desk, tmp_path: Path) -> None:
    desk.audit(f"--out={tmp_path / 'elsewhere'}")
    assert desk.runs == []
    assert len(list((tmp_path / "elsewhere").glob("some/*/scorecard.json"))) == 1


def test_ordinary_tests_are_left_alone(pytester: pytest.Pytester) -> None:
    pytester.makeconftest(CONFTEST)
    pytester.makepyfile("def test_plain(): assert True")
    result = pytester.runpytest_inprocess("-v")
    assert result.ret == 0
    result.stdout.fnmatch_lines(["*test_plain PASSED*"])
