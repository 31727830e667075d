"""Every page of gavn, once: which template it is, who opens it, at which address, and what leads to it.

An address holds names in braces, filled by ``found_ids``. What is no page stands in ``NO_PAGE`` with the reason.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from browsing import Visitor

Step = Callable[[Visitor, dict[str, str]], None]


@dataclass(frozen=True)
class Place:
    """One page: its template, the name of its address, the role that opens it ("" signed out), the address."""

    template: str
    url: str
    role: str
    address: str
    then: Step | None = None

    def __str__(self) -> str:
        return self.template.removesuffix(".html")


def pressed(selector: str) -> Step:
    """Press a button and wait for the page it leads to."""

    def step(visitor: Visitor, _ids: dict[str, str]) -> None:
        with visitor.page.expect_navigation():
            visitor.click(selector)

    return step


def refused_sign_in(visitor: Visitor, _ids: dict[str, str]) -> None:
    """The demo offers doors; a wrong password shows the sign-in of a real installation."""
    door = visitor.page.locator("form:has(.gv-door)").first
    door.evaluate("""form => { form.action = "/sign-in/"; form.insertAdjacentHTML("beforeend",
      '<input name="login" value="nobody@example.org"><input name="password" value="wrong">'); }""")
    pressed(".gv-door")(visitor, {})


def somebody_known(visitor: Visitor, ids: dict[str, str]) -> None:
    """Enrol somebody of the same name once more."""
    visitor.write("input[name=given]", ids["given"])
    visitor.write("input[name=family]", ids["family"])
    visitor.write("input[name=birth_year]", "1988")
    pressed("main form button[type=submit]")(visitor, ids)


def other_answers(visitor: Visitor, ids: dict[str, str]) -> None:
    """Send other answers to a form that is answered already."""
    visitor.page.locator("form#answers").evaluate(
        "(form, there) => { form.action = there; form.removeAttribute('data-autosave-url'); }", ids["answered_form"]
    )
    visitor.write("input[name='line_life.a']", "9")
    pressed("button[name=go][value=submit]")(visitor, ids)


def stale(visitor: Visitor, _ids: dict[str, str]) -> None:
    """Send a form whose token is no longer good."""
    token = visitor.page.locator("main input[name=csrfmiddlewaretoken]").first
    token.evaluate("one => { one.value = 'x'.repeat(64); }")
    pressed("main form.gv-form button[type=submit]")(visitor, {})


def with_code(visitor: Visitor, ids: dict[str, str]) -> None:
    """Come in as a respondent who has not answered; the pages' languages follow the invitation."""
    visitor.write("input[name=code]", ids["code"])
    pressed("main form.gv-form button[type=submit]")(visitor, ids)


def all_on_a_page(visitor: Visitor, ids: dict[str, str]) -> None:
    """Choose all questions on one page."""
    with_code(visitor, ids)
    visitor.page.locator("input[name=how][value=all]").check()
    pressed("main form.gv-form button[type=submit]")(visitor, ids)
    visitor.open("/r/questions/1/")


def coming_to(address: str) -> Step:
    """Come in with the code, then go to a page of the respondents."""

    def step(visitor: Visitor, ids: dict[str, str]) -> None:
        with_code(visitor, ids)
        visitor.open(address)

    return step


def own_picture(visitor: Visitor, ids: dict[str, str]) -> None:
    """Come in with a code whose questions are answered."""
    with_code(visitor, {"code": ids["answered_code"]})


def one_a_page(visitor: Visitor, ids: dict[str, str]) -> None:
    """See one question a page; who saw it so before sees it so at once."""
    if visitor.page.locator("button[name=go][value=one]").count():
        pressed("button[name=go][value=one]")(visitor, ids)


def wrong_answer(visitor: Visitor, ids: dict[str, str]) -> None:
    """Mark beyond the line's end."""
    visitor.write("input[name='line_life.a']", "99")
    pressed("button[name=go][value=submit]")(visitor, ids)


