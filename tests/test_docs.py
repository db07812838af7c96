"""What the documents tell people to type works, and nothing that can be typed is left out."""

from __future__ import annotations

import json
import re
import subprocess
import sys
from collections import Counter
from importlib.util import find_spec
from pathlib import Path
from urllib.parse import urlsplit

import pytest
from click.testing import CliRunner, Result

from auditor import manual
from auditor.audit.folder import RunFolder
from auditor.cli import main as auditor
from devices.sandbox.__main__ import main as sandbox
from devices.sandbox.features import read_features
from evidence.bundle import RunFacts, seal
from rubric import load_edition, score_document
from tests.auditor.observed import header
from tests.documentation import DOCUMENTS, ROOT, Command, blocks, commands, links

pytest_plugins = ["pytester"]

README = ROOT / "README.md"
MAKEFILE = (ROOT / "Makefile").read_text(encoding="utf-8")
RUNNERS = {"make", "pytest", "auditor", "python", "source", "export"}
ENVIRONMENT = ("EXAMPLE_SMS_CODE", "EXAMPLE_PASSWORD", "EXAMPLE_ID_CARD")


def text_of(name: str) -> str:
    return (ROOT / name).read_text(encoding="utf-8")


def run(*words: str) -> Result:
    return CliRunner().invoke(auditor, list(words))


# what can be typed, as the documents say


def test_every_command_of_the_documents_is_of_a_kind_that_is_checked_here() -> None:
    for document in DOCUMENTS:
        for line in "".join(blocks(document, "bash")).splitlines():
            assert not line.strip() or line.split()[0] in RUNNERS, f"{document.name}: {line}"


@pytest.mark.parametrize("command", commands("make"), ids=str)
def test_make_knows_the_target(command: Command) -> None:
    for target in command.words[1:]:
        assert re.search(rf"^{target}:", MAKEFILE, re.MULTILINE), target


@pytest.mark.parametrize("command", commands("python"), ids=str)
def test_the_module_is_there(command: Command) -> None:
    assert command.words[1] == "-m"
    assert find_spec(command.words[2]) is not None


