"""The file of a bulk registration."""

from django import forms

from gongkai.common.upload_fields import UploadField


class ListForm(forms.Form):
    """One filled template."""

    file = UploadField(label="填好的模板", help_text="xlsx文件，最多500行。", kinds={"xlsx"})
