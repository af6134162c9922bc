"""How often Python looks for objects that only hold each other.

A parse makes a hundred thousand objects and hardly a cycle: looking every 700 objects, as
Python does, takes 4 % of its time.
"""

import gc

# So many new objects between two looks.
SELDOM = 100_000


def look_seldom() -> None:
    """For the rest of this process."""
    _, older, oldest = gc.get_threshold()
    gc.set_threshold(SELDOM, older, oldest)