invited_anew = pressed("form[action$='/invite/'] button")


def their_link(visitor: Visitor, ids: dict[str, str]) -> None:
    """Invite somebody and open the link as they would."""
    invited_anew(visitor, ids)
    link = visitor.page.locator("main code").inner_text()
    visitor.page.goto(link)


def locked_here(visitor: Visitor, _ids: dict[str, str]) -> None:
    """Say that several people use this device, then lock it."""
    pressed("form[action$='/device/'] button")(visitor, {})
    with visitor.page.expect_navigation():
        visitor.page.locator("form[action='/lock/']").evaluate("form => form.submit()")


def searched(visitor: Visitor, _ids: dict[str, str]) -> None:
    """Write a letter that begins many names into the box at the top."""
    visitor.write("input[name=find]", "lin")
    pressed(".gv-find button")(visitor, {})


def due_here(visitor: Visitor, ids: dict[str, str]) -> None:
    """Keep persons for a month only, and write the list of who is due to go."""
    visitor.write("input[name=months]", "1")
    visitor.write("textarea[name=ground]", "Decided for a test")
    pressed("main form.gv-form button[type=submit]")(visitor, ids)
    visitor.open("/retention/")
    pressed("form[action$='/list/'] button")(visitor, ids)


def kept_here(visitor: Visitor, ids: dict[str, str]) -> None:
    """Choose somebody on the list who shall be kept."""
    due_here(visitor, ids)
    pressed("a[href$='/keep/'] >> nth=0")(visitor, ids)


def ticked(act: str) -> Step:
    """Tick the first two persons and press what is done with several."""

    def step(visitor: Visitor, ids: dict[str, str]) -> None:
        boxes = visitor.page.locator("input[form=several]")
        for place in range(min(2, boxes.count())):
            boxes.nth(place).check()
        pressed(f"button[formaction$='/several/{act}/']")(visitor, ids)

    return step


def invited_together(visitor: Visitor, ids: dict[str, str]) -> None:
    """Invite two persons and see their letters."""
    ticked("invite")(visitor, ids)
    pressed("main form.gv-form button[type=submit]")(visitor, ids)


def given_away(visitor: Visitor, ids: dict[str, str]) -> None:
    """Give two persons to the first colleague of the list."""
    ticked("reassign")(visitor, ids)
    pressed("main form.gv-form button[type=submit]")(visitor, ids)


def asked_here(visitor: Visitor, ids: dict[str, str]) -> None:
    """Ask to read who stands behind a code, and open what was asked for."""
    visitor.write("input[name=code]", ids["new_individual"])
    for box in ("input[name=what][value=identity]", "input[name=purpose] >> nth=0"):
        visitor.page.locator(box).check()
    visitor.write("textarea[name=reason]", "A letter came back")
    pressed("main form.gv-form button[type=submit]")(visitor, ids)
    pressed("#asked a >> nth=0")(visitor, ids)


def frozen_here(visitor: Visitor, ids: dict[str, str]) -> None:
    """Freeze a report that is to be public."""
    visitor.write("textarea[name=reason]", "The council decided it")
    pressed("main form.gv-form button[type=submit]")(visitor, ids)


PEOPLE, STAY, SERVICE = "/people/{individual}/", "/stays/{enrolment}/", "/services/{service}/"
RIGHTS = "/people/{new_individual}/rights/"
FORM = "/answer/{new_occasion}/gavn.four-lines/individual/"

