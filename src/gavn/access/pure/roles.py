"""Which role may do what, where and for which purpose: the one place that says so.

A role is held at a node of the tree and counts there and below. Adding a role or a
permission is one entry here.
"""

from __future__ import annotations

from dataclasses import dataclass

PERMISSIONS: dict[str, str] = {
    "people.see": "See the persons of a service: names, stays, goals, answers and scores.",
    "people.enrol": "Enrol a person, change and end a stay.",
    "people.plan": "Write interventions and goals.",
    "collect.answer": "Fill in forms, invite a person to answer, say why an occasion was not done.",
    "collect.correct": "Correct an answer that was submitted, with a reason.",
    "collect.import": "Import persons, stays and answers from another system.",
    "measure.close_critical": "Close a critical answer with what was done.",
    "report.see_service": "See a service's figures, without names.",
    "report.see_extremes": "See smallest and largest values, which can point at one person.",
    "report.write": "Write what we make of the figures, and sign it.",
    "catalogue.see": "Read instruments and programmes.",
    "catalogue.load_pack": "Load an instrument's text under its licence, and attest to that licence.",
    "access.shape": "Change the tree of units, and who holds which role.",
    "history.see": "Read who looked at a person and who changed what.",
}


@dataclass(frozen=True)
class RoleKind:
    """A role as a lawyer reads it: what it is called, what for, what it may do."""

    name: str
    description: str
    purpose: str
    permissions: frozenset[str]


_EVERYBODY = {"catalogue.see"}

ROLES: dict[str, RoleKind] = {
    "practitioner": RoleKind(
        "Practitioner",
        "Works with the persons of a service and asks the questions.",
        "support and treatment",
        frozenset(
            _EVERYBODY
            | {
                "people.see", "people.enrol", "people.plan", "collect.answer", "collect.correct",
                "measure.close_critical", "report.see_service", "report.see_extremes", "history.see",
            }
        ),
    ),
    "manager": RoleKind(
        "Manager of a service",
        "Leads a service and answers for its work.",
        "management of the service",
        frozenset(
            _EVERYBODY
            | {
                "people.see", "people.enrol", "people.plan", "collect.answer", "collect.correct", "collect.import",
                "measure.close_critical", "report.see_service", "report.see_extremes", "report.write", "history.see",
            }
        ),
    ),
    "coordinator": RoleKind(
        "Coordinator",
        "Follows several services of a municipality or region, without names.",
        "coordination",
        frozenset(_EVERYBODY | {"report.see_service", "report.write"}),
    ),
    "analyst": RoleKind(
        "Analyst",
        "Brings data in and answers questions with figures.",
        "follow-up and analysis",
        frozenset(_EVERYBODY | {"people.see", "collect.import", "report.see_service", "report.see_extremes"}),
    ),
    "politician": RoleKind(
        "Politician",
        "Reads figures and reports.",
        "democratic control",
        frozenset(_EVERYBODY | {"report.see_service"}),
    ),
    "administrator": RoleKind(
        "Administrator",
        "Keeps the tree, the accounts and the roles; sees no person.",
        "administration",
        frozenset(_EVERYBODY | {"access.shape", "catalogue.load_pack"}),
    ),
    "protection-officer": RoleKind(
        "Data protection officer",
        "Sees who looked at whom, and why.",
        "data protection",
        frozenset(_EVERYBODY | {"history.see"}),
    ),
}  # fmt: skip


def roles_with(permission: str) -> frozenset[str]:
    """The roles that carry a permission."""
    if permission not in PERMISSIONS:
        raise KeyError(permission)
    return frozenset(key for key, role in ROLES.items() if permission in role.permissions)
