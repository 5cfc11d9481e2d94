"""Functions that a user meant to override, and spelt otherwise."""

from __future__ import annotations

from collections.abc import Sequence


def refuse_misspelt(cls: type, functions: Sequence[str]) -> None:
    """Refuses a class with a function whose name is like one of these: nobody would ever call it.

    Other clients' names, such as `on_partitions_assigned`, are like them too.
    """
    own = [name for name, value in vars(cls).items() if callable(value) and not name.startswith("_")]
    others = [name for name in own if name not in functions]
    if not others:
        return
    from difflib import get_close_matches

    for name in others:
        bare = name.lower().replace("_", "").removeprefix("on").removeprefix("partitions")
        meant = get_close_matches(bare, functions, n=1, cutoff=0.8)
        if meant:
            raise TypeError(
                f"{cls.__name__}.{name} would never be called: did you mean `{meant[0]}`? "
                f"(If it is for yourself, let its name begin with `_`.)"
            )
