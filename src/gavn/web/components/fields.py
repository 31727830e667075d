"""A Django form field as one of the field components: what it is called, what it asks, what is wrong with it."""

from __future__ import annotations

from typing import Any

from django import forms
from django.forms.boundfield import BoundField
from django.utils.translation import gettext as _


def kind_of(widget: forms.Widget) -> str:
    """The component a widget is shown as; a widget may name its own with ``component``."""
    named = getattr(widget, "component", "")
    if named:
        return str(named)
    if isinstance(widget, forms.CheckboxInput):
        return "checkbox"
    if isinstance(widget, forms.RadioSelect | forms.CheckboxSelectMultiple):
        return "options"
    return "group" if isinstance(widget, forms.MultiWidget) else "input"


def described(bound: BoundField, **more: Any) -> dict[str, Any]:
    """What the template of the field needs: names, words, value, options and errors."""
    widget = bound.field.widget
    kind = kind_of(widget)
    about = {
        "kind": kind,
        "name": bound.html_name,
        "id": bound.auto_id or bound.html_name,
        "label": bound.label,
        "hint": bound.help_text,
        "errors": texts(bound),
        "required": bound.field.required,
        "value": bound.value(),
        "disabled": bound.field.disabled,
        **getattr(widget, "extra", {}),
        **more,
    }
    if kind in {"options", "choices", "faces"}:
        about |= {"options": options(bound), "many": isinstance(widget, forms.CheckboxSelectMultiple)}
    elif kind in {"input", "group", "checkbox"}:
        about |= native(bound, about)
    elif kind == "date":
        about |= {"parts": date_parts(bound.value())}
    return about


def texts(bound: BoundField) -> list[str]:
    """What is wrong with the field, saying for a missing answer what to do."""
    codes = [error.code for error in bound.errors.as_data()]
    asks = {
        "checkbox": _("Tick the box to go on."),
        "input": _("Choose an answer.") if isinstance(bound.field.widget, forms.Select) else _("Fill this in."),
        "date": _("Write the date, as far as you know it."),
    }
    plain = asks.get(kind_of(bound.field.widget), _("Choose an answer."))
    return [plain if code == "required" else str(text) for code, text in zip(codes, bound.errors, strict=True)]


def options(bound: BoundField) -> list[dict[str, Any]]:
    """The options of a group, without the empty one of an optional choice."""
    found = [{"value": one.data["value"], "label": one.data["label"]} for one in bound.subwidgets]
    return [option for option in found if option["value"] not in ("", None)]


def native(bound: BoundField, about: dict[str, Any]) -> dict[str, Any]:
    """The browser's own control, told where its hint and its error stand."""
    told = [f"{about['id']}_hint"] * bool(about["hint"]) + [f"{about['id']}_error"] * bool(about["errors"])
    attrs: dict[str, Any] = {"class": f"ds-input {bound.field.widget.attrs.get('class', '')}".strip()}
    limit = bound.field.widget.attrs.get("maxlength") or getattr(bound.field, "max_length", None)
    is_text = isinstance(bound.field.widget, forms.Textarea)
    if is_text and limit:
        told.append(f"{about['id']}_count")
        # The browser must not cut what was pasted: the counter tells, and the form refuses.
        attrs["maxlength"] = False
    attrs["aria-describedby"] = " ".join(told) or None
    if about["errors"]:
        attrs["aria-invalid"] = "true"
    width = "10" if isinstance(bound.field.widget, forms.NumberInput) else ""
    html = bound.as_widget(attrs={key: value for key, value in attrs.items() if value is not None})
    return {"control": html, "limit": limit if is_text else None, "width": about.get("width") or width}


def date_parts(value: Any) -> dict[str, Any]:
    """Day, month and year as they were typed, or as they are known."""
    if isinstance(value, dict):
        return value
    return {part: getattr(value, part, None) for part in ("day", "month", "year")}


def wrongs(form: forms.BaseForm) -> list[dict[str, str]]:
    """Each error of the form with the field to go to; errors of the whole form come first."""
    found = [{"id": "", "label": "", "text": str(text)} for text in form.non_field_errors()]
    for bound in form:
        target = first_control(bound)
        label = str(bound.label)
        label += " " if label[-1:] in "?!." else ": "
        found += [{"id": target, "label": label, "text": text} for text in texts(bound)]
    return found


def first_control(bound: BoundField) -> str:
    """The id of the control that a link from the error summary must reach."""
    base = bound.auto_id or bound.html_name
    kind = kind_of(bound.field.widget)
    ends = {"options": "_0", "choices": "_0", "faces": "_0", "date": "_day", "group": "_0"}
    return base + ends.get(kind, "")
