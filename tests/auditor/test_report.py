"""The score card page as a person and a browser meet it: content, offline, hostile words."""

from __future__ import annotations

import json
from dataclasses import replace
from pathlib import Path

import pytest
from lxml import html

from auditor.audit.journal import Failure
from auditor.report.html import render
from auditor.words import OUTCOMES
from devices.ledger import Ledger
from documents.strict import DocumentError
from evidence.model import AlreadyExists
from evidence.verify import verify
from probes.model import Cause, Observation
from rubric import load_edition
from tests.auditor.observed import header, seen
from tests.auditor.report_runs import Run, begin, codes, parsed, words_of

MOST_BYTES = 2_000_000


@pytest.fixture
def run(tmp_path: Path) -> Run:
    return begin(tmp_path)


def shown(page: html.HtmlElement, code: str) -> str:
    """The words of one indicator."""
    return words_of(page.get_element_by_id(f"i-{code}"))


def with_evidence(observation: Observation, *ids: str) -> Observation:
    return replace(observation, evidence=ids)


def test_the_page_is_part_of_the_sealed_run(run: Run) -> None:
    closed = run.closed()
    assert closed.troubles == ()
    assert closed.report == run.folder.path / "scorecard.html"
    assert verify(run.folder.path) == []


def test_every_indicator_is_there_with_its_name_points_and_outcome(run: Run) -> None:
    run.observations += [
        seen("2.2.4", "booking_reference", True),
        seen("3.1.4", "message_levels", False),
        seen("5.2.4", "fee_query", ("outpatient",), open=("inpatient",)),
    ]
    run.failures.append(Failure("1.3.1", "h5", "界面对不上"))
    page = run.page()
    card = json.loads((run.folder.path / "scorecard.json").read_text(encoding="utf-8"))
    edition = load_edition("beijing-2022")
    for code in codes():
        words, scored = shown(page, code), card["indicators"][code]
        assert edition.indicators[code].name in words
        assert OUTCOMES[scored["outcome"]] in words
        points = " ~ ".join(dict.fromkeys((scored["low"], scored["high"])))
        assert f"{points} / {scored['weight']}" in words
    assert "得满分" in shown(page, "2.2.4")
    assert "扣" in shown(page, "3.1.4")
    assert "界面对不上" in shown(page, "1.3.1")


def test_the_total_is_that_of_the_card(run: Run) -> None:
    run.observations.append(seen("3.1.4", "message_levels", False))
    total = words_of(run.page().get_element_by_id("total"))
    assert "0~99" in total
    assert "某医院" in words_of(parsed(run.folder.path / "scorecard.html").find(".//h1"))


def test_a_set_is_told_in_the_words_of_the_rubric(run: Run) -> None:
    reason = "outpatient:首页 › 门诊费用;inpatient:没有入口;另见说明"
    run.observations.append(seen("5.2.4", "fee_query", ("outpatient",), reason=reason))
    members = [words_of(one) for one in run.page().xpath("//*[@id='i-5.2.4']//ul/li")]
    assert "门诊 有 首页 › 门诊费用" in members
    assert "住院 没有 没有入口;另见说明" in members


def test_an_open_fact_says_why_and_what_would_settle_it(run: Run) -> None:
    run.observations.append(seen("4.3.3", "drug_delivery", None, cause=Cause.LOGIN_FAILED))
    page = run.page()
    (row,) = [
        words_of(row)
        for row in page.xpath("//*[@id='open']//tbody/tr")
        if "4.3.3" in words_of(row) and "未能登录" in words_of(row)
    ]
    assert row.startswith("3 分")
    assert "核对测试账号后重测" in row


def test_open_facts_stand_in_the_order_of_the_points_at_stake(run: Run) -> None:
    for code, indicator in load_edition("beijing-2022").indicators.items():
        run.observations += [seen(code, name, None) for name in indicator.facts]
    cells = run.page().xpath("//*[@id='open']//td[@class='points']/b/text()")
    points = [float(cell) for cell in cells]
    assert len(points) > 60
    assert points == sorted(points, reverse=True)


def test_apps_are_told_apart_only_where_there_are_several(tmp_path: Path) -> None:
    one, two = begin(tmp_path / "1"), begin(tmp_path / "2", head=header("h5", "mini"))
    for run in (one, two):
        run.observations.append(seen("1.1.3", "login_methods", ("password",)))
    assert one.page().xpath("//*[@id='i-1.1.3']//*[@class='app']") == []
    tags = two.page().xpath("//*[@id='i-1.1.3']//*[@class='app']/text()")
    assert tags == ["h5", "mini"]


