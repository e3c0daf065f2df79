"""Rounding of results for files: a millisecond is finer than anything we measure."""


def rounded(value: object, places: int = 3) -> object:
    """Return plain data with every float rounded; tuples become lists."""
    match value:
        case float():
            return round(value, places)
        case dict():
            return {key: rounded(item, places) for key, item in value.items()}
        case list() | tuple():
            return [rounded(item, places) for item in value]
        case _:
            return value