@pytest.mark.parametrize("command", commands("pytest"), ids=str)
def test_an_audit_is_accepted_as_written(
    command: Command, pytester: pytest.Pytester, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(ROOT)
    for name in ENVIRONMENT:
        monkeypatch.setenv(name, "1")
    assert command.words[1] == "probes/"
    options = ("-p", "no:hypothesispytest", "--collect-only", *command.words[2:])
    if any("阜外" in word for word in options):
        # Nobody has told us where its apps are: README promises a message that says what to do.
        with pytest.raises(pytest.UsageError, match="还没有填写"):
            pytester.parseconfigure(*options)
    else:
        pytester.parseconfigure(*options)


def test_an_option_that_does_not_exist_would_be_noticed(
    pytester: pytest.Pytester, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(ROOT)
    with pytest.raises((pytest.UsageError, SystemExit)):
        pytester.parseconfigure("-p", "no:hypothesispytest", "--hospital=示范", "--no-such")


# the `auditor` commands really run


def sealed(folder: Path) -> Path:
    folder.mkdir()
    (folder / "facts.json").write_text("{}")
    facts = RunFacts(
        hospital="x", edition="e", edition_sha256="0", profile_sha256="0", tool_version="0",
        simulated=True,
    )  # fmt: skip
    seal(folder, facts)
    return folder


def killed(out: Path) -> Path:
    """A run whose process was killed before its first probe."""
    folder = RunFolder.create(out, "x")
    folder.put_header(header())
    folder.journal("main").close()
    return folder.path


@pytest.mark.parametrize("command", commands("auditor"), ids=str)
def test_an_auditor_command_runs_as_written(
    command: Command, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(ROOT)
    name, *words = command.words[1:]
    if name == "sandbox":
        # It would serve for ever: its options are read, and then its help is printed.
        assert CliRunner().invoke(sandbox, [*words, "--help"]).exit_code == 0
        return
    run_folder = killed(tmp_path) if name == "finish" else sealed(tmp_path / "bundle")
    words = [str(run_folder) if word.startswith("runs/") else word for word in words]
    result = run(name, *words)
    assert result.exit_code in ({0, 1} if name == "doctor" else {0}), result.output


def test_help_from_a_shell() -> None:
    done = subprocess.run(
        [sys.executable, "-m", "auditor", "--help"],
        capture_output=True, text=True, encoding="utf-8", check=False,
    )  # fmt: skip
    assert done.returncode == 0
    assert all(name in done.stdout for name in auditor.commands)


# the examples


def test_the_example_of_facts_scores_what_readme_says() -> None:
    total = score_document(ROOT / "docs/examples/facts.json")["total"]
    interval = f"{total['low']}~{total['high']}"
    assert f"示例得 {interval} 分" in text_of("README.md")
    assert f"如 `{interval}`" in text_of("README.md")
    printed = json.loads(run("score", str(ROOT / "docs/examples/facts.json")).stdout)
    assert printed["total"] == total


def test_the_example_of_features_is_a_feature_file() -> None:
    features = read_features(ROOT / "docs/examples/features.yaml")
    assert features.popup
    assert not features.works("2.2.5.admission_view")


# nothing is left out


def test_the_command_reference_is_fresh() -> None:
    advice = "请运行 python -m auditor.manual > docs/cli.md"
    assert text_of("docs/cli.md") == manual.render(), advice


def test_every_command_and_option_of_ours_is_documented() -> None:
    reference = text_of("docs/cli.md")
    for name, command in {**auditor.commands, "sandbox": sandbox}.items():
        assert f"auditor {name}" in text_of("README.md")
        for option in (one for one in command.params if one.param_type_name == "option"):
            assert all(f"`{word}" in reference for word in option.opts), (name, option.opts)
    plugin = text_of("auditor/pytest_plugin.py")
    ours = re.findall(r'addoption\(\s*"(--[\w-]+)"', plugin)
    assert len(ours) >= 7
    assert all(f"`{word}=" in reference for word in ours)
    assert all(f"{word}=" in text_of("README.md") for word in ours)


def test_every_make_target_is_told_by_make_help() -> None:
    (phony,) = re.findall(r"^\.PHONY: (.+)$", MAKEFILE, re.MULTILINE)
    for target in set(phony.split()) - {"help", "lint"}:
        assert f"make {target}" in MAKEFILE.partition("help:\n")[2]


def test_every_indicator_is_in_the_reference() -> None:
    reference = text_of("docs/indicators.md")
    for code, indicator in load_edition().indicators.items():
        assert f"#### {code} {indicator.name}" in reference


# documents that point at each other


@pytest.mark.parametrize("document", DOCUMENTS, ids=lambda path: str(path.relative_to(ROOT)))
def test_every_link_leads_somewhere(document: Path) -> None:
    for link in links(document):
        parts = urlsplit(link)
        if parts.scheme:
            assert parts.scheme == "https", link
        else:
            target = (document.parent / parts.path).resolve()
            assert target.exists(), f"{document.name}: {link}"
            assert target.is_relative_to(ROOT), f"{document.name}: {link}"


def test_decisions_are_numbered_once_and_have_a_status() -> None:
    decisions = sorted((ROOT / "docs/adr").glob("*.md"))
    numbers = Counter(path.name[:4] for path in decisions)
    assert max(numbers.values()) == 1
    for path in decisions:
        lines = path.read_text(encoding="utf-8").splitlines()
        assert lines[0].startswith(f"# {int(path.name[:4])}. ")
        assert lines[2].startswith("Status: ")


def test_the_changelog_tells_of_the_version_that_is_installed() -> None:
    (version,) = re.findall(r'^version = "(.+)"$', text_of("pyproject.toml"), re.MULTILINE)
    assert f"## [{version}]" in text_of("CHANGELOG.md")
