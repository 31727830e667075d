"""Follow docs/how-to/run/install-on-one-server.md on a Debian 12 that is made for it and started with systemd.

Root, debootstrap, systemd-nspawn, certutil (libnss3-tools) and Chromium are needed; ``make wheel`` comes first. Each
block of commands is read from the guide and run as it stands, in its order. After step 9 people come in with a browser
from outside: the administrator signs in, invites a colleague, who makes a passkey and enrols a person. Web processes
are killed, a copy is restored by the guide's drill, the guide's upgrade is done, and the colleague is locked out.

The new machine shares this one's network, so ports 80, 443, 5432 and 8000 must be free. Where this machine reaches
Debian or Python packages by settings of its own, hand them on: ``--like FILE`` copies a file to the same place,
``--share FOLDER`` shows a folder there, and variables that begin with PIP_ or SSL_ are passed to the commands.
"""

from __future__ import annotations

import argparse
import os
import re
import shutil
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Page

ROOT = Path(__file__).resolve().parent.parent
GUIDE = ROOT / "docs/how-to/run/install-on-one-server.md"
NAME = "gavn.example.org"
PASSWORD = "correct horse battery staple"  # noqa: S105  of a machine that goes away again
STEP = re.compile(r"^## (.+?)$|^```bash\n(.*?)^```$", re.MULTILINE | re.DOTALL)
PLAIN = {"PATH": "/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin", "HOME": "/root", "LANG": "C.UTF-8",
         "DEBIAN_FRONTEND": "noninteractive"}  # fmt: skip
ROOT_CERTIFICATE = "var/lib/caddy/.local/share/caddy/pki/authorities/local/root.crt"


def steps(text: str) -> Iterator[tuple[str, str]]:
    """Each block of commands of the guide, with the heading it stands under."""
    heading = ""
    for found in STEP.finditer(text):
        if found[1]:
            heading = found[1]
        else:
            yield heading, found[2]


@dataclass
class Machine:
    """A Debian in a folder, running; commands are done in it as root."""

    folder: Path
    first: int

    def run(self, commands: str, *, told: str | None = None, check: bool = True) -> subprocess.CompletedProcess[str]:
        """Do commands as somebody at a root shell would, one after another, until one fails."""
        into = [
            "nsenter",
            f"--target={self.first}",
            "--mount",
            "--uts",
            "--ipc",
            "--pid",
            "--root",
            "--wdns=/root",
            "--",
        ]
        given = {name: value for name, value in os.environ.items() if name.startswith(("PIP_", "SSL_"))}
        words = [f"{name}={value}" for name, value in (PLAIN | given).items()]
        done = subprocess.run(
            [*into, "env", "--ignore-environment", *words, "bash", "-e", "-c", commands],
            input=told or "", text=True, capture_output=True, check=False,
        )  # fmt: skip
        if check and done.returncode:
            sys.exit(f"{commands}\nended with {done.returncode}:\n{done.stdout[-3000:]}\n{done.stderr[-3000:]}")
        return done


def made(folder: Path, mirror: str, like: list[Path]) -> None:
    """A clean Debian 12 with systemd, as an installer leaves it."""
    packages = "--include=systemd,systemd-sysv,dbus,procps,ca-certificates"
    command = ["debootstrap", "--variant=minbase", packages, "bookworm", str(folder), *([mirror] if mirror else [])]
    subprocess.run(command, check=True, stdout=subprocess.DEVNULL)
    for one in like:
        there = folder / one.relative_to("/")
        there.parent.mkdir(parents=True, exist_ok=True)
        shutil.copy(one, there)
    subprocess.run(["chroot", str(folder), "update-ca-certificates"], check=True, stdout=subprocess.DEVNULL)


def first_process(starter: int) -> int:
    """The init process of the machine, as this one numbers it."""
    children = Path(f"/proc/{starter}/task/{starter}/children")
    for _second in range(60):
        found = children.read_text().split()
        for one in found:
            if Path(f"/proc/{one}/comm").read_text().strip() == "systemd":
                return int(one)
        time.sleep(1)
    sys.exit("The machine did not start.")


@contextmanager
def running(folder: Path, share: list[Path]) -> Iterator[Machine]:
    """The machine, started with systemd, and stopped when its work is done."""
    shown = [f"--bind-ro={one}" for one in share]
    command = [
        "systemd-nspawn",
        f"--directory={folder}",
        "--machine=gavn-guide",
        "--register=no",
        "--keep-unit",
        "--boot",
    ]
    with (folder.parent / "machine.log").open("wb") as log:
        starter = subprocess.Popen([*command, "--boot", *shown], stdout=log, stderr=log, stdin=subprocess.DEVNULL)
    try:
        machine = Machine(folder, first_process(starter.pid))
        machine.run(
            "for i in $(seq 60); do systemctl is-system-running | grep -qE 'running|degraded' && exit; sleep 1; done"
        )
        yield machine
    finally:
        starter.terminate()
        starter.wait(timeout=90)


