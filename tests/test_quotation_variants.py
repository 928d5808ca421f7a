"""One quotation in several wordings: what belongs together and how it differs."""

from hypothesis import given
from hypothesis import strategies as st

from pressmark.annotators.quotation_variants import variants

WHOLE = "“The bridge will stand for a hundred years and nobody will pay for it again,”"


def grouped(*texts: str) -> list[list[tuple[int, str]]]:
    return [[(v.number, v.kind) for v in group] for group in variants(texts)]


def test_a_cut_quotation_belongs_to_the_whole_one() -> None:
    assert grouped(WHOLE, "“stand for a hundred years”") == [[(0, "identical"), (1, "cut")]]


def test_marks_and_case_make_no_other_wording() -> None:
    assert grouped("“Nobody will pay for it again.”", '"nobody will pay for it again"') == [
        [(0, "identical"), (1, "identical")]
    ]


def test_other_words_make_an_edited_variant() -> None:
    other = "“The bridge will stand for a hundred years, and no one will pay for it again,”"
    assert grouped(WHOLE, other) == [[(0, "identical"), (1, "edited")]]


def test_one_frame_with_other_names_is_a_template() -> None:
    texts = "“We thank Lind for the long work on the bridge,”", "“We thank Sol for the long work on the bridge,”"
    assert grouped(*texts) == [[(0, "identical"), (1, "template")]]


def test_short_quotations_and_shared_phrases_stay_apart() -> None:
    assert grouped("“very late”", "“very late indeed”") == [[(0, "identical")], [(1, "identical")]]
    assert len(grouped("“at the end of the day we will build it”", "“at the end of the week rain came down”")) == 2


@given(st.lists(st.lists(st.sampled_from("a b c d e Sol 5".split()), max_size=12).map(" ".join), max_size=12))
def test_every_quotation_stands_in_one_group(texts: list[str]) -> None:
    numbers = [v.number for group in variants(texts) for v in group]
    assert sorted(numbers) == list(range(len(texts)))


def test_a_short_quotation_with_words_left_out_is_a_variant_where_one_speaker_says_both() -> None:
    said = ("“Nobody asked us anything,”", "“Nobody ever once asked us about anything,”")
    together = [[(0, "identical"), (1, "edited")]]
    assert [[(v.number, v.kind) for v in group] for group in variants(said, ("sol", "sol"))] == together
    apart = [[0], [1]]
    assert [[v.number for v in group] for group in variants(said, ("sol", "lind"))] == apart
    assert [[v.number for v in group] for group in variants(said, ("", ""))] == apart
    other = ("“Nobody asked us anything,”", "“Us nobody asked, not anything,”")
    assert [[v.number for v in group] for group in variants(other, ("sol", "sol"))] == apart
    assert [[v.number for v in group] for group in variants(("“asked us”", "“asked all of us”"), ("a", "a"))] == apart
