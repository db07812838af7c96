"""pytest as the experts' tool: `pytest probes/ --hospital=NAME` audits one hospital.

Does nothing in a run without `--hospital`, except to say how to use it when probes are to be
run.  A red test means that the tool broke; a function that a hospital lacks is a finding.
Exit codes: 0 every selected probe came to a conclusion, 1 the tool failed somewhere, 4 wrong
usage or profile.
"""

from __future__ import annotations

import traceback
from collections.abc import Generator
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

from auditor import terminal
from auditor.audit.assignment import Options, assign
from auditor.audit.closing import Render
from auditor.audit.conduct import Opener
from auditor.audit.running import RunningAudit
from auditor.audit.selection import UsageProblem
from auditor.audit.sharing import ShelfAddress, serve
from auditor.items import IndicatorItem, collect, probed_codes
from auditor.progress import Progress
from auditor.words import OUTCOMES
from probes.directory import SHIPPED
from rubric import Outcome

if TYPE_CHECKING:
    from auditor.audit.rehearsal import Rehearsal

OPENER = pytest.StashKey[Opener]()
"""How an app is opened; `auditor.opening.open_app` unless something else is put here."""

RENDER = pytest.StashKey[Render]()
"""How the HTML score card is made; `auditor.report.html.render` unless put here."""

USAGE = (
    "请说明测评哪家医院,例如:\n"
    "  pytest probes/ --hospital=阜外        测评一家医院(id、全称或简称)\n"
    "  pytest probes/ --hospital=示范        用演练医院演练\n"
    "  auditor hospitals                     列出已有配置的医院"
)


def pytest_addoption(parser: pytest.Parser) -> None:
    """The options of contracts.md, in a group of their own."""
    group = parser.getgroup("hospital", "医院移动应用测评")
    group.addoption("--hospital", default="", metavar="名称", help="医院的 id、全称或简称")
    group.addoption("--app", default="", metavar="ID,…", help="只测这些应用")
    group.addoption("--channel", default="", metavar="渠道,…", help="只测 android、h5、miniprogram")
    group.addoption("--indicator", default="", metavar="编号,…", help="只测这些指标,如 1.1.1,2.2")
    group.addoption("--profiles", default="", metavar="目录", help="另加一个医院配置文件夹")
    group.addoption(
        "--allow", default="", metavar="操作,…", help="准许的操作:own,booking,contact 或 none"
    )
    group.addoption(
        "--budget", default="", metavar="倍数", help="探索预算的倍数:默认 1,0.2 粗看,3 用于大应用"
    )
    group.addoption("--out", default="runs", metavar="目录", help="结果放在哪里(默认 runs/)")


def pytest_configure(config: pytest.Config) -> None:
    """Take part only if a hospital is named; refuse to run probes without one."""
    if config.getoption("help"):
        return
    if not config.getoption("hospital"):
        if _asks_for_probes(config) and not config.getoption("collectonly"):
            raise pytest.UsageError(USAGE)
        return
    config.addinivalue_line("filterwarnings", "default")
    config.pluginmanager.register(AuditPlugin(config), "hospital-audit")


def _asks_for_probes(config: pytest.Config) -> bool:
    home = SHIPPED.parent
    start = config.invocation_params.dir
    paths = (start / str(argument).split("::")[0] for argument in config.args)
    return any(path.resolve().is_relative_to(home) for path in paths)


def pytest_pycollect_makeitem(
    collector: pytest.Module | pytest.Class, name: str, obj: object
) -> IndicatorItem | None:
    """A function marked with @indicator is one item."""
    return collect(collector, name, obj) if isinstance(collector, pytest.Module) else None


def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    """Probes that were collected some other way than by the path of the probes' room."""
    if config.getoption("hospital") or config.getoption("collectonly"):
        return
    if any(isinstance(item, IndicatorItem) for item in items):
        raise pytest.UsageError(USAGE)


