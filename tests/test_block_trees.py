"""The trees of the second judgement: all at once they say what walking each of them says."""

from hypothesis import given
from hypothesis import strategies as st

from pressmark.segment.measures import MEASURES
from pressmark.segment.page_measures import PAGE_MEASURES, TEXT_MEASURES
from pressmark.segment.trees import TREES, forest_of, score

_NUMBERS = st.sampled_from([-1.0, -0.5, 0.0, 0.5, 1.0, 2.0])


def _walked(tree: object, row: list[float]) -> float:
    while isinstance(tree, list):
        place, limit, left, right = tree
        tree = left if row[place] <= limit else right
    assert isinstance(tree, float)
    return tree


def _trees(leaves: int) -> st.SearchStrategy[object]:
    leaf = st.floats(-2, 2).map(lambda number: round(number, 3))
    if leaves == 1:
        return leaf
    return st.integers(1, leaves - 1).flatmap(
        lambda left: st.tuples(st.integers(0, 3), _NUMBERS, _trees(left), _trees(leaves - left)).map(list)
    )


@given(st.lists(st.integers(1, 8).flatmap(_trees), min_size=1, max_size=4), st.lists(_NUMBERS, min_size=4, max_size=4))
def test_all_trees_at_once_give_the_sum_of_each_walked(trees: list[object], row: list[float]) -> None:
    assert abs(score(forest_of(trees), row) - sum(_walked(tree, row) for tree in trees)) < 1e-9


def test_shipped_trees_ask_only_for_what_is_measured() -> None:
    assert sorted(TREES) == ["dump", "markup", "page", "text"]
    for kind, forest in TREES.items():
        measures = {"page": PAGE_MEASURES, "text": TEXT_MEASURES}.get(kind, MEASURES)
        assert all(place < len(measures) for place, _, _ in forest.tests)
