"""gavn doctor."""

from __future__ import annotations

import argparse

from gavn.web.commands.prepare import django_ready, say_line

HELP = "Look at everything that can be wrong: schema, history, keys, files, jobs, store. 1 when something is."


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """No arguments."""


def run(asked: argparse.Namespace) -> int:
    """Print one line a finding."""
    django_ready()
    from gavn.web.examination import examined  # noqa: PLC0415  needs the settings

    findings = examined()
    for finding in findings:
        say_line(f"{'ok   ' if finding.well else 'WRONG'} {finding.what}: {finding.text}")
    return 0 if all(finding.well for finding in findings) else 1