class AuditPlugin:
    """The hooks of one audit, in whichever process it runs."""

    def __init__(self, config: pytest.Config) -> None:
        try:
            assignment = assign(_options(config))
        except UsageProblem as error:
            raise pytest.UsageError(str(error)) from error
        self.config = config
        self.worker: dict[str, Any] | None = getattr(config, "workerinput", None)
        self.audit = RunningAudit(assignment, self.worker["workerid"] if self.worker else "main")
        self.rehearsal: Rehearsal | None = None
        self.shelf: ShelfAddress | None = None
        self.probed: set[str] = set()
        self.trouble = ""
        # -v asks for the reasons of a score, not for pytest's own details.
        self.detail: int = config.option.verbose
        config.option.verbose = min(self.detail, 0)
        silent = self.detail < 0 or self._is_parallel()
        self.progress = Progress(None) if silent else Progress.on_terminal()
        if self.worker:
            shelf = ShelfAddress(self.worker["shelf_port"], self.worker["shelf_key"])
            self.audit.join(Path(self.worker["run_folder"]), shelf)

    def pytest_sessionstart(self) -> None:
        """The rehearsal hospital opens, if this is a rehearsal and nobody plays it yet."""
        reporter = self.config.pluginmanager.getplugin("terminalreporter")
        if reporter is not None:
            reporter.showfspath = False
        wanted = self.audit.assignment.profile.rehearsal and self.worker is None
        if wanted and not self.config.getoption("collectonly"):
            from auditor.audit.rehearsal import provide  # brings a web server along

            self.audit.assignment, self.rehearsal = provide(self.audit.assignment)

    def pytest_report_header(self) -> list[str]:
        said = self.rehearsal.said if self.rehearsal else ""
        return terminal.header(self.audit.assignment, said)

    @pytest.hookimpl(optionalhook=True)
    def pytest_configure_node(self, node: Any) -> None:
        """xdist starts a worker: all of them work in one run folder."""
        folder = self.audit.folder or self.audit.create(self._out())
        self.shelf = self.shelf or serve()
        node.workerinput["run_folder"] = str(folder.path)
        node.workerinput["shelf_port"] = self.shelf.port
        node.workerinput["shelf_key"] = self.shelf.key

    def pytest_collection_modifyitems(
        self, config: pytest.Config, items: list[pytest.Item]
    ) -> None:
        """Official order; what was not asked for is deselected."""
        order = list(self.audit.assignment.edition.indicators)
        probes = [item for item in items if isinstance(item, IndicatorItem)]
        strangers = sorted({item.code for item in probes} - set(order))
        if strangers:
            raise pytest.UsageError(f"评分细则中没有这些探针的指标:{'、'.join(strangers)}")
        self.probed = probed_codes(probes)
        wanted = [item for item in probes if self.audit.assignment.wants(item.code)]
        wanted.sort(key=lambda item: order.index(item.code))
        config.hook.pytest_deselected(items=[item for item in items if item not in wanted])
        items[:] = wanted

    def pytest_collection_finish(self, session: pytest.Session) -> None:
        """Everything is selected: make ready to run."""
        items = [item for item in session.items if isinstance(item, IndicatorItem)]
        if not items or self.config.getoption("collectonly"):
            return
        if self.worker is None:
            self.audit.create(self._out())
        self.audit.begin(
            [item.code for item in items], self.probed, self._opener(), self.progress.say
        )
        for item in items:
            item.carry_out = self.audit.carry_out

    def pytest_runtest_logstart(self, nodeid: str) -> None:
        name = nodeid.rpartition("::")[2]
        self.progress.begin(name.removeprefix("test_").replace("_", "."))

    def pytest_runtest_logfinish(self) -> None:
        self.progress.clear()

    @pytest.hookimpl(wrapper=True)
    def pytest_runtest_makereport(
        self, item: pytest.Item, call: pytest.CallInfo[None]
    ) -> Generator[None, pytest.TestReport, pytest.TestReport]:
        """The report carries the indicator's standing, also from a worker to the controller."""
        report = yield
        if isinstance(item, IndicatorItem) and call.when == "call":
            setattr(report, "told", item.told)  # noqa: B010 - the class does not declare it
        return report

    def pytest_report_teststatus(self, report: pytest.TestReport) -> tuple[str, str, str] | None:
        """The outcome word is the status; the line itself is printed by logreport."""
        told = getattr(report, "told", None)
        if not told:
            return None
        return ("failed" if report.failed else OUTCOMES[Outcome(told["outcome"])]), "", ""

    def pytest_runtest_logreport(self, report: pytest.TestReport) -> None:
        """One line per indicator."""
        told = getattr(report, "told", None)
        reporter = self.config.pluginmanager.getplugin("terminalreporter")
        if not told or reporter is None or self.detail < 0:
            return
        lines = [terminal.indicator_line(told, report.failed)]
        if self.detail > 0:
            lines += terminal.indicator_reasons(told)
        self.progress.clear()
        reporter.ensure_newline()
        reporter.write_line(self._text(*lines))

    @pytest.hookimpl(trylast=True)
    def pytest_sessionfinish(self, session: pytest.Session, exitstatus: int) -> None:
        """What was found is kept and scored, however the session ended."""
        self.progress.close()
        self.audit.leave()
        if self.worker is not None:
            return
        try:
            self._finish(session, exitstatus)
        finally:
            if self.rehearsal is not None:
                self.rehearsal.stop()

    def pytest_terminal_summary(self, terminalreporter: pytest.TerminalReporter) -> None:
        """The score card as a table, what is worth looking at, and where everything lies."""
        if self.trouble:
            terminalreporter.write_line(self.trouble, red=True)
        if self.audit.closed is None:
            return
        terminalreporter.write_sep("=", "评分卡")
        things = terminal.summary(self.audit.closed)
        terminalreporter.write_line(self._text(*things))

    def _finish(self, session: pytest.Session, exitstatus: int) -> None:
        if self.audit.folder is None:
            if exitstatus == pytest.ExitCode.NO_TESTS_COLLECTED:
                self.trouble = terminal.told_nothing(self.probed)
                session.exitstatus = pytest.ExitCode.USAGE_ERROR
            return
        stopped = exitstatus == pytest.ExitCode.INTERRUPTED or bool(session.shouldfail)
        try:
            closed = self.audit.finish(stopped=stopped, render=self._render)
        except Exception:  # the border of the tool: said in full, and the run is red
            where = self.audit.folder.path
            self.trouble = f"工具故障:收尾失败,所见仍在 {where}\n{traceback.format_exc()}"
            session.exitstatus = pytest.ExitCode.TESTS_FAILED
            return
        if closed.broken and exitstatus in (0, pytest.ExitCode.INTERRUPTED):
            session.exitstatus = pytest.ExitCode.TESTS_FAILED

    def _opener(self) -> Opener:
        chosen = self.config.stash.get(OPENER, None)
        if chosen is not None:
            return chosen
        from auditor.opening import open_app

        return open_app

    def _render(self, folder: Path) -> Path:
        chosen = self.config.stash.get(RENDER, None)
        if chosen is not None:
            return chosen(folder)
        from auditor.report.html import render

        return render(folder)

    def _out(self) -> Path:
        return self.config.invocation_params.dir / str(self.config.getoption("out"))

    def _is_parallel(self) -> bool:
        return self.worker is not None or bool(self.config.getoption("numprocesses", None))

    def _text(self, *things: Any) -> str:
        writer = self.config.get_terminal_writer()
        return terminal.Printer(writer.fullwidth, writer.hasmarkup).text(*things)


def _options(config: pytest.Config) -> Options:
    names = ("hospital", "app", "channel", "indicator", "profiles", "allow", "budget")
    return Options(**{name: str(config.getoption(name)).strip() for name in names})
