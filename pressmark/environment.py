"""BUILD: the Jinja2 environment of templates: Jinja's own, with shorter ways for what a page does hundreds of times,
and the tag `same` for what many pages have alike.

    {% same for root, page.head.section %} … {% endsame %}

is made once for each of the values and kept: what stands in it must depend on nothing else but `site`.
"""

from __future__ import annotations

from collections.abc import Callable, MutableMapping
from functools import partial
from itertools import count
from types import CodeType
from typing import Any

import markupsafe
from jinja2 import BytecodeCache, Environment, FunctionLoader, StrictUndefined, Template, nodes
from jinja2.bccache import Bucket
from jinja2.environment import TemplateModule
from jinja2.ext import Extension
from jinja2.parser import Parser
from jinja2.runtime import Context, Macro
from markupsafe import Markup

Source = Callable[[str], tuple[str, str, Callable[[], bool]] | None]

# How many pieces that are the same on many pages are kept at most.
MOST_KEPT = 1 << 14
_MOST_COMPILED = 1 << 8
# Numbers of the pieces, in whatever environment: compiled code has them in it.
_NUMBERS = count()
_escaped: Callable[[str], str] = getattr(markupsafe, "_escape_inner", markupsafe.escape)
_marked: Callable[[str], Markup] = partial(str.__new__, Markup)


def _shown(value: Any) -> str:
    """The value as it stands in a page; like markupsafe's `escape`, without a Markup for each of a page's words."""
    kind = type(value)
    if kind is str:
        return _escaped(value)
    if kind is Markup:
        return value  # type: ignore[no-any-return] # it is one
    return str(value) if kind is int else markupsafe.escape(value)


class _Template(Template):
    @classmethod
    def from_code(
        cls,
        environment: Environment,
        code: CodeType,
        globals: MutableMapping[str, Any],
        uptodate: Callable[[], bool] | None = None,
    ) -> Template:
        template = super().from_code(environment, code, globals, uptodate)
        # The names under which compiled templates escape what they print, and give what a macro made.
        template.root_render_func.__globals__.update(escape=_shown, Markup=_marked)
        return template

    def _get_default_module(self, ctx: Context | None = None) -> TemplateModule:
        """The template's macros: made once, since no page brings globals of its own."""
        if self._module is None:
            self._module = self.make_module()
        return self._module


class _Context(Context):
    def call(self, thing: Any, /, *args: Any, _loop_vars: Any = None, _block_vars: Any = None, **kwargs: Any) -> Any:
        # A macro that is given just its arguments need not be asked which it takes.
        if (
            type(thing) is Macro
            and len(args) == thing._argument_count
            and not (kwargs or thing.caller or thing.catch_kwargs or thing.catch_varargs)
        ):
            return _marked(thing._func(*args))
        names = {"_loop_vars": _loop_vars, "_block_vars": _block_vars}
        return super().call(thing, *args, **kwargs, **{name: held for name, held in names.items() if held is not None})


class Same(Extension):
    """The tag `same`: what stands in it is made once for each of the values that it names."""

    tags = {"same"}  # noqa: RUF012 - Jinja's own

    def __init__(self, environment: Environment) -> None:
        super().__init__(environment)
        self.kept: dict[Any, str] = {}

    def parse(self, parser: Parser) -> nodes.Node:
        line = next(parser.stream).lineno
        key: list[nodes.Expr] = [nodes.Const(next(_NUMBERS))]
        if parser.stream.skip_if("name:for"):
            key.append(parser.parse_expression())
            while parser.stream.skip_if("comma"):
                key.append(parser.parse_expression())
        body = parser.parse_statements(("name:endsame",), drop_needle=True)
        return nodes.CallBlock(self.call_method("made", [nodes.Tuple(key, "load")]), [], [], body).set_lineno(line)

    def made(self, key: Any, caller: Callable[[], str]) -> str:
        found = self.kept.get(key)
        if found is None:
            if len(self.kept) >= MOST_KEPT:
                self.kept.clear()
            found = self.kept[key] = caller()
        return found


class _Compiled(BytecodeCache):
    """The code of templates that were compiled before, for sources that are the same."""

    def __init__(self) -> None:
        self.kept: dict[tuple[str, str], CodeType] = {}

    def load_bytecode(self, bucket: Bucket) -> None:
        bucket.code = self.kept.get((bucket.key, bucket.checksum))

    def dump_bytecode(self, bucket: Bucket) -> None:
        if bucket.code is not None:
            if len(self.kept) >= _MOST_COMPILED:
                self.kept.clear()
            self.kept[bucket.key, bucket.checksum] = bucket.code


_COMPILED = _Compiled()


class Templates(Environment):
    """The environment of the templates that `source` gives by their paths; none of them ever goes stale."""

    template_class = _Template
    context_class = _Context

    def __init__(self, source: Source) -> None:
        super().__init__(
            loader=FunctionLoader(source),
            extensions=[Same],
            autoescape=True,
            undefined=StrictUndefined,
            trim_blocks=True,
            lstrip_blocks=True,
            keep_trailing_newline=True,
            auto_reload=False,
            bytecode_cache=_COMPILED,
        )
        self._loaded: dict[str, Template] = {}

    def get_template(
        self,
        name: str | Template,
        parent: str | None = None,
        globals: MutableMapping[str, Any] | None = None,
    ) -> Template:
        if not isinstance(name, str) or globals is not None:
            return super().get_template(name, parent, globals)
        found = self._loaded.get(name)
        if found is None:
            found = self._loaded[name] = super().get_template(name, parent)
        return found