def test_what_no_app_can_prove_names_who_can(run: Run) -> None:
    words = shown(run.page(), "2.2.1")
    assert "上月预约挂号占总挂号之比 未知" in words
    assert words.count("待实证材料") == 1
    assert "待实证材料（须证明到" not in words
    assert words.count("须证明到") == 1


def test_evidence_is_shown_once_per_indicator_and_facts_point_to_it(run: Run) -> None:
    first, second = run.shot("挂号说明", 1), run.shot("材料说明", 2)
    run.observations += [
        with_evidence(seen("1.3.2", "booking_steps", True), first, second),
        with_evidence(seen("1.3.2", "booking_materials", True), second),
    ]
    page = run.page()
    figures = page.xpath("//*[@id='i-1.3.2']//li[@class='figure']")
    assert [words_of(one)[:8] for one in figures] == ["图 1 挂号说明", "图 2 材料说明"]
    links = page.xpath("//*[@id='i-1.3.2']//td[@class='refs']/a/@href")
    assert links == ["#f-1.3.2-1", "#f-1.3.2-2", "#f-1.3.2-2"]


def test_a_download_is_told_by_what_it_was(run: Run) -> None:
    kept = run.recorder.keep_document(
        app="h5", data=b"<html>oops</html>", name="a.pdf", mime="application/pdf", note="不是文件"
    )
    run.observations.append(
        with_evidence(seen("4.3.2", "discharge_medicine_download", False), kept)
    )
    words = shown(run.page(), "4.3.2")
    assert "不是文件" in words
    assert "文件名：a.pdf" in words
    assert "内容：html、17 字节" in words


def test_lost_evidence_is_said_and_not_passed_over(run: Run) -> None:
    run.observations.append(seen("2.2.4", "booking_reference", True))
    assert "运行目录中没有这份证据" in shown(run.page(), "2.2.4")


def test_everything_that_is_linked_lies_in_the_run_folder(run: Run) -> None:
    run.observations.append(with_evidence(seen("2.2.4", "booking_reference", True), run.shot()))
    page = run.page()
    targets = page.xpath("//@src | //@href")
    ids = set(page.xpath("//@id"))
    assert any(target.startswith("evidence/thumbs/") for target in targets)
    for target in targets:
        if target.startswith("#"):
            assert target[1:] in ids
        else:
            assert (run.folder.path / target).is_file()
    assert page.xpath("//link | //iframe | //object | //script[@src]") == []
    assert all(one.get("loading") == "lazy" for one in page.xpath("//img"))
    style = page.findtext(".//style")
    assert "url(" not in style
    assert "@import" not in style


HOSTILE = (
    "</script><script>alert(1)</script>"
    '<img src=x onerror="alert(2)">\' onmouseover=alert(3) {{ 7*7 }}'
)


def test_words_of_an_app_stay_words(run: Run) -> None:
    shot = run.shot(HOSTILE, title=HOSTILE)
    run.observations.append(
        with_evidence(seen("2.2.4", "booking_reference", True, reason=HOSTILE), shot)
    )
    run.put_map(
        places=[{"id": "s0", "title": HOSTILE, "trail": [HOSTILE], "evidence": shot}],
        ways=[{"from": "s0", "label": HOSTILE, "arrival": "toast", "words": HOSTILE}],
        unvisited=[{"place": "s0", "label": HOSTILE, "reason": HOSTILE}],
    )
    page = run.page()
    assert len(page.xpath("//script")) == 1
    assert page.xpath("//@*[starts-with(name(), 'on')]") == []
    assert set(page.xpath("//img/@src")) == {
        item for item in page.xpath("//img/@src") if item.startswith("evidence/thumbs/")
    }
    assert words_of(page).count("alert(1)") >= 5
    assert "{{ 7*7 }}" in words_of(page)


def test_broken_text_of_an_app_does_not_break_the_page(run: Run) -> None:
    path = run.folder.path / "appmap-h5-patient-main.json"
    run.put_map(places=[{"id": "s0", "trail": ["半个字#"]}])
    path.write_text(path.read_text(encoding="utf-8").replace("#", "\\ud83d"), encoding="utf-8")
    assert "半个字?" in words_of(run.page())


