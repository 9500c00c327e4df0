"""Work for processes that may die of it; apart from the tests, so that they start fast."""

import os


def doubled(batch):
    """Twice every number; a deadly item ends the process."""
    if "deadly" in batch:
        os._exit(9)
    return [2 * item for item in batch]


def lost(item):
    """What stands in the place of an item that ended its process."""
    return [f"lost {item}"]
