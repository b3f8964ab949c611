"""What an office fills in about a form: its title, its parts, why a version is published or a form retired."""

from collections.abc import Sequence
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from saiyai.kernel.bad_value import BadValue
from saiyai.kernel.expressions import parse, printed
from saiyai.kernel.text import normalise
from saiyai.monitoring.rules.definition import CHOSEN, Choice, Group, Item, ItemKind, Node, Words
from saiyai.web.values import text_of_bad_value

KIND_NAMES = {
    ItemKind.INTEGER: _("whole number"),
    ItemKind.DECIMAL: _("number with decimals"),
    ItemKind.MONEY: _("amount of money"),
    ItemKind.TEXT: _("text"),
    ItemKind.NOTE: _("note to the reader"),
    ItemKind.ONE: _("one of some choices"),
    ItemKind.MANY: _("several of some choices"),
    ItemKind.DATE: _("day"),
    ItemKind.CALCULATED: _("reckoned from others"),
}


class StartForm(forms.Form):
    """The title of a new form, or the workbook that it comes from."""

    title_th = forms.CharField(label=_("Thai title"), max_length=200, required=False)
    title_en = forms.CharField(label=_("English title"), max_length=200, required=False)
    file = forms.FileField(
        label=_("XLSForm workbook"),
        required=False,
        help_text=_("An .xlsx with the sheets survey, choices and settings; then the title may stay empty."),
    )

    def clean(self) -> dict[str, Any]:
        """Refuse a form with neither a title nor a workbook."""
        told = super().clean() or {}
        if not told.get("title_th") and not told.get("file"):
            self.add_error("title_th", _("A form needs a title in Thai."))
        return told


class UploadForm(forms.Form):
    """The workbook that takes the place of a form's draft."""

    file = forms.FileField(label=_("XLSForm workbook"))


class WhyForm(forms.Form):
    """Why a version is published, or a form retired or taken up again."""

    reason = forms.CharField(
        label=_("Reason"), max_length=2000, required=False, widget=forms.Textarea(attrs={"rows": 2})
    )


class CountForm(forms.Form):
    """A number to add: the series that it counts in, whole or split; of a mean or a share both its numbers are asked."""

    series = forms.ChoiceField(label=_("What is counted"))
    split = forms.ChoiceField(
        label=_("Split by"),
        required=False,
        help_text=_(
            "Asks for each category and adds them up. A mean or a share is asked for by its two numbers."
        ),
    )
    is_required = forms.BooleanField(label=_("Must be answered"), required=False, initial=True)
    inside = forms.ChoiceField(label=_("In the section"), required=False)

    def __init__(
        self,
        *args: Any,
        series: Sequence[tuple[str, str]],
        groups: Sequence[tuple[str, str]],
        axes: Sequence[tuple[str, str]],
        **kwargs: Any,
    ) -> None:
        super().__init__(*args, **kwargs)
        offered = {"series": series, "inside": [("", "–"), *groups], "split": [("", _("not split")), *axes]}
        _offer(self, offered)


