"""Plain data against the keywords of its schema: ``jsonschema`` finds what does not fit, here it becomes a diagnostic.

Structure and types have been read before (``shape.py``); what was taken out then is passed over. It must not know what
a key means.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from typing import TYPE_CHECKING, Any, Final

from sopflow.messages import Either
from sopflow.source.compiled import surely_fits
from sopflow.source.nodes import MAX_REPORTED, KeyPath, Node, Unreadable, find, find_key, written_path
from sopflow.source.spelling import as_id, as_sop_id, in_indonesian, suggest

if TYPE_CHECKING:
    from jsonschema.exceptions import ValidationError

    from sopflow.source.reader import Reading

Schema = dict[str, Any]

_ANNOTATIONS: Final = frozenset({"title", "description", "examples", "default", "$defs", "$schema"})


def check_keywords(reading: Reading, data: object, schema: Schema) -> None:
    """Report what of ``data`` its schema refuses; a value that nobody can go on with is taken out of ``data``."""
    if _test(schema)(data):
        return
    for error in _validator(schema).iter_errors(data):
        for fault in _meant(error):
            if not isinstance(fault.instance, Unreadable) and not _is_said_elsewhere(fault):
                _report(fault, reading, data)
        if len(reading.diagnostics) >= MAX_REPORTED:
            return


_TESTS: dict[str, Callable[[Any], bool]] = {}
_VALIDATORS: dict[str, Any] = {}


def _test(schema: Schema) -> Callable[[Any], bool]:
    identity = schema["$id"]
    if identity not in _TESTS:
        _TESTS[identity] = surely_fits(schema)
    return _TESTS[identity]


def _validator(schema: Schema) -> Any:
    identity = schema["$id"]
    if identity not in _VALIDATORS:
        from jsonschema import Draft202012Validator
        from jsonschema.validators import extend

        strict: Any = extend(  # type: ignore[no-untyped-call]
            Draft202012Validator, {"pattern": _pattern, "minLength": _min_length}
        )
        _VALIDATORS[identity] = strict(_written_out(schema, schema, ()))
    return _VALIDATORS[identity]


def _pattern(validator: Any, pattern: str, instance: object, schema: object) -> Iterator[ValidationError]:
    """Read ``$`` as JSON Schema does: Python's also stands before a line end."""
    from jsonschema import ValidationError

    if isinstance(instance, str) and not re.search(re.sub(r"\$$", r"\\Z", pattern), instance):
        yield ValidationError(f"{instance!r} does not match {pattern!r}")


def _min_length(validator: Any, least: int, instance: object, schema: object) -> Iterator[ValidationError]:
    """Count no blanks at either end: a name of them shows nothing."""
    from jsonschema import ValidationError

    if isinstance(instance, str) and len(instance.strip()) < least:
        yield ValidationError(f"{instance!r} is too short")


def _written_out(schema: Any, root: Schema, around: tuple[str, ...]) -> Any:
    """Return a schema without annotations and with its references written out, which halves the cost of validation.

    Only a definition that holds itself (``around``) stays a reference.
    """
    if isinstance(schema, list):
        return [_written_out(item, root, around) for item in schema]
    if not isinstance(schema, dict):
        return schema
    name = str(schema.get("$ref", "")).removeprefix("#/$defs/")
    if name and name not in around:
        return _written_out(root["$defs"][name], root, (*around, name))
    kept = {key: _keyword(key, value, root, around) for key, value in schema.items() if key not in _ANNOTATIONS}
    return {**kept, "$defs": root["$defs"]} if schema is root else kept


def _keyword(key: str, value: Any, root: Schema, around: tuple[str, ...]) -> Any:
    if key == "properties":
        return {name: _written_out(schema, root, around) for name, schema in value.items()}
    return value if key in {"enum", "const", "required"} else _written_out(value, root, around)


def _meant(error: ValidationError) -> Iterator[ValidationError]:
    """Give the errors of the alternative that was meant: the one whose type fits."""
    if error.validator != "anyOf":
        yield error
        return
    by_alternative: dict[object, list[ValidationError]] = {}
    for inner in error.context or ():
        by_alternative.setdefault(inner.schema_path[0], []).append(inner)
    for errors in by_alternative.values():
        if not any(inner.validator == "type" and not inner.path for inner in errors):
            for inner in errors:
                yield from _meant(inner)
            return


