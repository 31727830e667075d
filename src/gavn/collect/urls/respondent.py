"""Addresses of the respondents' pages; no route from here leads to staff pages."""

from __future__ import annotations

from django.urls import path

from gavn.collect.views import questions, respondent

urlpatterns = [
    path("", respondent.enter_code, name="enter_code"),
    path("welcome/", respondent.welcome, name="welcome"),
    path("practice/", respondent.practice, name="practice"),
    path("questions/<int:number>/", questions.questions, name="questions"),
    path("questions/<int:number>/keep/", questions.keep_own, name="keep_own"),
    path("questions/<int:number>/asked/", questions.asked_own, name="asked_own"),
    path("over/", questions.look_over, name="look_over"),
    path("picture/", respondent.own_picture, name="own_picture"),
    path("leave/", respondent.leave, name="leave"),
    path("left/", respondent.left, name="left"),
    path("<str:code>/", respondent.open_link, name="open_link"),
]