PLACES = (
    Place("access/demo_doors.html", "sign_in", "", "/sign-in/"),
    Place("access/sign_in.html", "sign_in", "", "/sign-in/", refused_sign_in),
    Place("403_expired.html", "", "practitioner", STAY + "goals/", stale),
    Place("403.html", "", "politician", "/people/"),
    Place("404.html", "", "practitioner", "/people/" + "0" * 32 + "/"),
    Place("access/tree.html", "tree", "administrator", "/tree/"),
    Place("access/add_unit.html", "add_unit", "administrator", "/tree/{service}/add/"),
    Place("access/rename_unit.html", "rename_unit", "administrator", "/tree/{service}/name/"),
    Place("setup/set_up.html", "set_up", "administrator", "/set-up/"),
    Place("setup/mandate.html", "mandate", "administrator", "/set-up/{service}/mandate/"),
    Place("setup/owner.html", "owner", "administrator", "/set-up/{service}/owner/"),
    Place("setup/tree_from_file.html", "tree_from_file", "administrator", "/set-up/{service}/tree/"),
    Place("setup/people.html", "set_up_people", "administrator", "/set-up/{service}/people/"),
    Place("setup/what_is_set_up.html", "what_is_set_up", "administrator", "/set-up/{service}/what-is-set-up/"),
    Place("setup/phases.html", "phases", "administrator", "/set-up/services/{service}/phases/"),
    Place("access/two_persons/two_persons.html", "two_persons", "manager", "/two-persons/"),
    Place("access/two_persons/two_person_act.html", "two_person_act", "practitioner", "/unmasked/ask/", asked_here),
    Place("protect/unmasked.html", "unmasked", "practitioner", "/unmasked/"),
    Place("protect/ask_unmasking.html", "ask_unmasking", "practitioner", "/unmasked/ask/"),
    Place("protect/look_samples.html", "look_samples", "manager", "/look-ups/"),
    Place("access/accounts.html", "accounts", "administrator", "/accounts/"),
    Place("access/add_user.html", "add_user", "administrator", "/accounts/add/"),
    Place("access/account.html", "account", "administrator", "/accounts/{user}/"),
    Place("access/give_role.html", "give_role", "administrator", "/accounts/{user}/role/"),
    Place("access/change_password.html", "change_password", "analyst", "/password/"),
    Place("access/review.html", "access_review", "administrator", "/access-review/"),
    Place("access/invited.html", "invite_user", "administrator", "/accounts/{newcomer}/", invited_anew),
    Place("access/welcome.html", "first_sign_in", "administrator", "/accounts/{newcomer}/", their_link),
    Place("access/welcome_over.html", "first_sign_in", "", "/welcome/nosuchcode/"),
    Place("access/second_factor/yours.html", "your_sign_in", "analyst", "/your-sign-in/"),
    Place("access/second_factor/add_passkey.html", "mfa_add_webauthn", "analyst", "/your-sign-in/passkeys/add/"),
    Place("access/second_factor/add_app.html", "mfa_activate_totp", "analyst", "/your-sign-in/app/add/"),
    Place("access/locked.html", "locked", "one_who_locks", "/your-sign-in/", locked_here),
    Place("catalogue/catalogue.html", "catalogue", "practitioner", "/catalogue/"),
    Place("catalogue/load_pack.html", "load_pack", "administrator", "/catalogue/load-pack/"),
    Place("catalogue/instrument.html", "instrument", "analyst", "/catalogue/instruments/gavn/ces-d@1/"),
    Place("catalogue/programme_page.html", "programme_page", "politician",
          "/catalogue/programmes/gavn/housing-support@1/"),
    Place("people/people.html", "people", "manager", "/people/"),
    Place("people/choose_service.html", "choose_service", "leader", "/people/enrol/"),
    Place("people/enrol_person.html", "enrol_person", "practitioner", "/people/enrol/{service}/"),
    Place("people/enrol_person_known.html", "enrol_person", "practitioner", "/people/enrol/{service}/", somebody_known),
    Place("people/plan.html", "plan", "practitioner", "/people/{new_individual}/plan/"),
    Place("people/who_has_looked.html", "who_has_looked", "practitioner", PEOPLE + "looked/"),
    Place("people/change_stay.html", "change_stay", "practitioner", STAY + "change/"),
    Place("people/end_stay.html", "end_stay", "practitioner", STAY + "end/"),
    Place("people/take_back_enrolment.html", "take_back_enrolment", "practitioner", STAY + "take-back/"),
    Place("people/duplicates.html", "duplicates", "manager", "/people/twice/"),
    Place("people/merge_find.html", "merge_people", "manager", PEOPLE + "same/"),
    Place("people/merge_people.html", "merge_people", "manager", PEOPLE + "same/?other={new_individual}"),
    Place("people/move_person.html", "move_person", "practitioner", STAY + "move/"),
    Place("people/correct_person.html", "correct_person", "practitioner", STAY + "person/"),
    Place("people/set_goal.html", "set_goal", "practitioner", STAY + "goals/"),
    Place("people/start_intervention.html", "start_intervention", "practitioner", STAY + "interventions/"),
    Place("people/change_goal.html", "change_goal", "practitioner", "/goals/{goal}/change/"),
    Place("people/rate_goal.html", "rate_goal", "practitioner", "/goals/{goal}/rate/"),
    Place("people/end_goal.html", "end_goal", "practitioner", "/goals/{goal}/end/"),
    Place("people/change_intervention.html", "change_intervention", "practitioner",
          "/interventions/{intervention}/change/"),
    Place("people/end_intervention.html", "end_intervention", "practitioner", "/interventions/{intervention}/end/"),
    Place("people/colleagues.html", "colleagues", "manager", "/colleagues/"),
    Place("people/hand_over.html", "hand_over", "manager", "/colleagues/{user}/hand-over/"),
    Place("people/set_absence.html", "set_absence", "manager", "/colleagues/{user}/away/"),
    Place("people/choose_person_word.html", "choose_person_word", "manager", SERVICE + "word/"),
    Place("rights/rights.html", "rights", "practitioner", RIGHTS),
    *(Place("rights/rights_form.html", url, "practitioner", RIGHTS + address) for url, address in (
        ("inform", "told/"), ("name_representative", "representative/"), ("name_contact", "contact/"),
        ("say_no", "no/"), ("write_profile", "profile/"), ("note_involvement", "involvement/"),
        ("state_ground", "ground/"), ("copy_of_person", "copy/"),
    )),
    Place("rights/rights_form.html", "set_hold", "manager", RIGHTS + "hold/"),
    Place("rights/erasing/erase_person.html", "erase_person", "manager", RIGHTS + "erase/"),
    Place("rights/erasing/retention.html", "retention", "protection-officer", "/retention/"),
    Place("rights/erasing/retention_rules.html", "retention_rules", "protection-officer",
          "/retention/{service}/rules/"),
    Place("rights/erasing/due_list.html", "due_list", "protection-officer", "/retention/{service}/rules/", due_here),
    Place("rights/erasing/keep_person.html", "keep_person", "protection-officer", "/retention/{service}/rules/",
          kept_here),
    Place("rights/rights_form.html", "change_representative", "practitioner", "/representatives/{representative}/"),
    Place("rights/rights_form.html", "change_contact", "practitioner", "/contacts/{contact}/"),
    Place("rights/rights_form.html", "take_back_no", "practitioner", "/said/{said}/end/"),
    Place("rights/rights_form.html", "end_ground", "practitioner", "/grounds/{ground}/end/"),
    Place("rights/profile_version.html", "profile_version", "practitioner", "/profiles/{profile}/"),
    Place("collect/due.html", "due", "practitioner", "/due/"),
    Place("collect/forms.html", "forms", "practitioner", PEOPLE + "forms/"),
    Place("collect/answer.html", "answer", "practitioner", "/answer/{new_occasion}/gavn.base-entry/practitioner/"),
    Place("collect/answer.html", "answer", "practitioner", FORM, wrong_answer),
    Place("collect/answer.html", "answer", "one_a_page", FORM, one_a_page),
    Place("collect/answered_already.html", "answer", "practitioner", FORM, other_answers),
    Place("collect/needs_text.html", "answer", "leader", "/answer/{critical_occasion}/gavn.audit-c/individual/"),
    Place("collect/paper_form.html", "paper_form_of", "practitioner",
          "/paper/{new_occasion}/gavn.base-entry/practitioner/"),
    Place("collect/paper_form.html", "paper_form", "practitioner", "/paper/gavn/quality-of-life@1/"),
    Place("collect/correct_answer.html", "correct_answer", "practitioner", "/responses/{response}/correct/"),
    Place("collect/strike_answer.html", "strike_answer", "practitioner", "/responses/{response}/strike-out/"),
    Place("collect/move_answer.html", "move_answer", "practitioner", "/responses/{response}/move/"),
    Place("collect/leave_out_occasion.html", "leave_out_occasion", "practitioner",
          "/occasions/{open_occasion}/leave-out/"),
    Place("collect/invite.html", "invite", "practitioner", "/occasions/{open_occasion}/invite/"),
    Place("collect/letter.html", "invite", "practitioner", "/occasions/{open_occasion}/invite/",
          pressed("main form.gv-form button[type=submit]")),
    Place("collect/choose_programme.html", "choose_programme", "manager", SERVICE + "programme/"),
    Place("collect/choose_measures.html", "choose_measures", "manager", SERVICE + "programme/gavn.housing-support@1/"),
    Place("imports/imports.html", "imports", "analyst", "/imports/"),
    Place("imports/import_file.html", "import_file", "analyst", "/imports/new/"),
    Place("imports/import_preview.html", "import_preview", "analyst", "/imports/{import_wrong}/"),
    Place("imports/import_preview.html", "import_preview", "analyst", "/imports/{import_fit}/"),
    Place("imports/import_progress.html", "import_progress", "analyst", "/imports/{import_done}/progress/"),
    Place("measure/critical.html", "critical", "leader", "/critical/"),
    Place("measure/critical_task.html", "critical_task", "leader", "/critical/{task}/"),
    Place("measure/critical_route.html", "critical_route", "manager", SERVICE + "critical/"),
    Place("desk/today.html", "home", "practitioner", "/"),
    Place("desk/today.html", "home", "practitioner", "/?kind=overdue"),
    Place("desk/today.html", "home", "politician", "/"),
    Place("desk/search.html", "search", "practitioner", "/search/"),
    Place("desk/invite_several.html", "invite_several", "practitioner", "/people/", ticked("invite")),
    Place("desk/letters.html", "letters_file", "practitioner", "/people/", invited_together),
    Place("desk/print_several.html", "print_several", "practitioner", "/people/", ticked("print")),
    Place("desk/reassign_several.html", "reassign_several", "practitioner", "/people/", ticked("reassign")),
    Place("desk/reassigned.html", "reassigned", "practitioner", "/people/", given_away),
    Place("desk/your_settings.html", "your_settings", "practitioner", "/your-settings/"),
    Place("desk/your_absence.html", "your_absence", "practitioner", "/your-absence/"),
    Place("desk/search.html", "search", "practitioner", "/", searched),
    Place("desk/today.html", "home", "administrator", "/"),
    Place("report/feedback.html", "feedback", "practitioner", "/feedback/{occasion}/"),
    Place("report/feedback.html", "feedback", "leader", "/feedback/{critical_occasion}/"),
    Place("report/overview.html", "overview", "practitioner", PEOPLE),
    Place("report/overview.html", "overview", "practitioner", "/people/{code_of}/"),
    Place("report/plain.html", "plain_page", "practitioner", PEOPLE + "plain/"),
    Place("report/side_by_side.html", "side_by_side", "practitioner", PEOPLE + "side-by-side/"),
    Place("report/services.html", "services", "coordinator", "/services/"),
    Place("report/service.html", "service", "manager", SERVICE),
    Place("report/service.html", "service", "politician", SERVICE),
    Place("report/service_year.html", "service_year", "manager", SERVICE + "year/"),
    Place("report/publish_report.html", "publish_report", "manager", SERVICE + "year/publish/"),
    Place("report/publication.html", "publication", "manager", SERVICE + "year/publish/", frozen_here),
    Place("report/published.html", "published", "", "/published/"),
    Place("report/write_reading.html", "write_reading", "manager", SERVICE + "year/reading/"),
    Place("offline.html", "offline", "", "/offline/{language}/"),
    Place("help.html", "help", "practitioner", "/help/answer/"),
    Place("guide.html", "guide", "practitioner", "/help/guides/everyday/work-by-keyboard/"),
    Place("benefit/service_month.html", "service_month", "manager", SERVICE + "benefit/"),
    Place("benefit/service_month.html", "service_month", "politician", SERVICE + "benefit/"),
    Place("benefit/acknowledge.html", "acknowledge", "manager", SERVICE + "benefit/acknowledge/"),
    Place("benefit/months.html", "months", "secretariat", "/benefit/"),
    Place("benefit/proposals.html", "proposals", "practitioner", "/proposals/"),
    Place("benefit/propose.html", "propose", "politician", "/proposals/new/"),
    Place("benefit/proposal.html", "proposal", "practitioner", "/proposals/{proposal}/"),
    Place("benefit/decide_proposal.html", "decide_proposal", "secretariat", "/proposals/{proposal}/decide/"),
    Place("components/gallery.html", "gallery", "", "/look/"),
    Place("components/gallery_respondent.html", "gallery", "", "/look/?as=respondent"),
    Place("collect/respondent/enter_code.html", "enter_code", "", "/r/"),
    Place("collect/respondent/enter_code.html", "open_link", "", "/r/nosuchcode/"),
    Place("collect/respondent/welcome.html", "welcome", "", "/r/", with_code),
    Place("collect/respondent/practice.html", "practice", "", "/r/", coming_to("/r/practice/")),
    Place("collect/respondent/one_question.html", "questions", "", "/r/", coming_to("/r/questions/1/")),
    Place("collect/respondent/all_questions.html", "questions", "", "/r/", all_on_a_page),
    Place("collect/respondent/look_over.html", "look_over", "", "/r/", coming_to("/r/over/")),
    Place("collect/respondent/own_picture.html", "own_picture", "", "/r/", own_picture),
    Place("collect/respondent/left.html", "left", "", "/r/left/"),
)  # fmt: skip

