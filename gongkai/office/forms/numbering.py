"""编号规则: typed and shown with the places' Chinese names, kept with the names of the program."""

from typing import Any

from django import forms

from gongkai.bodies.numbering import from_words, in_words

PADDING = "冒号后的数字是位数，如 {顺序号:04d} 写成四位，不足的前面补0。"


class NumberTemplateField(forms.CharField):
    """A template of numbers, such as {机关代字}公复〔{年份}〕{顺序号}号."""

    def prepare_value(self, value: Any) -> Any:
        """Show the places by their Chinese names."""
        return in_words(value) if isinstance(value, str) else value

    def to_python(self, value: Any) -> str:
        """Keep the places by the names of the program."""
        return from_words(super().to_python(value) or "")
