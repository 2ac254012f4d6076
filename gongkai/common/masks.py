"""What is left to read of names, numbers and addresses that are masked: enough to tell people apart."""


def masked_name(text: str) -> str:
    """Return the family name's first character and stars: 张*、欧**."""
    return text[:1] + "*" * max(len(text) - 1, 1)


def masked_number(text: str) -> str:
    """Return the beginning and the last four of a long number; of a short one the last two at most."""
    if len(text) >= 11:
        return f"{text[:3]}{'*' * (len(text) - 7)}{text[-4:]}"
    return "*" * max(len(text) - 2, 1) + (text[-2:] if len(text) > 4 else "")


def masked_email(text: str) -> str:
    """Return the first character and the domain."""
    if "@" not in text:
        return "***"
    return f"{text[:1]}***@{text.rpartition('@')[2]}"


def masked_address(text: str) -> str:
    """Return the town and nothing of the street."""
    return f"{text[:3]}***" if len(text) > 6 else "***"
