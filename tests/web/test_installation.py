"""The install guide, its units and its settings fit each other and what gavn knows."""

from __future__ import annotations

import re
import shlex
import shutil
import subprocess
from pathlib import Path

import pytest

from gavn.web.commands import COMMANDS, parser
from gavn.web.environment import SETTINGS

ROOT = Path(__file__).resolve().parents[2]
HERE = ROOT / "src/gavn/web/installation"
GUIDE = (ROOT / "docs/how-to/run/install-on-one-server.md").read_text()
BLOCKS = re.findall(r"^```bash\n(.*?)^```$", GUIDE, re.MULTILINE | re.DOTALL)
LINES = [line for block in BLOCKS for line in block.splitlines()]
UNITS = sorted(HERE.glob("*.service")) + sorted(HERE.glob("*.timer"))


def said(unit: Path, key: str) -> list[str]:
    return re.findall(rf"^{key}=(.*)$", unit.read_text(), re.MULTILINE)


def test_the_guide_holds_blocks_that_a_shell_can_read():
    assert len(BLOCKS) >= 10
    for block in BLOCKS:
        subprocess.run(["bash", "-n", "-c", block], check=True)


def test_every_file_the_guide_puts_in_its_place_ships():
    named = {name for line in LINES for name in re.findall(r"/opt/gavn/share/gavn/(\S+)", line)}
    assert {name for name in named if not list(HERE.glob(name))} == set()
    shipped = {path.name for path in HERE.iterdir()}
    assert {name for name in shipped if not any(Path(name).match(one) for one in named)} == set()


def test_every_command_of_guide_and_units_exists_with_its_arguments():
    guided = [shlex.split(line)[1:] for line in LINES if line.startswith("gavn ")]
    started = [shlex.split(line)[1:] for unit in UNITS for line in said(unit, "ExecStart")]
    assert len(guided) > 3
    for words in guided + started:
        assert parser().parse_args(words).command in COMMANDS


def test_every_setting_is_one_that_gavn_knows():
    given = {
        line.partition("=")[0]
        for line in (HERE / "gavn.env").read_text().splitlines()
        if "=" in line and line[0] != "#"
    }
    assert given - {one.name for one in SETTINGS} == set()
    assert "GAVN_DEMO" not in given


@pytest.mark.parametrize("unit", [unit for unit in UNITS if unit.suffix == ".service"], ids=lambda unit: unit.name)
def test_a_service_runs_as_nobody_special_and_writes_only_its_own(unit):
    assert said(unit, "User") == ["gavn"]
    assert said(unit, "UMask") == ["0077"]
    assert said(unit, "ProtectSystem") == ["strict"]
    made = {word for line in LINES if "--directory" in line for word in shlex.split(line) if word.startswith("/var/")}
    assert set(said(unit, "ReadWritePaths")[0].split()) == made


def test_every_timer_has_its_service_and_is_started_by_the_guide():
    timers = {unit.name for unit in UNITS if unit.suffix == ".timer"}
    assert {timer for timer in timers if not (HERE / timer).with_suffix(".service").exists()} == set()
    enabled = next(line for line in LINES if line.startswith("systemctl enable --now"))
    assert timers | {"gavn.service"} == set(enabled.split()[3:])


def test_systemd_finds_nothing_wrong_with_the_units(tmp_path):
    if shutil.which("systemd-analyze") is None:
        pytest.skip("systemd is not here; tools/follow_install_guide.py starts the units with it")
    for unit in UNITS:  # what they start is not installed here
        text = unit.read_text().replace("/opt/gavn/bin/gavn", "/bin/true").replace("User=gavn", "User=daemon")
        (tmp_path / unit.name).write_text(text.replace("Group=gavn", "Group=daemon"))
    found = subprocess.run(
        ["systemd-analyze", "verify", *sorted(map(str, tmp_path.iterdir()))],
        capture_output=True,
        text=True,
        check=False,
    )
    assert [line for line in found.stderr.splitlines() if "gavn" in line] == []
