"""What the doctor finds, and what it tells people to do."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path

import pytest

from auditor import doctor
from auditor.doctor import Finding, can_audit_h5, examine

COMPLETE = {
    "adb version": "Android Debug Bridge version 1.0.41\nVersion 34",
    "adb devices -l": "List of devices attached\nABC123 device model:X\n\n",
    "node --version": "v22.13.0\n",
    "appium --version": "3.8.0\n",
    "appium driver list --installed --json": '{"uiautomator2": {"version": "8.7.0"}}',
}


def machine(answers: dict[str, str]) -> Callable[[Sequence[str]], str | None]:
    return lambda command: answers.get(" ".join(command))


@pytest.fixture
def h5_ready(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(doctor, "find_browser", lambda: Path("/x/chromium"))
    monkeypatch.setattr(doctor, "has_chinese_font", lambda: True)


def findings(answers: dict[str, str]) -> dict[str, Finding]:
    return {finding.name: finding for finding in examine(machine(answers))}


@pytest.mark.usefixtures("h5_ready")
def test_a_complete_machine_lacks_nothing() -> None:
    found = findings(COMPLETE)
    assert all(finding.found for finding in found.values())
    assert found["手机"].said == "ABC123"


@pytest.mark.usefixtures("h5_ready")
def test_a_machine_for_h5_needs_no_phone_tools() -> None:
    found = findings({})
    assert can_audit_h5(list(found.values()))
    assert not found["adb"].found
    assert "apt-get install adb" in str(found["adb"])
    assert "npm install" in str(found["Appium"])


def test_without_a_browser_h5_cannot_be_audited(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(doctor, "find_browser", lambda: None)
    monkeypatch.setattr(doctor, "has_chinese_font", lambda: True)
    found = examine(machine(COMPLETE))
    assert not can_audit_h5(found)
    (browser,) = [finding for finding in found if finding.name == "浏览器"]
    assert "[缺]" in str(browser)
    assert "-m devices.web.browser" in str(browser)


@pytest.mark.parametrize(
    ("version", "will_do"),
    [
        ("v20.19.0", True), ("v20.18.9", False), ("v21.7.0", False), ("v22.11.0", False),
        ("v22.12.0", True), ("v23.5.0", False), ("v24.0.0", True), ("v26.1.0", True),
    ],
)  # fmt: skip
@pytest.mark.usefixtures("h5_ready")
def test_node_must_be_one_that_appium_runs_on(version: str, will_do: bool) -> None:
    assert findings({"node --version": version})["Node.js"].found is will_do


@pytest.mark.usefixtures("h5_ready")
def test_a_phone_that_waits_for_permission_is_named_but_not_ready() -> None:
    listed = "List of devices attached\nABC123 unauthorized usb:1\nDEF456 offline\n"
    found = findings({**COMPLETE, "adb devices -l": listed})["手机"]
    assert not found.found
    assert "ABC123(unauthorized)" in found.said
    assert "允许" in str(found)


@pytest.mark.usefixtures("h5_ready")
def test_appium_without_its_driver_is_not_enough() -> None:
    found = findings({**COMPLETE, "appium driver list --installed --json": "{}"})["Appium 驱动"]
    assert not found.found
    assert found.mend == "appium driver install uiautomator2"
