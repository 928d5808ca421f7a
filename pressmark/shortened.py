"""BUILD: the code of templates with shorter ways for what a page does thousands of times: reading a value's attribute,
escaping a string, calling a macro, and handing on what a block gave.

It does what Jinja's own code does wherever that works. Where it raises, Jinja's own code has to tell what is to be
done: an attribute that is not there is undefined, which may be meant, or a fault in other words.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from keyword import iskeyword
from typing import Any

import markupsafe
from jinja2 import nodes
from jinja2.compiler import CodeGenerator, Frame
from jinja2.runtime import Context, Macro
from markupsafe import Markup

_escaped: Callable[[str], str] = getattr(markupsafe, "_escape_inner", markupsafe.escape)
marked: Callable[[str], Markup] = partial(str.__new__, Markup)


def shown(value: Any) -> str:
    """The value as it stands in a page; like markupsafe's `escape`, without a Markup for each of a page's words."""
    kind = type(value)
    if kind is str:
        return _escaped(value)
    if kind is Markup:
        return value  # type: ignore[no-any-return] # it is one
    return str(value) if kind is int else markupsafe.escape(value)


def takes(thing: Any, count: int) -> bool:
    """Whether it is a macro that takes just so many arguments, and so need not be asked which."""
    return (
        type(thing) is Macro
        and thing._argument_count == count
        and not (thing.caller or thing.catch_kwargs or thing.catch_varargs)
    )


def _said(context: Context, thing: Any, *args: Any) -> str:
    """What a call gives, as it stands in a page."""
    return thing._func(*args) if takes(thing, len(args)) else shown(context.call(thing, *args))


# The names under which compiled templates find all this; "escape" and "Markup" are Jinja's own.
NAMES = {"escape": shown, "Markup": marked, "_said": _said, "_escaped": _escaped}


class Shortened(CodeGenerator):
    """Writes the code of one template; like Jinja's own where it writes nothing shorter."""

    _said: nodes.Expr | None = None  # the call that is being written as `_said`

    def visit_Call(self, node: nodes.Call, frame: Frame, forward_caller: bool = False) -> None:  # noqa: N802 - Jinja's own name
        if node is not self._said:
            super().visit_Call(node, frame, forward_caller=forward_caller)
            return
        for number, part in enumerate((node.node, *node.args)):
            self.write(", " if number else "")
            self.visit(part, frame)

    def visit_Getattr(self, node: nodes.Getattr, frame: Frame) -> None:  # noqa: N802 - Jinja's own name
        if not node.attr.isidentifier() or iskeyword(node.attr):
            super().visit_Getattr(node, frame)
            return
        self.write("(")
        self.visit(node.node, frame)
        self.write(f").{node.attr}")

    def visit_Block(self, node: nodes.Block, frame: Frame) -> None:  # noqa: N802 - Jinja's own name
        if frame.buffer is not None or node.scoped or node.required or (frame.toplevel and self.extends_so_far):
            super().visit_Block(node, frame)
            return
        self.writeline(f"yield concat(context.blocks[{node.name!r}][0]({self.get_context_ref()}))", node)

    def _output_child_pre(self, node: nodes.Expr, frame: Frame, finalize: Any) -> None:
        if _calls_plainly(node, frame):
            self._said = node
            self.write("_said(context, ")
        elif _escapes(frame):
            self.write("(_escaped(v_) if type(v_ := ")
        else:
            super()._output_child_pre(node, frame, finalize)

    def _output_child_post(self, node: nodes.Expr, frame: Frame, finalize: Any) -> None:
        if _calls_plainly(node, frame):
            self.write(")")
        elif _escapes(frame):
            self.write(") is str else escape(v_))")
        else:
            super()._output_child_post(node, frame, finalize)


def _escapes(frame: Frame) -> bool:
    return bool(frame.eval_ctx.autoescape) and not frame.eval_ctx.volatile


def _calls_plainly(node: nodes.Expr, frame: Frame) -> bool:
    """Whether what is shown is a call by a name, with nothing but arguments in their order."""
    plain = isinstance(node, nodes.Call) and not (node.kwargs or node.dyn_args or node.dyn_kwargs)
    return plain and isinstance(node.node, nodes.Name) and _escapes(frame)  # type: ignore[attr-defined] # it is a call
