"""JSON with indents is written as Python's own writer writes it."""

import json

from hypothesis import given
from hypothesis import strategies as st

from pressmark.json_text import indented

VALUES = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text(),
    lambda inner: st.lists(inner) | st.dictionaries(st.text(), inner),
)


@given(VALUES, st.booleans())
def test_json_is_written_as_python_writes_it(value, sort_keys):
    assert indented(value, sort_keys=sort_keys) == json.dumps(value, ensure_ascii=False, indent=1, sort_keys=sort_keys)