def test_only_the_recorders_own_files_are_linked_to(run: Run) -> None:
    shot = run.shot()
    path = run.folder.path / "evidence" / f"{shot}.json"
    item = json.loads(path.read_text(encoding="utf-8"))
    item |= {"picture": "javascript:alert(1)", "thumb": "../../etc/passwd"}
    path.write_text(json.dumps(item), encoding="utf-8")
    run.observations.append(with_evidence(seen("2.2.4", "booking_reference", True), shot))
    assert "无图" in shown(run.page(), "2.2.4")
    text = (run.folder.path / "scorecard.html").read_text(encoding="utf-8")
    assert "javascript:" not in text
    assert "passwd" not in text


@pytest.mark.parametrize("simulated", [True, False])
def test_a_rehearsal_and_nothing_else_says_that_it_is_one(tmp_path: Path, simulated: bool) -> None:
    page = begin(tmp_path, simulated=simulated).page()
    assert ("演练环境" in words_of(page.body)) is simulated
    assert ("演练环境" in page.findtext(".//title")) is simulated


def test_each_outcome_has_a_sign_of_its_own_shape(run: Run) -> None:
    page = run.page()
    shapes = {
        outcome: html.tostring(page.get_element_by_id(f"s-{outcome}")).split(b">", 1)[1]
        for outcome in OUTCOMES
    }
    assert len(set(shapes.values())) == len(OUTCOMES)


def test_an_open_booking_cannot_be_overlooked(run: Run) -> None:
    ledger = Ledger(run.folder.path / "ledger.jsonl")
    ledger.settle(ledger.enter("心内科 挂号", "http://h/"), "cancelled", "已取消")
    ledger.enter("骨科 挂号", "http://h/")
    page = run.page()
    assert "立即" in words_of(page.get_element_by_id("total"))
    words = words_of(page.get_element_by_id("seal"))
    assert "有 1 个预约没有确认取消" in words
    assert "骨科" in words
    assert "心内科" not in words


def test_a_settled_ledger_is_said_too(run: Run) -> None:
    ledger = Ledger(run.folder.path / "ledger.jsonl")
    ledger.settle(ledger.enter("挂号", "http://h/"), "never_made", "号已约满")
    words = words_of(run.page().get_element_by_id("seal"))
    assert "未了结的预约：0" in words
    assert "预约 1 次" in words


def test_a_ledger_that_cannot_be_read_is_said(run: Run) -> None:
    (run.folder.path / "ledger.jsonl").write_text("{}\n", encoding="utf-8")
    words = words_of(run.page().get_element_by_id("seal"))
    assert "预约台账读不出" in words


def test_it_says_how_to_verify_and_what_it_was_computed_from(run: Run) -> None:
    words = words_of(run.page().get_element_by_id("seal"))
    card = json.loads((run.folder.path / "scorecard.json").read_text(encoding="utf-8"))
    assert f"auditor verify {run.folder.path.name}" in words
    assert card["computed_from"]["facts_sha256"] in words


def test_a_page_is_never_overwritten(run: Run) -> None:
    run.closed()
    before = (run.folder.path / "scorecard.html").read_bytes()
    with pytest.raises(AlreadyExists):
        render(run.folder.path)
    assert (run.folder.path / "scorecard.html").read_bytes() == before


def test_damaged_evidence_is_refused_by_name(run: Run) -> None:
    shot = run.shot()
    run.closed()
    (run.folder.path / "scorecard.html").unlink()
    (run.folder.path / "evidence" / f"{shot}.json").write_text("{", encoding="utf-8")
    with pytest.raises(DocumentError, match=shot):
        render(run.folder.path)
    assert not (run.folder.path / "scorecard.html").exists()


def test_a_large_run_is_still_a_light_page(run: Run) -> None:
    edition = load_edition("beijing-2022")
    for number, (code, indicator) in enumerate(edition.indicators.items()):
        note = "从首页依次点开更多服务、便民服务,提交后页面显示办理成功"
        shots = [run.shot(f"{note}{shade}", number * 10 + shade) for shade in range(10)]
        for name in indicator.facts:
            unknown = seen(code, name, None, reason=f"{note};" * 4)
            run.observations.append(with_evidence(unknown, *shots))
    closed = run.closed()
    assert closed.report is not None
    assert len(parsed(closed.report).xpath("//img")) == 480
    assert closed.report.stat().st_size < MOST_BYTES