NO_PAGE = {
    "take_back_ask": "an act that leads back to what needs two persons",
    "unmasked_person": "opens only once a second person released it; the same parts as two_person_act",
    "end_unmasking": "an act that leads back to what is open",
    "look_sample": "the lot falls on the month before, in which the demo shows nobody; the same parts as look_samples",
    "judge_look": "the lot falls on the month before, in which the demo shows nobody; the same parts as two_person_act",
    "publication_file": "a file",
    "published_file": "a file",
    "withdraw_publication": "an act that leads back to the frozen report",
    "ready": "a word for machines",
    "set_language": "an act that leads back",
    "device_key": "an answer for a script",
    "worker": "a script",
    "demo_sign_in": "an act that leads to the start page",
    "sign_out": "an act that leads to the sign-in page",
    "account_login": "allauth's name of the sign-in page",
    "account_logout": "allauth's name of the sign-out",
    "mfa_index": "allauth's name of one's own sign-in",
    "mfa_list_webauthn": "allauth's name of one's own sign-in",
    "mfa_login_webauthn": "an act that leads to the start page",
    "mfa_authenticate": "seen in the journey of a real installation, with a device",
    "mfa_edit_webauthn": "seen in the journey of a real installation, with a device",
    "mfa_remove_webauthn": "seen in the journey of a real installation, with a device",
    "mfa_deactivate_totp": "seen in the journey of a real installation, with a device",
    "mfa_view_recovery_codes": "seen in the journey of a real installation, with a device",
    "mfa_generate_recovery_codes": "seen in the journey of a real installation, with a device",
    "account_reauthenticate": "seen in the journey of a real installation, with a device",
    "mfa_reauthenticate": "seen in the journey of a real installation, with a device",
    "mfa_reauthenticate_webauthn": "seen in the journey of a real installation, with a device",
    "lock": "an act that leads to the locked page",
    "unlock": "seen in the journey through an identity provider",
    "share_device": "an act that leads back to one's own sign-in",
    "sign_in_elsewhere": "seen in the journey through an identity provider",
    "link_elsewhere": "seen in the journey through an identity provider",
    "openid_connect_callback": "seen in the journey through an identity provider",
    "unlink_elsewhere": "seen in the journey through an identity provider",
    "relink_user": "the same parts as invite_user",
    "answer_elsewhere": "an answer for a provider",
    "metadata_for_provider": "a file for a provider",
    "close_account": "an act that leads back to the account",
    "open_account": "an act that leads back to the account",
    "review_role": "an act that leads back to the review",
    "end_role": "an act that leads back to the account",
    "bring_back_answer": "an act that leads back to the forms",
    "end_contact": "an act that leads back to the rights",
    "end_hold": "an act that leads back to the rights",
    "write_due_list": "an act that leads to the list",
    "end_retention_rule": "an act that leads back to the rules",
    "end_your_absence": "an act that leads back to one's own absences",
    "end_absence": "an act that leads back to the absences",
    "unmerge_people": "an act that leads back to the records known twice",
    "reopen_stay": "an act that leads back to the person",
    "keep_answers": "an answer for a script",
    "questions_asked": "an answer for a script",
    "keep_own": "an answer for a script",
    "asked_own": "an answer for a script",
    "mark_discussed": "an act that leads back to the feedback",
    "withdraw_invitation": "an act that leads back to the invitations",
    "set_up_of": "the same page as set_up, of another organisation",
    "tree_file": "a file",
    "people_file": "a file",
    "count_again": "an act that leads back to the service",
    "service_table": "a file",
    "service_month_file": "a file",
    "months_file": "a file",
    "service_year_file": "a file",
    "sign_reading": "an act that leads back to the report",
    "leave": "an act that leads to the page of those who left",
}
FRAMES = {
    "works/file_kept_back.html": "only a file with a national number leads here; the same parts as 404.html",
    "protect/unmasked_person.html": "opens only once a second person released it",
    "protect/look_sample.html": "the lot falls on the month before, in which the demo shows nobody",
    "protect/judge_look.html": "the lot falls on the month before, in which the demo shows nobody",
    "setup/invited.html": "seen in the journey of a set-up, with a file",
    "base.html": "the frame of the staff's pages",
    "respondent.html": "the frame of the respondents' pages",
    "access/second_factor/second_step.html": "seen in the journey of a real installation, with a device",
    "access/second_factor/prove.html": "seen in the journey of a real installation, with a device",
    "access/second_factor/prove_by_passkey.html": "seen in the journey of a real installation, with a device",
    "access/second_factor/rename_passkey.html": "seen in the journey of a real installation, with a device",
    "access/second_factor/remove_passkey.html": "seen in the journey of a real installation, with a device",
    "access/second_factor/remove_app.html": "seen in the journey of a real installation, with a device",
    "access/second_factor/recovery_codes.html": "seen in the journey of a real installation, with a device",
    "access/second_factor/new_recovery_codes.html": "seen in the journey of a real installation, with a device",
    "access/unlock.html": "seen in the journey through an identity provider",
    "access/elsewhere/going.html": "leads on before it can be looked at; the same parts as welcome_over.html",
    "access/elsewhere/not_let_in.html": "seen in the journey through an identity provider",
    "access/elsewhere/provider_down.html": "seen in the journey through an identity provider",
    "access/elsewhere/unlink.html": "seen in the journey through an identity provider",
    "access/elsewhere/relink.html": "the same parts as invited.html",
    "access/elsewhere/welcome_again.html": "the same parts as unlock.html",
    "access/elsewhere/again.html": "a step between two sites; the same parts as going.html",
    "people/person_form.html": "the frame of the forms about a person",
    "report/person_frame.html": "the frame of the pages about a person",
    "400.html": "only what no browser sends leads here; the same parts as 404.html",
    "collect/respondent/stop.html": "only what no browser sends leads here; the same parts as left.html",
}