class PartForm(forms.Form):
    """A question or a section of a form."""

    kind = forms.ChoiceField(label=_("Kind"))
    label_th = forms.CharField(label=_("Text in Thai"), max_length=1000)
    label_en = forms.CharField(label=_("Text in English"), max_length=1000, required=False)
    name = forms.RegexField(
        r"^[A-Za-z_][A-Za-z0-9_]{0,59}$",
        label=_("Short name"),
        required=False,
        help_text=_("English letters, digits and _; conditions and formulas call it by this name."),
    )
    hint_th = forms.CharField(label=_("Hint in Thai"), max_length=1000, required=False)
    hint_en = forms.CharField(label=_("Hint in English"), max_length=1000, required=False)
    is_required = forms.BooleanField(label=_("Must be answered"), required=False)
    choices = forms.CharField(
        label=_("Choices"),
        required=False,
        help_text=_("One a line: code | text in Thai | text in English."),
        widget=forms.Textarea(attrs={"rows": 5}),
    )
    relevant = forms.CharField(
        label=_("Ask only if"),
        max_length=1000,
        required=False,
        help_text=_('For example: people > 0 or size = "L"'),
    )
    constraint = forms.CharField(
        label=_("Must hold"), max_length=1000, required=False, help_text=_("For example: trained <= people")
    )
    message_th = forms.CharField(
        label=_("What to say in Thai if it does not"), max_length=500, required=False
    )
    message_en = forms.CharField(
        label=_("What to say in English if it does not"), max_length=500, required=False
    )
    calculation = forms.CharField(
        label=_("Reckoned as"), max_length=1000, required=False, help_text=_("For example: sum(men, women)")
    )
    default = forms.CharField(label=_("Stands there from the start"), max_length=200, required=False)
    series = forms.ChoiceField(label=_("Counted in"), required=False)
    inside = forms.ChoiceField(label=_("In the section"), required=False)

    def __init__(
        self,
        *args: Any,
        series: Sequence[tuple[str, str]],
        groups: Sequence[tuple[str, str]],
        node: Node | None = None,
        **kwargs: Any,
    ) -> None:
        kwargs["initial"] = _initial(node)
        super().__init__(*args, **kwargs)
        self.node = node
        kinds: list[tuple[str, Any]] = [(kind.value, name) for kind, name in KIND_NAMES.items()]
        sections = [("group", _("section")), ("repeat", _("section that is filled in several times"))]
        offered = {"series": [("", _("counted nowhere")), *series], "inside": [("", "–"), *groups]}
        if node is None:
            offered["kind"] = [*kinds, *sections]
        else:
            offered["kind"] = sections if isinstance(node, Group) else kinds
            del self.fields["inside"]
            del offered["inside"]
        _offer(self, offered)

    def clean_choices(self) -> tuple[Choice, ...]:
        """Return the choices, one of each filled line."""
        lines = [line for line in self.cleaned_data["choices"].splitlines() if line.strip()]
        return tuple(map(_choice, lines))

    def clean_relevant(self) -> str:
        """Return the condition in its own spelling."""
        return self._expression("relevant")

    def clean_constraint(self) -> str:
        """Return the bound in its own spelling."""
        return self._expression("constraint")

    def clean_calculation(self) -> str:
        """Return the formula in its own spelling."""
        return self._expression("calculation")

    def _expression(self, name: str) -> str:
        text = str(self.cleaned_data[name])
        if not text.strip():
            return ""
        try:
            return printed(parse(text))
        except BadValue as bad:
            raise forms.ValidationError(text_of_bad_value(bad), code=bad.code) from bad

    def part(self, name: str) -> Node:
        """Return the part as it was filled in, under a name."""
        told = self.cleaned_data
        label = Words(normalise(told["label_th"]), normalise(told["label_en"]))
        if told["kind"] in {"group", "repeat"}:
            return Group(name, label, (), told["relevant"], told["kind"] == "repeat")
        kind, was = ItemKind(told["kind"]), self.node if isinstance(self.node, Item) else None
        return Item(
            name=name,
            kind=kind,
            label=label,
            hint=Words(normalise(told["hint_th"]), normalise(told["hint_en"])),
            series=told["series"],
            part=was.part if was is not None and was.series == told["series"] else "",
            is_required=told["is_required"],
            constraint=told["constraint"],
            constraint_message=Words(normalise(told["message_th"]), normalise(told["message_en"])),
            relevant=told["relevant"],
            default=told["default"].strip(),
            calculation=told["calculation"] if kind is ItemKind.CALCULATED else "",
            choices=told["choices"] if kind in CHOSEN else (),
            is_long=was.is_long if was is not None else False,
        )


def _offer(form: forms.Form, offered: dict[str, Any]) -> None:
    for name, choices in offered.items():
        field = form.fields[name]
        if isinstance(field, forms.ChoiceField):
            field.choices = choices


def _choice(line: str) -> Choice:
    code, _bar, labels = line.partition("|")
    thai, _bar, english = labels.partition("|")
    return Choice(code.strip(), Words(normalise(thai) or code.strip(), normalise(english)))


def _initial(node: Node | None) -> dict[str, Any]:
    if node is None:
        return {}
    told: dict[str, Any] = {
        "label_th": node.label.th,
        "label_en": node.label.en,
        "name": node.name,
        "relevant": node.relevant,
    }
    if isinstance(node, Group):
        return told | {"kind": "repeat" if node.is_repeat else "group"}
    return told | {
        "kind": node.kind.value,
        "hint_th": node.hint.th,
        "hint_en": node.hint.en,
        "is_required": node.is_required,
        "choices": "\n".join(f"{each.code} | {each.label.th} | {each.label.en}" for each in node.choices),
        "constraint": node.constraint,
        "message_th": node.constraint_message.th,
        "message_en": node.constraint_message.en,
        "calculation": node.calculation,
        "default": node.default,
        "series": node.series,
    }
