"""Which passwords are refused, where Django's own words are not Chinese."""

from django.contrib.auth.password_validation import MinimumLengthValidator


class MinimumLength(MinimumLengthValidator):
    """Refuses what is too short."""

    def get_error_message(self) -> str:
        """Say how long it must be; Django's translation lacks this sentence."""
        return f"密码太短，至少{self.min_length}个字符。"
