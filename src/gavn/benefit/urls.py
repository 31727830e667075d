"""Addresses of the BENEFIT stage; they hold random ids only."""

from __future__ import annotations

from django.urls import path

from gavn.benefit.views import months, proposals

urlpatterns = [
    path("services/<str:unit>/benefit/", months.service_month_page, name="service_month"),
    path("services/<str:unit>/benefit/file/", months.service_month_file, name="service_month_file"),
    path("services/<str:unit>/benefit/acknowledge/", months.acknowledge, name="acknowledge"),
    path("benefit/", months.months, name="months"),
    path("benefit/file/", months.months_file, name="months_file"),
    path("proposals/", proposals.proposals, name="proposals"),
    path("proposals/new/", proposals.propose, name="propose"),
    path("proposals/<str:proposal>/", proposals.proposal, name="proposal"),
    path("proposals/<str:proposal>/decide/", proposals.decide_proposal, name="decide_proposal"),
]
