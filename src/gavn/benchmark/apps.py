from __future__ import annotations

from django.apps import AppConfig

from gavn.access.pure.slots import menu, service_tabs
from gavn.kernel.say import said


class BenchmarkConfig(AppConfig):
    """Indicators beside one's own past, beside others, beside each other; with every interval and denominator."""

    name = "gavn.benchmark"
    label = "benchmark"

    def ready(self) -> None:
        """Put a service's indicators beside its figures, and services beside each other into the menu."""
        service_tabs.put(15, "unit_indicators", said("Indicators"), "report.see_service")
        menu.put(52, "several_indicators", said("Services side by side"), "benchmark.see_several")
