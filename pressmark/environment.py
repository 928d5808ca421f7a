"""BUILD: the Jinja2 environment of templates: Jinja's own, with shorter ways for what a page does hundreds of times,
and the tag `same` for what many pages have alike.

    {% same for root, page.head.section %} … {% endsame %}

is made once for each of the values and kept: what stands in it must depend on nothing else but `site`.
"""

from __future__ import annotations

from collections.abc import Callable, MutableMapping
from itertools import count
from types import CodeType
from typing import Any

from jinja2 import BytecodeCache, Environment, FunctionLoader, StrictUndefined, Template, nodes
from jinja2.bccache import Bucket
from jinja2.compiler import CodeGenerator
from jinja2.environment import TemplateModule
from jinja2.ext import Extension
from jinja2.parser import Parser
from jinja2.runtime import Context

from pressmark.shortened import NAMES, Shortened, marked, takes

Source = Callable[[str], tuple[str, str, Callable[[], bool]] | None]

# How many pieces that are the same on many pages are kept at most.
MOST_KEPT = 1 << 14
_MOST_COMPILED = 1 << 8
# Numbers of the pieces, in whatever environment: compiled code has them in it.
_NUMBERS = count()


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
        template.root_render_func.__globals__.update(NAMES)
        return template

    def render(self, *args: Any, **values: Any) -> str:
        """What comes of the template. Where the short code fails, Jinja's own says what is wrong, if anything is."""
        environment = self.environment
        if not isinstance(environment, Templates) or environment.code_generator_class is not Shortened:
            return super().render(*args, **values)
        try:
            context = self.new_context(dict(*args, **values))
            return environment.concat(self.root_render_func(context))
        except Exception:
            return environment.unshortened().get_template(self.name or "").render(*args, **values)

    def _get_default_module(self, ctx: Context | None = None) -> TemplateModule:
        """The template's macros: made once, since no page brings globals of its own."""
        if self._module is None:
            self._module = self.make_module()
        return self._module


class _Context(Context):
    def call(self, thing: Any, /, *args: Any, _loop_vars: Any = None, _block_vars: Any = None, **kwargs: Any) -> Any:
        if not kwargs and takes(thing, len(args)):
            return marked(thing._func(*args))
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

    def __init__(self, source: Source, *, short: bool = True) -> None:
        super().__init__(
            loader=FunctionLoader(source),
            extensions=[Same],
            autoescape=True,
            undefined=StrictUndefined,
            trim_blocks=True,
            lstrip_blocks=True,
            keep_trailing_newline=True,
            auto_reload=False,
            bytecode_cache=_COMPILED if short else None,
        )
        self._source = source
        self.code_generator_class = Shortened if short else CodeGenerator
        self._unshortened: Templates | None = None
        self._loaded: dict[str, Template] = {}

    def getitem(self, obj: Any, argument: Any) -> Any:
        """`obj[argument]`, or the attribute of that name, as filters such as `map` ask for it."""
        if type(argument) is str and not hasattr(type(obj), "__getitem__"):  # what raises an exception takes longest
            return self.getattr(obj, argument)
        return super().getitem(obj, argument)

    def unshortened(self) -> Templates:
        """The same templates in Jinja's own code."""
        if self._unshortened is None:
            self._unshortened = Templates(self._source, short=False)
            self._unshortened.filters = self.filters
            self._unshortened.globals = self.globals
        return self._unshortened

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
