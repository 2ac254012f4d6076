"""The form by which an applicant finds the own request."""

from django import forms

from gongkai.portal.forms.public import PublicForm


class TrackForm(PublicForm):
    """The pair by which an applicant finds the own request."""

    code = forms.CharField(label="查询码", max_length=20, help_text="回执上的10位字母和数字，不分大小写。")
    name = forms.CharField(label="申请人姓名或者名称", max_length=100)
