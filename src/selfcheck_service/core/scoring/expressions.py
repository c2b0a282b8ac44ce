"""Expressions as the engine works them out; they lie with the definition, which tabulates points that never change."""

from selfcheck_service.core.definition.expressions.evaluation import Getter, Reasons, Resolve, compile_expression

__all__ = ["Getter", "Reasons", "Resolve", "compile_expression"]
