from __future__ import annotations

from django.apps import AppConfig

from gavn.access.pure.slots import menu, service_tabs
from gavn.kernel.say import said


class MeasureConfig(AppConfig):
    """Scores, change, the analysis store."""

    name = "gavn.measure"
    label = "measure"

    def ready(self) -> None:
        """Be told of answers and of content files; offer the pages and the jobs."""
        from gavn.catalogue.selectors import content_read  # noqa: PLC0415  tables come after apps
        from gavn.collect.services import brought_back, forgotten, local_help, struck, submitted  # noqa: PLC0415
        from gavn.measure import selectors, services, tasks  # noqa: PLC0415
        from gavn.measure.pure.examples import examples_hold  # noqa: PLC0415
        from gavn.measure.selectors.for_a_copy import copy_scores  # noqa: PLC0415
        from gavn.measure.services.erasing import scores_of_persons, tell_programmes, write_store_without  # noqa: PLC0415
        from gavn.measure.services.handing_over import critical_held  # noqa: PLC0415
        from gavn.people.services import handover  # noqa: PLC0415
        from gavn.rights.selectors.erasing import programmes_told  # noqa: PLC0415
        from gavn.rights.services import copied  # noqa: PLC0415
        from gavn.works.services import erased, erasers, register_job  # noqa: PLC0415

        content_read.sign_up(examples_hold)
        submitted.sign_up(services.score_revisions)
        struck.sign_up(services.close_struck_tasks)
        brought_back.sign_up(services.reopen_struck_tasks)
        forgotten.sign_up(services.forget_answers)
        handover.sign_up(critical_held)
        copied.sign_up(copy_scores)
        erasers.sign_up(scores_of_persons)
        erased.sign_up(write_store_without)
        programmes_told.sign_up(tell_programmes)
        local_help.append(selectors.local_help)
        register_job("measure.escalate_critical", services.escalate_critical)
        register_job("measure.refresh_store", tasks.refresh_store)
        register_job("measure.want_fresh_store", tasks.want_fresh_store)
        menu.put(40, "critical", said("Critical answers"), "measure.close_critical")
        service_tabs.put(60, "critical_route", said("Critical answers"), "measure.route_critical")
