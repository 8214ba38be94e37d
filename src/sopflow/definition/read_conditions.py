"""Facts and conditions of a file -> model: each value read as the type of its fact wants it.

What a value could never be, or a keyword never say, is reported where it stands. It must not know steps.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

from sopflow.definition.condition import Condition, Predicate
from sopflow.definition.facts import compile_schema
from sopflow.definition.model import Fact
from sopflow.messages import Term
from sopflow.source.nodes import KeyPath, Scalar, Unreadable
from sopflow.source.spelling import as_boolean, as_limit, as_number, has_thousands, suggest

if TYPE_CHECKING:
    from collections.abc import Mapping

    from sopflow.definition.references import References
from sopflow.source.findings import Findings

_SAME_TYPE: Final[dict[str, tuple[type, ...]]] = {
    "boolean": (bool,),
    "integer": (int,),
    "number": (int, float),
    "string": (str,),
}

_NUMERIC: Final = ("integer", "number")
_ONLY_OF: Final = {
    **dict.fromkeys(("minimum", "maximum", "exclusiveMinimum", "exclusiveMaximum", "multipleOf"), _NUMERIC),
    **dict.fromkeys(("minLength", "maxLength", "format"), ("string",)),
}
"""Keywords that say nothing of values of other types, so that a condition with them would hold for all of those."""


def read_fact(fact_id: str, value: Any, path: KeyPath, findings: Findings) -> Fact:
    """Read one entry of ``data``."""
    data = value if isinstance(value, dict) else {}
    fact_type = data.get("type") or _type_of_values(data)
    if fact_type is None and isinstance(value, dict):
        findings.at_key("missing-key", path, key="type")
    known = fact_type if isinstance(fact_type, str) else None
    schema = _schema(data, known, path, findings)
    if known:
        schema = {"type": known, **schema}
    return Fact(
        id=fact_id,
        type=known or "string",  # type: ignore[arg-type]
        title=str(data.get("title") or fact_id.replace("_", " ").capitalize()),
        description=str(data.get("description") or ""),
        schema=schema,
    )


def read_condition(
    value: Any, path: KeyPath, facts: Mapping[str, Fact], names: References, findings: Findings
) -> Condition | None:
    """Read a ``when``; None where nothing of it can be read."""
    several = isinstance(value, list)
    alternatives = []
    for place, item in enumerate(value if several else [value]):
        if isinstance(item, dict):
            at = (*path, place) if several else path
            tests = [_predicate(key, spec, (*at, key), facts, names, findings) for key, spec in item.items()]
            alternatives.append(tuple(test for test in tests if test))
    kept = tuple(tests for tests in alternatives if tests)
    return Condition(kept) if kept else None


def _predicate(
    name: str, spec: Any, path: KeyPath, facts: Mapping[str, Fact], names: References, findings: Findings
) -> Predicate | None:
    fact_id = names.resolve_key(name, path)
    if fact_id is None or isinstance(spec, Unreadable):
        return None
    fact = facts[fact_id]
    known = fact.type if "type" in fact.schema else None
    if isinstance(spec, dict):
        schema = _schema(spec, known, path, findings)
    else:
        schema = {"enum" if isinstance(spec, list) else "const": _typed(spec, known, path, findings)}
    if known and not findings.has_errors(path) and not findings.has_errors(("data", fact_id)):
        _report_values_outside(fact, schema, path, findings, bare=not isinstance(spec, dict))
    return Predicate(fact_id, schema)


def _report_values_outside(
    fact: Fact, schema: Mapping[str, Any], path: KeyPath, findings: Findings, *, bare: bool = False
) -> None:
    """Warn of values that a fact can never have: a slip, since a condition holds or fails for it without a word."""
    allowed = compile_schema(fact.schema)
    for key, wanted in schema.items():
        at = path if bare else (*path, key)
        if key == "not":
            _report_values_outside(fact, wanted, at, findings)
        elif key in {"anyOf", "allOf"}:
            for place, inner in enumerate(wanted):
                _report_values_outside(fact, inner, (*at, place), findings)
        elif key in {"const", "enum"}:
            values = [(value, (*at, place)) for place, value in enumerate(wanted)] if key == "enum" else [(wanted, at)]
            for value, where in values:
                if not allowed(value):
                    _report_outside(fact, value, where, findings)


def _report_outside(fact: Fact, value: Any, path: KeyPath, findings: Findings) -> None:
    named: Any = fact.schema.get("enum", ())
    meant = suggest(value, named) if isinstance(value, str) else None
    hint = "write-value" if meant else "fact-value-outside-hint"
    findings.at("fact-value-outside", path, hint=hint, text=str(value), fact=fact.id, fixed=meant)


def _schema(data: dict[str, Any], fact_type: str | None, path: KeyPath, findings: Findings) -> dict[str, object]:
    """Return a schema with its values read as ``fact_type``, without what is only for people."""
    schema: dict[str, object] = {}
    for key, value in data.items():
        at = (*path, key)
        fitting = _ONLY_OF.get(key)
        if fitting and fact_type and fact_type not in fitting and not isinstance(value, Unreadable):
            expected, found = Term(f"type-{fitting[-1]}"), Term(f"type-{fact_type}")
            findings.at_key("keyword-misfits", at, hint="keyword-misfits-hint", key=key, expected=expected, found=found)
        if isinstance(value, Unreadable) or key in {"title", "description", "type"}:
            if key == "type" and path[0] != "data" and isinstance(value, str):
                schema[key] = value
        elif key in {"const", "enum", "default"}:
            made_a_list = isinstance(value, list) and isinstance(findings.node(at), Scalar)  # and said so
            schema[key] = value if made_a_list else _typed(value, fact_type, at, findings)
        elif key == "not" and isinstance(value, dict):
            schema[key] = _schema(value, fact_type, at, findings)
        elif key in {"anyOf", "allOf"}:
            items = enumerate(value)
            schema[key] = [_schema(v, fact_type, (*at, i), findings) for i, v in items if isinstance(v, dict)]
        else:
            schema[key] = value
    return schema


def _typed(value: Any, fact_type: str | None, path: KeyPath, findings: Findings) -> Any:
    """Return a value, or a list of them, as the fact wants it; what does not fit is reported."""
    if isinstance(value, list):
        items = enumerate(value)
        return [_typed(item, fact_type, (*path, i), findings) for i, item in items if not isinstance(item, Unreadable)]
    node = findings.node(path)
    if fact_type == "string" and isinstance(node, Scalar):
        return node.text
    fits = fact_type is None or (
        isinstance(value, _SAME_TYPE[fact_type]) and (fact_type == "boolean" or not isinstance(value, bool))
    )
    text = node.text if isinstance(node, Scalar) else str(value)
    if fits and fact_type in {"number", "integer"} and has_thousands(text):
        findings.at("number-thousands", path, hint="write-value", text=text, fixed=as_number(text))
    if not fits:
        numeric = fact_type in {"number", "integer"}
        limit = as_limit(text) if numeric else None
        meant = as_boolean(text) if fact_type == "boolean" else as_number(text) if numeric else None
        meant = f"{{{limit}}}" if limit else meant
        hint = "write-value" if meant else None
        findings.at("fact-value-type", path, hint=hint, text=text, expected=Term(f"type-{fact_type}"), fixed=meant)
    return value


def _type_of_values(data: dict[str, Any]) -> str | None:
    """Return the type that the values of a fact show, where it states none."""
    if isinstance(data.get("type"), Unreadable):
        return "string"
    values = [*data.get("enum", ())] if isinstance(data.get("enum"), list) else []
    values += [data[key] for key in ("const", "default") if key in data]
    for name, types in _SAME_TYPE.items():
        if values and all(
            isinstance(value, types) and (name == "boolean") == isinstance(value, bool) for value in values
        ):
            return name
    if {"minLength", "maxLength", "format"} & data.keys():
        return "string"
    return "number" if {"minimum", "maximum", "exclusiveMinimum", "exclusiveMaximum"} & data.keys() else None
