"""How often Python looks for objects that only hold each other.

A parse makes a hundred thousand objects and hardly a cycle: looking every 700 objects, as
Python does, takes 4 % of its time.
"""

import gc

# So many new objects between two looks.
SELDOM = 100_000
# Papers after which a process that reads many has to look by itself: each leaves some 50 objects that
# hold each other, with 9 kB; by SELDOM alone they would be found after a thousand papers.
PAPERS = 50


def look_seldom() -> None:
    """For the rest of this process."""
    _, older, oldest = gc.get_threshold()
    gc.set_threshold(SELDOM, older, oldest)
