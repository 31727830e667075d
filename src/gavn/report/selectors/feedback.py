"""What the answers of one occasion show, ready on the page that submit leads to."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from gavn.access.selectors import may
from gavn.catalogue.pure.relevance import relevant_items
from gavn.catalogue.selectors import worded
from gavn.collect.pure.outcome import RESPONDENTS
from gavn.collect.selectors import Asked, asks_at, occasion_seen_by
from gavn.kernel.say import Said
from gavn.measure.pure.answered import Answered, in_words
from gavn.measure.pure.series import crossing_sentence, gap_sentence, last_step_sentence
from gavn.measure.selectors.critical import CriticalSeen, critical_seen, open_critical_tasks_of
from gavn.report.pure.person.figures import occasion_said
from gavn.report.pure.person.standing import Standing, preferred, standing_of
from gavn.report.pure.person.until import until
from gavn.report.selectors.stays import StayRead

if TYPE_CHECKING:
    from collections.abc import Sequence

    from gavn.access.models import User
    from gavn.catalogue.pure.wording import WordedInstrument
    from gavn.collect.models import Occasion, Revision
    from gavn.measure.pure.series import Series
    from gavn.report.pure.person.figures import Figure


@dataclass(frozen=True)
class FormResult:
    """What one form shows: its main scale as a figure, what changed in words, its other scales, all answers."""

    words: WordedInstrument
    revision: Revision
    main: Standing | None
    figure: Figure | None
    sentences: list[Said]
    norm: Said | None
    norm_from: Said | None
    threshold: float | None
    parts: list[Standing]
    recorded: list[Answered]
    answered: int
    relevant: int

    @property
    def respondent(self) -> Said:
        """Who answered."""
        respondent: str = self.revision.response.respondent
        return RESPONDENTS.get(respondent, Said(respondent))

    @property
    def missing(self) -> int:
        """How many questions were asked and not answered."""
        return self.relevant - self.answered


@dataclass(frozen=True)
class FormLeft:
    """A form that is still to be asked: what it is called, how an address names it, who answers."""

    title: str
    form: str
    respondent: str
    said: Said
    begun: bool


@dataclass(frozen=True)
class Feedback:
    """One occasion: what each form shows, what is critical, and what comes next."""

    occasion: Occasion
    name: str
    forms: list[FormResult]
    critical: list[CriticalSeen]
    left: list[FormLeft]
    may_answer: bool

    @property
    def title(self) -> Said:
        """What the occasion is called."""
        return occasion_said(self.occasion.kind, self.occasion.number, baseline=self.occasion.baseline)


def feedback_of(user: User, public_id: str) -> Feedback:
    """The results of an occasion the user may see, each form by itself; what came later is not told."""
    occasion = occasion_seen_by(user, public_id)
    read = StayRead(occasion.enrolment)
    here = [one for one in read.answers if one.response.occasion_id == occasion.pk]
    tasks = open_critical_tasks_of(user).filter(revision__response__occasion=occasion)
    asked = asks_at(occasion, owner=user.public_id, language=read.language)
    return Feedback(
        occasion=occasion,
        name=read.name,
        forms=[_result(read, occasion, revision) for revision in _in_order(here, asked)],
        critical=[critical_seen(task, read.language) for task in tasks],
        left=forms_left(asked, read.language),
        may_answer=may(user, "collect.answer", at=occasion.enrolment.unit),
    )


def _in_order(revisions: Sequence[Revision], asked: Sequence[Asked]) -> list[Revision]:
    """What was answered last stands first; what belongs to the background stands last."""
    scored = {one.instrument.key: bool(one.instrument.scores) for one in asked}
    return sorted(
        revisions, key=lambda one: (not scored.get(one.response.instrument, True), -one.submitted_at.timestamp())
    )


def forms_left(asked: Sequence[Asked], language: str) -> list[FormLeft]:
    """What can still be asked on an occasion."""
    return [
        FormLeft(
            title=one.instrument.title.in_(language),
            form=one.instrument.key.replace("/", "."),
            respondent=one.respondent,
            said=RESPONDENTS.get(one.respondent, Said(one.respondent)),
            begun=one.state == "draft",
        )
        for one in asked
        if one.state in ("open", "draft")
    ]


def _result(read: StayRead, occasion: Occasion, revision: Revision) -> FormResult:
    response = revision.response
    words = worded(f"{response.instrument}@{response.version}", read.language)
    known = _until(read.series, words.full_key, response.respondent, occasion.public_id)
    series = preferred(known)
    main = series[0] if series else None
    asked = relevant_items(words.definition, revision.answers) - {item.id for item in words.items if item.known}
    return FormResult(
        words=words,
        revision=revision,
        main=standing_of(main, read.language, read.direction) if main else None,
        figure=read.figure(main, by=occasion.due) if main else None,
        sentences=_sentences(main, known),
        norm=main.norm_said(read.language) if main else None,
        norm_from=main.norm.threshold_from if main and main.norm else None,
        threshold=main.threshold if main else None,
        parts=[line for one in series[1:] if (line := standing_of(one, read.language, read.direction))],
        recorded=[in_words(item, revision.answers.get(item.id)) for item in words.items if item.id in asked],
        answered=sum("v" in revision.answers.get(item, {}) for item in asked),
        relevant=len(asked),
    )


def _until(series: Sequence[Series], full_key: str, respondent: str, occasion: str) -> list[Series]:
    mine = [one for one in series if (one.instrument.full_key, one.respondent) == (full_key, respondent)]
    return [one for whole in mine if (one := until(whole, occasion))]


def _sentences(main: Series | None, known: Sequence[Series]) -> list[Said]:
    """What stands under the finding, as far as there is something to say; that the whole gives no score, too."""
    told = [last_step_sentence(main), crossing_sentence(main)] if main else []
    told += [gap_sentence(one) for one in known[:1]]
    return [one for one in told if one is not None]
