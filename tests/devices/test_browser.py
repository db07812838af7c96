"""Finding and installing a browser."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import pytest

from devices.web import browser


@pytest.fixture
def machine(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Path:
    """A machine without any browser; its PATH is one empty folder."""
    monkeypatch.delenv(browser.OVERRIDE, raising=False)
    monkeypatch.setenv("PATH", str(tmp_path))
    monkeypatch.setenv("PLAYWRIGHT_BROWSERS_PATH", str(tmp_path / "ms-playwright"))
    return tmp_path


def program(folder: Path, name: str) -> Path:
    path = folder / name
    path.write_text("#!/bin/sh\n")
    path.chmod(0o755)
    return path


def test_a_bare_machine_has_none(machine: Path) -> None:
    assert browser.find_browser() is None


def test_the_headless_shell_is_preferred_on_the_path(machine: Path) -> None:
    for name in ("google-chrome", "chromium"):
        program(machine, name)
    assert browser.find_browser() == machine / "chromium"
    shell = program(machine, "chromium-headless-shell")
    assert browser.find_browser() == shell


def test_the_override_comes_first_and_must_exist(
    machine: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    program(machine, "chromium")
    mine = program(machine, "my-chrome")
    monkeypatch.setenv(browser.OVERRIDE, str(mine))
    assert browser.find_browser() == mine
    monkeypatch.setenv(browser.OVERRIDE, str(machine / "gone"))
    with pytest.raises(browser.BrowserMissing, match="gone"):
        browser.find_browser()


def test_playwrights_newest_shell_comes_before_the_path(machine: Path) -> None:
    program(machine, "chromium")
    builds = {
        "chromium-1210": "chrome-linux/chrome",
        "chromium_headless_shell-998": "chrome-linux/headless_shell",
        "chromium_headless_shell-1200": "chrome-headless-shell-linux64/chrome-headless-shell",
    }
    for build, name in builds.items():
        path = machine / "ms-playwright" / build / name
        path.parent.mkdir(parents=True)
        program(path.parent, path.name)
    found = browser.find_browser()
    assert found is not None
    assert found.relative_to(machine / "ms-playwright").parts[0] == "chromium_headless_shell-1200"


class Installer:
    """Remembers the commands; the one that contains `works` installs a browser."""

    def __init__(self, machine: Path, works: str) -> None:
        self.machine, self.works = machine, works
        self.commands: list[str] = []

    def __call__(self, command: Sequence[str]) -> bool:
        line = " ".join(command)
        self.commands.append(line)
        if self.works and line.endswith(self.works):
            program(self.machine, self.works)
            return True
        return False


def test_what_is_there_is_not_installed_again(machine: Path) -> None:
    program(machine, "chromium")
    installer = Installer(machine, "")
    assert browser.ensure_browser(installer) == machine / "chromium"
    assert installer.commands == []


def test_debian_packages_are_tried_after_playwright(machine: Path) -> None:
    program(machine, "apt-get")
    program(machine, "sudo")
    installer = Installer(machine, "chromium")
    assert browser.ensure_browser(installer) == machine / "chromium"
    assert "playwright install" in installer.commands[0]
    assert installer.commands[-1].endswith("apt-get install --yes --no-install-recommends chromium")


def test_a_machine_that_gets_none_is_told_the_commands(machine: Path) -> None:
    with pytest.raises(browser.BrowserMissing) as error:
        browser.ensure_browser(Installer(machine, ""))
    message = str(error.value)
    for command in ("playwright install chromium", "apt-get install", browser.OVERRIDE):
        assert command in message


def test_without_a_browser_the_command_fails_with_its_advice(
    machine: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(browser, "_run", Installer(machine, ""))
    assert browser.main() == 1
    assert "playwright install chromium" in capsys.readouterr().err


@pytest.mark.browser
def test_this_machine_has_one() -> None:
    found = browser.find_browser()
    assert found is not None
    assert found.exists()
