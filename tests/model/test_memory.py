"""What is remembered of objects."""

from __future__ import annotations

from tsunagari.model.memory import Memory


def test_a_result_is_the_object_s_own() -> None:
    """An equal object has none."""
    memory: Memory[tuple[int, ...], str] = Memory()
    one, other = tuple([1, 2]), tuple([1, 2])
    assert one == other and one is not other
    assert memory.put(one, "found") == "found"
    assert memory.get(one) == "found" and memory.get(other) is None


def test_what_a_whole_round_does_not_ask_for_is_forgotten() -> None:
    """What is asked for stays, round by round."""
    memory: Memory[tuple[int, ...], str] = Memory()
    asked, unasked = tuple([1, 2]), tuple([3, 4])
    memory.put(asked, "a")
    memory.put(unasked, "u")
    for _ in range(3):
        memory.turn()
        assert memory.get(asked) == "a"
    assert memory.get(unasked) is None
    memory.clear()
    assert memory.get(asked) is None


def test_one_that_keeps_nothing_has_nothing() -> None:
    """It still gives back what is put."""
    memory: Memory[tuple[int, ...], str] = Memory(keeps=False)
    one = tuple([1, 2])
    assert memory.put(one, "found") == "found" and memory.get(one) is None