@contextmanager
def browser_that_trusts(authority: Path) -> Iterator[Browser]:
    """Chromium that finds the machine by its name and trusts who signed its certificate: no passkeys without."""
    from playwright.sync_api import sync_playwright

    home = authority.parent / "browser"
    store = home / ".pki/nssdb"
    store.mkdir(parents=True, exist_ok=True)
    subprocess.run(["certutil", "-N", "-d", f"sql:{store}", "--empty-password"], check=True)
    subprocess.run(["certutil", "-A", "-d", f"sql:{store}", "-t", "C,,", "-n", "guide", "-i", authority], check=True)
    quiet = ["--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking",
             "--disable-component-update", "--disable-sync", f"--host-resolver-rules=MAP {NAME} 127.0.0.1"]  # fmt: skip
    with sync_playwright() as driver:
        opened = driver.chromium.launch(
            executable_path=shutil.which("chromium"), args=quiet, env={**os.environ, "HOME": str(home)}
        )
        yield opened
        opened.close()


def at_a_computer(browser: Browser) -> Page:
    """Somebody before a browser of their own that can make passkeys."""
    page = browser.new_context(base_url=f"https://{NAME}", locale="en").new_page()
    page.set_default_timeout(30_000)
    chip = page.context.new_cdp_session(page)
    chip.send("WebAuthn.enable")
    chip.send("WebAuthn.addVirtualAuthenticator", {"options": {
        "protocol": "ctap2", "transport": "internal", "hasResidentKey": True, "hasUserVerification": True,
        "isUserVerified": True, "automaticPresenceSimulation": True,
    }})  # fmt: skip
    return page


def press(page: Page, button: str) -> None:
    """Press a button and wait for the page it leads to."""
    with page.expect_navigation():
        page.locator(button).first.click()


def fill(page: Page, then: str = "main form.gv-form button[type=submit]", **fields: str) -> None:
    """Write into fields and send the form."""
    for name, value in fields.items():
        page.locator(f"input[name={name}]").fill(value)
    press(page, then)


def must(holds: Any, what: str) -> None:
    """Say that it holds, or end."""
    if not holds:
        sys.exit(f"Not so: {what}")
    print(f"  {what}", flush=True)


def administrator_comes(ada: Page) -> None:
    """The first sign-in: a password opens nothing but the page that asks for a device."""
    ada.goto("/")
    fill(ada, login="ada@example.org", password=PASSWORD)
    must("/your-sign-in/" in ada.url, "a password alone opens nothing")
    ada.goto("/your-sign-in/passkeys/add/")
    press(ada, "#passkey_button")
    ada.goto("/tree/")
    must(ada.locator("main th", has_text="Midtby").count() == 1, "the administrator is in, with a passkey")


def colleague_invited(ada: Page) -> tuple[str, str]:
    """A service, a practitioner there; the address of their account, and the link that lets them in."""
    ada.goto("/tree/")
    press(ada, "main a[href$='/add/']")
    fill(ada, name="Lindenhof")
    ada.goto("/accounts/add/")
    fill(ada, name="Pia Praktik", email="pia@example.org")
    ada.locator("select[name=role]").select_option("practitioner")
    ada.locator("select[name=at] option", has_text="Lindenhof").evaluate("one => { one.selected = true; }")
    press(ada, "main form.gv-form button[type=submit]")
    account = ada.url
    press(ada, "form[action$='/invite/'] button")
    return account, ada.locator("main code").inner_text()


def colleague_works(pia: Page, link: str) -> str:
    """A passkey is made, a person enrolled; the address of the person's page."""
    must(link.startswith(f"https://{NAME}/"), "the link leads to the name, by TLS")
    pia.goto(link)
    press(pia, "#passkey_button")
    must(pia.url == f"https://{NAME}/", "the practitioner signs in with a passkey")
    pia.goto("/people/enrol/")
    fill(pia, "main form button[type=submit]", given="Nora", family="Lund", birth_year="1988")
    must("Nora" in pia.locator("h1").filter(visible=True).first.inner_text(), "the practitioner enrols a person")
    return pia.url


