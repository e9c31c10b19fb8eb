"""A test that fails among all others is run again alone, in a process of its own: `python -m pytest -p tests.flaky`.

What then passes is told by name as FLAKY, with its failure; more than MOST of them in a run fail it, and so does any test that fails
alone as well. A run of two passes names one file in TADPOLE_FLAKY: the second adds to what the first found.
"""

import os
import subprocess
import sys
from pathlib import Path

import pytest

MOST = 3
TRIED = 12
"""So many are tried again; where more fail, something else is wrong."""
SECONDS = 600


class Flaky:
    def __init__(self) -> None:
        self.found: list[pytest.TestReport] = []
        self.failed: list[str] = []
        told = os.environ.get("TADPOLE_FLAKY")
        self.kept = Path(told) if told else None
        self.before = self.kept.read_text("utf-8").splitlines() if self.kept and self.kept.exists() else []

    @property
    def names(self) -> list[str]:
        return self.before + [report.nodeid for report in self.found]

    @pytest.hookimpl(trylast=True)
    def pytest_sessionfinish(self, session: pytest.Session) -> None:
        """After the workers have ended, before the summary is written."""
        reporter = session.config.pluginmanager.get_plugin("terminalreporter")
        if reporter is None or session.exitstatus != pytest.ExitCode.TESTS_FAILED:
            return
        problems = [one for kind in ("failed", "error") for one in reporter.stats.get(kind, [])]
        tests = list(dict.fromkeys(one.nodeid for one in problems if isinstance(one, pytest.TestReport)))
        cut_short = (
            session.shouldfail or session.shouldstop or any(not isinstance(one, pytest.TestReport) for one in problems)
        )
        if cut_short or len(tests) > TRIED:
            return
        for name in tests:
            reporter.write_line(f"\nonce more, alone: {name}", yellow=True)
            if not passes_alone(name, session.config):
                self.failed.append(name)
        self.found = [one for one in problems if one.nodeid not in self.failed]
        for kind in ("failed", "error"):
            if kind in reporter.stats:
                reporter.stats[kind] = [one for one in reporter.stats[kind] if one.nodeid in self.failed]
        reporter.stats.setdefault("flaky", []).extend(self.found)
        if self.kept and self.found:
            self.kept.parent.mkdir(parents=True, exist_ok=True)
            self.kept.write_text("".join(f"{name}\n" for name in self.names), encoding="utf-8")
        if not self.failed and len(set(self.names)) <= MOST:
            session.exitstatus = pytest.ExitCode.OK

    def pytest_terminal_summary(self, terminalreporter: pytest.TerminalReporter) -> None:
        for report in self.found:
            terminalreporter.write_sep("_", f"FLAKY {report.nodeid} ({report.when})")
            terminalreporter.write_line(report.longreprtext)
        names = list(dict.fromkeys(self.names))
        for name in names:
            terminalreporter.write_line(f"FLAKY {name}", yellow=True)
        if len(names) > MOST:
            terminalreporter.write_line(f"{len(names)} flaky tests are more than {MOST}: the run has failed", red=True)


def passes_alone(name: str, config: pytest.Config) -> bool:
    """Run that one test in a new process, on the servers of this pass if it has any."""
    command = [sys.executable, "-m", "pytest", name, "-q", "-p", "no:cacheprovider", "-p", "no:randomly"]
    environ = {key: value for key, value in os.environ.items() if key not in ("TADPOLE_TEST_BASE", "TADPOLE_FLAKY")}
    if config.pluginmanager.has_plugin("tests.servers.plugin"):
        command += ["-p", "tests.servers.plugin", "--servers", config.getoption("servers")]
        environ["PYTEST_XDIST_WORKER"] = "alone"  # as a worker: the servers are there, the database is its own
    try:
        done = subprocess.run(command, env=environ, timeout=SECONDS, capture_output=True, text=True, check=False)
    except subprocess.TimeoutExpired:
        return False
    return done.returncode == 0


def pytest_configure(config: pytest.Config) -> None:
    if not hasattr(config, "workerinput"):
        config.pluginmanager.register(Flaky(), "tadpole-flaky")
