"""What people type who file: the firm itself, an office for it, a list of visits."""

from __future__ import annotations

from typing import Any

from django import forms

from dukou.appeals.actions.appeals import TITLE
from dukou.appeals.core.kinds import Channel
from dukou.appeals.forms.fields import Choices, choose, members, said, words_field
from dukou.kit.files import Coming


class SeveralFiles(forms.ClearableFileInput):
    """Takes several files at once."""

    allow_multiple_selected = True


class FilesField(forms.FileField):
    """Any number of files, as they come."""

    widget = SeveralFiles

    def clean(self, data: Any, initial: Any = None) -> list[Coming]:
        """The files; what they are is judged by the act."""
        several = data if isinstance(data, list | tuple) else [data] if data else []
        return [Coming(each.name, each.size, each) for each in several]


class WhistleForm(forms.Form):
    """An appeal. Firms that there is only one of are not asked for."""

    firm = forms.ChoiceField(label=said("企业", "enterprise"))
    title = forms.CharField(label=said("一句话说明要解决什么", "what is wanted, in a line"), max_length=TITLE)
    text = words_field("什么事、在哪里、希望怎样解决", "what is the matter, where, and what would help", rows=5)
    topic = forms.ChoiceField(
        label=said("类别", "topic"), required=False, help_text=said("拿不准就不选，由受理人归类", "leave it out when in doubt")
    )
    contact_name = forms.CharField(label=said("联系人", "whom to ask"), max_length=60, required=False)
    contact_phone = forms.CharField(
        label=said("电话", "telephone"),
        max_length=40,
        widget=forms.TextInput(attrs={"type": "tel", "autocomplete": "tel"}),
        help_text=said("受理人打这个号码联系您", "the window calls this number"),
    )
    is_pressing = forms.BooleanField(
        label=said("正在停产，或有安全风险", "production stands still, or there is danger"),
        required=False,
        help_text=said("受理人先看这一类，由他定等级", "the window looks at these first, and sets the grade"),
    )
    attached = FilesField(
        label=said("附件", "files"),
        required=False,
        help_text=said("PDF、图片、Word、Excel，每个不超过 20 MB", "PDF, pictures, Word, Excel; 20 MB each"),
    )
    form_key = forms.CharField(widget=forms.HiddenInput, required=False, max_length=64)

    def __init__(self, *args: Any, firms: Choices, topics: Choices, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        offered = list(firms)
        choose(self, "firm", offered)
        choose(self, "topic", [("", "—"), *topics])
        if len(offered) == 1:
            self.fields["firm"].widget = forms.HiddenInput()
            self.fields["firm"].initial = offered[0][0]


class BehalfForm(WhistleForm):
    """An appeal that an office files for a firm, which is named by code or whole name."""

    channel = forms.ChoiceField(label=said("来源", "how it came"), choices=members(Channel, Channel.WEB, Channel.API, Channel.VISIT_LIST))
    place = forms.CharField(label=said("地点", "place"), max_length=200, required=False)
    meant = forms.ChoiceField(
        label=said("是哪一家企业", "which enterprise is meant"),
        widget=forms.RadioSelect,
        help_text=said(
            "写的不是代码或全名；选定后再提交，附件要重新选", "no code or whole name was typed; choose one and send again, files too"
        ),
        error_messages={"required": said("还没有提交：先选定企业", "nothing was filed yet: choose the enterprise first")},
    )
    field_order = (
        "firm",
        "meant",
        "channel",
        "title",
        "text",
        "topic",
        "place",
        "contact_name",
        "contact_phone",
        "is_pressing",
        "attached",
    )

    def __init__(self, *args: Any, topics: Choices, candidates: Choices = (), **kwargs: Any) -> None:
        super().__init__(*args, firms=(), topics=topics, **kwargs)
        self.fields["firm"] = forms.CharField(
            label=said("企业（代码或全名）", "enterprise (code or whole name)"), max_length=200, initial=self.initial.get("firm", "")
        )
        self.fields["contact_phone"].required = False  # whoever came by, or spoke at a meeting, may not have left one
        if offered := list(candidates):
            choose(self, "meant", offered)
        else:
            del self.fields["meant"]  # one firm was named, or none: there is nothing to choose
        self.order_fields(self.field_order)


class VisitsForm(forms.Form):
    """A list of visits."""

    file = forms.FileField(label=said("走访清单（xlsx、csv）", "list of visits (xlsx, csv)"))