def web_processes(machine: Machine, wanted: int) -> list[str]:
    """The numbers of the processes that answer, without the one that starts them, once there are so many."""
    asked = "pgrep --parent $(pgrep --oldest --full 'python3? -m gunicorn gavn.web.wsgi') | tr '\\n' ' '"
    for _second in range(60):
        found = machine.run(asked, check=False).stdout.split()
        if len(found) == wanted:
            break
        time.sleep(1)
    return found


def processes_die(machine: Machine, pia: Page, person: str) -> None:
    """Every web process is killed; the page is there all the same, and as many come again."""
    before = web_processes(machine, 6)
    must(len(before) == 6, "six web processes answer")
    for one in before:
        machine.run(f"kill -9 {one}")
        must(pia.goto(person).status == 200, f"process {one} was killed, and the page is there")  # type: ignore[union-attr]
    after = web_processes(machine, 6)
    must(len(after) == 6 and not set(after) & set(before), "six others answer")


def leaver_is_out(ada: Page, pia: Page, account: str, person: str) -> None:
    """The account is closed; the very next request opens nothing."""
    must(pia.goto(person).status == 200 and "Nora" in pia.content(), "the practitioner is still in")  # type: ignore[union-attr]
    ada.goto(account)
    press(ada, "form[action$='/close/'] button")
    pia.goto(person)
    must("/sign-in/" in pia.url and "Nora" not in pia.content(), "a leaver is locked out within one request")


@contextmanager
def people(machine: Machine) -> Iterator[dict[str, Callable[[], None]]]:
    """What is done from outside once the blocks under a heading are done."""
    held: dict[str, Any] = {}

    def come(browser: Browser) -> None:
        held["ada"], held["pia"] = at_a_computer(browser), at_a_computer(browser)
        administrator_comes(held["ada"])
        held["account"], link = colleague_invited(held["ada"])
        held["person"] = colleague_works(held["pia"], link)

    def begin() -> None:
        authority = machine.folder.parent / "root.crt"
        shutil.copy(machine.folder / ROOT_CERTIFICATE, authority)
        held["browsers"] = browser_that_trusts(authority)
        come(held["browsers"].__enter__())

    yield {
        "9. Look whether all is well": begin,
        "Several web processes": lambda: processes_die(machine, held["pia"], held["person"]),
        "A new version": lambda: leaver_is_out(held["ada"], held["pia"], held["account"], held["person"]),
    }
    if "browsers" in held:
        held["browsers"].__exit__(None, None, None)


def await_ready(machine: Machine) -> None:
    """Wait until a service that was just started answers."""
    machine.run(
        f"curl --fail --silent --output /dev/null --retry 90 --retry-delay 1 --retry-all-errors --header 'Host: {NAME}'"
        " http://127.0.0.1:8000/ready/"
    )


def follow(machine: Machine) -> None:
    """Do every block of the guide, and what people do in between."""
    blocks = list(steps(GUIDE.read_text()))
    with people(machine) as acts:
        for place, (heading, block) in enumerate(blocks):
            began = time.monotonic()
            machine.run(block, told=f"{PASSWORD}\n" if "gavn begin" in block else None)
            print(f"{heading}: {len(block.strip().splitlines())} lines, {time.monotonic() - began:.0f} s", flush=True)
            if place + 1 == len(blocks) or blocks[place + 1][0] != heading:
                await_ready(machine) if heading in acts else None
                acts.pop(heading, lambda: None)()
        must(not acts, "every heading that people wait for stood in the guide")
    failed = machine.run("systemctl --failed --plain --no-legend | grep gavn || true").stdout
    must(not failed, "no unit of gavn failed")


def main() -> int:
    """Make the machine, follow the guide, say how it went."""
    asked = argparse.ArgumentParser(description=(__doc__ or "").partition("\n")[0])
    asked.add_argument("folder", type=Path, help="an empty folder for the machine; 3 GB")
    asked.add_argument("--dist", type=Path, default=ROOT / "dist", help="what `make wheel` made (default dist)")
    asked.add_argument("--mirror", default="", help="where debootstrap finds Debian, if not at its own default")
    asked.add_argument("--like", type=Path, action="append", default=[], help="a file to copy to the same place")
    asked.add_argument("--share", type=Path, action="append", default=[], help="a folder to show at the same place")
    told = asked.parse_args()
    told.folder.mkdir(parents=True, exist_ok=True)
    machine = (told.folder / "machine").resolve()
    if not machine.exists():
        made(machine, told.mirror, told.like)
    shutil.copytree(told.dist, machine / "root/gavn", dirs_exist_ok=True)
    with running(machine, told.share) as started:
        follow(started)
    print("The guide was followed from its first to its last command.")
    return 0


if __name__ == "__main__":
    sys.exit(main())