def _is_said_elsewhere(error: ValidationError) -> bool:
    """Return whether somebody else reports it: a missing key, a name that is looked up, a word that is read later."""
    if error.validator == "required":
        return True
    defines = _is_about_key(error) or (error.path and error.absolute_path[-1] in {"id", "sop", "calendar"})
    return error.validator == "pattern" and not (defines and error.validator_value in _ID_FORMS)


def _is_about_key(error: ValidationError) -> bool:
    return "propertyNames" in list(error.absolute_schema_path)[-3:]


class _Fault:
    """What a keyword says against the value at ``path``, on the way to a diagnostic."""

    def __init__(self, error: ValidationError, reading: Reading) -> None:
        assert reading.root is not None
        self.root: Node = reading.root
        self.path: KeyPath = tuple(error.absolute_path)
        self.value: Any = error.instance
        self.keyword = str(error.validator)
        self.wanted: Any = error.validator_value
        self.in_key = _is_about_key(error)
        self.place = find(self.root, self.path)
        self.hint: str | None = None
        self.params: dict[str, Any] = {"where": written_path(self.path)}


def _report(error: ValidationError, reading: Reading, data: object) -> None:
    fault = _Fault(error, reading)
    code = _KEYWORDS.get(fault.keyword, _limit)(fault)
    if code == "not-one-of":
        _take_out(data, fault.path, fault.place)
    reading.diagnostics.append(reading.source.diagnose(code, fault.place, hint_code=fault.hint, **fault.params))


def _form_of_id(fault: _Fault) -> str:
    text = str(fault.value)
    if fault.in_key:
        fault.place = find_key(fault.root, (*fault.path, text))
    if not text.strip():
        return "text-empty"
    write, code = _ID_FORMS[fault.wanted]
    fault.hint = "write-value"
    fault.params |= {"text": text, "fixed": write(text)}
    return code


def _one_of(fault: _Fault) -> str:
    known = [_word(option) for option in (fault.wanted if isinstance(fault.wanted, list) else [fault.wanted])]
    fault.params |= {"text": _word(fault.value), "known": Either(tuple(known))}
    meant = suggest(_word(fault.value), known) or in_indonesian(_word(fault.value), known)
    if meant:
        fault.hint = "did-you-mean"
        fault.params["meant"] = meant
    elif len(known) == 1:
        fault.hint = "write-value"
        fault.params["fixed"] = known[0]
    return "not-one-of"


def _repeats(fault: _Fault) -> str:
    index = next(index for index, item in enumerate(fault.value) if item in fault.value[:index])
    fault.place = find(fault.root, (*fault.path, index))
    fault.params["text"] = _word(fault.value[index])
    return "list-repeats"


def _too_short(fault: _Fault) -> str:
    if len(fault.value) == 1 and isinstance(fault.value[0], str):
        fault.hint = "write-value"
        fault.params["fixed"] = _word(fault.value[0])
    return "list-too-short"


def _limit(fault: _Fault) -> str:
    fault.params["expected"] = str(fault.wanted)
    return {"minimum": "number-below", "maximum": "number-above"}.get(fault.keyword, "value-refused")


_ID_FORMS: Final[dict[str, tuple[Callable[[str], str], str]]] = {
    "^[a-z][a-z0-9]*(_[a-z0-9]+)*$": (as_id, "id-form"),
    "^[a-z0-9]+(-[a-z0-9]+)*$": (as_sop_id, "sop-id-form"),
}
"""What the patterns of ids are called, and how a text is written as one."""

ID_PATTERNS: Final = _ID_FORMS.keys()

_KEYWORDS: Final[dict[str, Callable[[_Fault], str]]] = {
    "pattern": _form_of_id,
    "enum": _one_of,
    "const": _one_of,
    "minLength": lambda fault: "text-empty",
    "minItems": _too_short,
    "minProperties": lambda fault: "mapping-empty",
    "uniqueItems": _repeats,
}


def _take_out(data: object, path: KeyPath, node: Node) -> None:
    for step in path[:-1]:
        data = data[step]  # type: ignore[index]
    data[path[-1]] = Unreadable(node.start, node.end)  # type: ignore[index]


def _word(value: object) -> str:
    return str(value).lower() if isinstance(value, bool) else str(value)
