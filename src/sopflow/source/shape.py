"""Tree of nodes + JSON Schema -> plain data, and a diagnostic for each place where the two do not fit.

The schema decides how a scalar is read: where it wants text, the words as written are the value; only ``true`` and
``false`` are booleans. What does not fit is reported once and taken out (``Unreadable`` stands in its place), what can
be mended is mended (a misspelt key is read as the key that was meant), so that one fault brings no others behind it.
The walk knows structure and types; every other keyword is left to ``keywords.py``. It must not know what a key means.
"""

from __future__ import annotations

import math
import re
from typing import TYPE_CHECKING, Any, Final

from sopflow.messages import Either, Term
from sopflow.source import traps
from sopflow.source.keywords import ID_PATTERNS, check_keywords
from sopflow.source.nodes import (
    MAX_REPORTED,
    HasPlace,
    KeyPath,
    Mapping,
    Node,
    Scalar,
    Sequence,
    SourceText,
    Unreadable,
    find_key,
    is_bare,
    whole_line,
    written_path,
)
from sopflow.source.schemas import Schema, alternatives, keys_of_the_format, types_of
from sopflow.source.spelling import as_boolean, as_number, has_thousands, is_id, several, suggest

if TYPE_CHECKING:
    from collections.abc import Collection

    from sopflow.diagnostic import Diagnostic
    from sopflow.source.reader import Reading

_ANYTHING: Final[Schema] = {}
_DIGITS: Final = 300
_AROUND: Final = " ()[]{}\"'"
"""What people put around a list, and leave behind when they delete half of it."""
_INTEGER: Final = re.compile(r"[-+]?\d+", re.ASCII)
_NUMBER: Final = re.compile(r"[-+]?(\d+(\.\d*)?|\.\d+)([eE][-+]?\d+)?", re.ASCII)


def read_shape(reading: Reading, schema: Schema) -> object:
    """Return the plain data of a file; what does not fit is added to ``reading.diagnostics``."""
    data = read_structure(reading, schema)
    if not isinstance(data, Unreadable):
        check_keywords(reading, data, schema)
    return data


def read_structure(reading: Reading, schema: Schema) -> object:
    """Return the plain data of a file held against the structure and types of the schema only."""
    assert reading.root is not None
    walk = _Walk(reading.source, reading.root, schema, reading.diagnostics)
    data = walk.value(reading.root, schema, ())
    full = len(reading.diagnostics) >= MAX_REPORTED
    return Unreadable(reading.root.start, reading.root.end) if full else data


class _Walk:
    def __init__(self, source: SourceText, root: Node, schema: Schema, diagnostics: list[Diagnostic]) -> None:
        self.source = source
        self.root = root
        self.schema = schema
        self.diagnostics = diagnostics
        self._known_options: dict[int, list[Schema]] = {}
        self._known_types: dict[int, frozenset[str]] = {}

    def value(self, node: Node, schema: Schema, path: KeyPath) -> object:
        if isinstance(node, Unreadable) or len(self.diagnostics) >= MAX_REPORTED:
            return _unread(node)
        options = self._options(schema)
        if isinstance(node, Scalar):
            return self._scalar(node, options, path)
        wanted = "object" if isinstance(node, Mapping) else "array"
        option = next((o for o in options if types_of(o) & {wanted} or not types_of(o)), None)
        if option is None:
            return self._wrong_type(node, options, path)
        return self._mapping(node, option, path) if isinstance(node, Mapping) else self._list(node, option, path)

    def _options(self, schema: Schema) -> list[Schema]:
        """Return the alternatives of a schema, flat; parts of the schema live as long as it does."""
        found = self._known_options.get(id(schema))
        if found is None:
            found = self._known_options[id(schema)] = alternatives(schema, self.schema)
        return found

    def _scalar(self, node: Scalar, options: list[Schema], path: KeyPath) -> object:
        types = self._known_types.get(id(options))
        if types is None:
            types = frozenset().union(*map(types_of, options)) or _ANY_SCALAR
            self._known_types[id(options)] = types
        if is_bare(node):
            return self._empty(node, types, path)
        if node.plain:
            if "boolean" in types and node.text in {"true", "false"}:
                return node.text == "true"
            number = _number(node.text, types)
            if number is not None and "string" not in types and has_thousands(node.text):
                fixed = as_number(node.text)
                self._report("number-thousands", node, path, hint_code="write-value", text=node.text, fixed=fixed)
            if number is not None:
                return number
        if "string" in types:
            cut = traps.cut_by_hash(self.source, node) or traps.quote_left_over(self.source, node)
            if cut:
                self.diagnostics.append(cut)
            return node.text
        return self._wrong_type(node, options, path)

    def _empty(self, node: Scalar, types: frozenset[str], path: KeyPath) -> object:
        cut = traps.emptied_by_hash(self.source, node) if "string" in types else None
        if cut:
            self.diagnostics.append(cut)
        elif "null" in types:
            return None
        elif path and isinstance(path[-1], int):
            self._report("item-empty", node, path)
        else:
            remark = traps.remark_behind(self.source, node)
            hint = "value-in-remark" if remark else None
            key = path[-1] if path else ""
            self._report("value-missing", find_key(self.root, path), path, hint_code=hint, key=key, text=remark)
        return _unread(node)

    def _wrong_type(self, node: Node, options: list[Schema], path: KeyPath) -> object:
        types = [t for option in options for t in sorted(types_of(option))]
        items = next((option.get("items", _ANYTHING) for option in options if "array" in types_of(option)), None)
        if isinstance(node, Scalar) and items is not None and self._takes_text(items):
            parts = self._parts(node.text, items)
            least = max(option.get("minItems", 0) for option in options)
            if len(parts) < least or not all(self._looks_right(part, items) for part in parts):
                self._report("list-wanted", node, path)
                return _unread(node)
            one_line = node.start.line == node.end.line
            fixed = f"[{', '.join(map(traps.written, parts))}]" if one_line else None
            self._report("list-wanted", node, path, hint_code="write-list" if fixed else None, fixed=fixed)
            pieces = (Scalar(part, node.plain, node.start, node.end) for part in parts)
            return [self.value(piece, items, (*path, place)) for place, piece in enumerate(pieces)]
        inner = self._as_mapping(node, self._options(items)) if items is not None else None
        if inner:
            self._report("list-wanted", node, path, hint_code="write-list", fixed=f"[{inner}]")
            return _unread(node)
        trap = traps.colon_in_text(self.source, node) if isinstance(node, Mapping) and "string" in types else None
        if trap is None and isinstance(node, Scalar) and "object" in types and "string" not in types:
            trap = traps.colon_lost(self.source, node)
        if trap:
            self.diagnostics.append(trap)
        elif isinstance(node, Scalar) and types == ["boolean"] and as_boolean(node.text):
            meant = as_boolean(node.text)
            self._report("boolean-wanted", node, path, hint_code="write-value", text=node.text, fixed=meant)
        else:
            expected = Either(tuple(Term(f"type-{name}") for name in dict.fromkeys(types) if name != "null"))
            fixed = traps.written_as_text(self.source, node) if "string" in types else self._as_mapping(node, options)
            if isinstance(node, Scalar) and {"number", "integer"} & set(types):
                fixed = fixed or as_number(node.text)
            self._report(
                "wrong-type", node, path, hint_code="write-value" if fixed else None, fixed=fixed,
                found=Term(_FOUND[type(node)]), expected=expected,
            )  # fmt: skip
        return _unread(node)

    def _looks_right(self, part: str, items: Schema) -> bool:
        """Return whether a text has the form of an item; one that should be a name may be mended later."""
        forms = [option["pattern"] for option in self._options(items) if "pattern" in option]
        return not forms or any(form in ID_PATTERNS or re.search(form, part) for form in forms)

    def _parts(self, text: str, items: Schema) -> list[str]:
        """Return the items that a text strings together: names by comma or "dan", texts by comma."""
        text = text.strip(_AROUND)
        if all(option.get("pattern") in ID_PATTERNS for option in self._options(items) if "string" in types_of(option)):
            names = several(text)
            return names if names and all(is_id(name) for name in names) else [text]
        return [part.strip() for part in text.split(",") if part.strip()] or [text]

    def _as_mapping(self, node: Node, options: list[Schema]) -> str | None:
        """Return a text as the mapping that was wanted, where that has one key that takes it: ``{next: gugur}``."""
        wanted = next((option for option in options if "object" in types_of(option)), {})
        required: list[str] = wanted.get("required", [])
        if not isinstance(node, Scalar) or len(required) != 1:
            return None
        takes_it = self._fits(node, wanted["properties"][required[0]])
        return f"{{{required[0]}: {node.text}}}" if takes_it else None

    def _fits(self, node: Node, schema: Schema) -> bool:
        """Return whether a schema takes a text, a list or a mapping, whichever the node is."""
        kind = _FOUND.get(type(node), "").removeprefix("type-")
        return any(kind in types_of(option) for option in self._options(schema))

    def _takes_text(self, schema: Schema) -> bool:
        return any("string" in types_of(option) for option in self._options(schema))

    def _list(self, node: Sequence, schema: Schema, path: KeyPath) -> list[object]:
        items = schema.get("items", _ANYTHING)
        if any("string" in types_of(o) and "pattern" not in o for o in self._options(items)):
            self.diagnostics.extend(traps.comma_in_list(self.source, node))
        if len(node.items) > 1 and self._all_misfit(node, items):
            self.value(node.items[0], items, (*path, 0))  # said once: it is one slip
            return [_unread(item) for item in node.items]
        return [self.value(item, items, (*path, index)) for index, item in enumerate(node.items)]

    def _all_misfit(self, node: Sequence, items: Schema) -> bool:
        """Return whether the items of a list are all of one kind, which is not the wanted one."""
        kinds = {type(item) for item in node.items}
        if len(kinds) > 1 or kinds & {Unreadable} or any(self._fits(item, items) for item in node.items):
            return False
        first = node.items[0]
        return not isinstance(first, Mapping) or traps.colon_in_text(self.source, first) is None

    def _mapping(self, node: Mapping, schema: Schema, path: KeyPath) -> object:
        properties: dict[str, Schema] = schema.get("properties", {})
        other = schema.get("additionalProperties", True)
        self._hoist(node, schema, path)
        data: dict[str, object] = {}
        strange = {} if other is not False else {key: None for key in node.entries if key not in properties}
        written = list(node.entries)
        required = schema.get("required", ()) if node.whole else ()
        meant = self._strange_keys(node, list(strange)[:MAX_REPORTED], schema, path)
        below_nothing = False
        for key in written:
            if below_nothing and key in self._keys_of(other):  # it belongs to the name above, whose value is missed
                data[key] = _unread(node.entries[key][1])
                continue
            below_nothing = key not in properties and is_bare(node.entries[key][1])
            known = meant.get(key) if key in strange else key
            if known:
                schema_of = properties.get(known, other if isinstance(other, dict) else _ANYTHING)
                value = node.entries[key][1]
                nothing = key in strange and is_bare(value)  # its key is enough to mend
                data[known] = _unread(value) if nothing else self.value(value, schema_of, (*path, known))
        strangers = not meant and len(strange) == len(written) > 0
        for key in () if strangers else required:
            if key not in data:
                self._report("missing-key", self._head(node, path), path, key=key)
        for key in schema.get("required", ()):
            data.setdefault(key, _unread(node))
        return data if data or not (node.entries or not node.whole) else _unread(node)

    def _keys_of(self, schema: object) -> Collection[str]:
        """Return the keys of the group that a schema takes; none where it takes none."""
        options = self._options(schema) if isinstance(schema, dict) else []
        return next((option["properties"] for option in options if "properties" in option), ())

    def _hoist(self, node: Mapping, schema: Schema, path: KeyPath) -> None:
        """Take a key out of the group above it, where it stands too far right; what follows it comes along.

        In the whole file that is a section that nothing else can be, elsewhere a key that is required.
        """
        properties: dict[str, Schema] = schema.get("properties", {})
        wanted = [key for key in (schema.get("required", ()) if path else properties) if key not in node.entries]
        for above, (_, group) in list(node.entries.items()) if wanted and not node.flow else ():
            if not isinstance(group, Mapping) or group.flow or above not in properties:
                continue
            for key in [key for key in wanted if key in group.entries and key not in self._keys_of(properties[above])]:
                name, value = group.entries[key]
                own = self._keys_of(properties[above].get("additionalProperties", _ANYTHING))
                other = isinstance(value, Mapping) and value.entries and value.entries.keys().isdisjoint(own)
                if path or other or is_bare(value) or isinstance(value, Sequence):
                    line, count = whole_line(self.source, name.start.line), node.start.column
                    self._report("yaml-indentation", line, path, hint_code="put-spaces", count=count)
                    node.entries[key] = (name, _split_off(group, key))

    def _strange_keys(self, node: Mapping, strange: list[str], schema: Schema, path: KeyPath) -> dict[str, str]:
        """Report the keys that the schema does not know; return those that were meant by them."""
        properties: dict[str, Schema] = schema.get("properties", {})
        meant: dict[str, str] = {}
        nobody_knows: list[str] = []
        pieces: frozenset[str] = frozenset()
        for key in strange:
            trap = None if key in pieces else traps.comma_in_mapping(self.source, node, key)
            likely = None if trap or key in pieces else self._meant(node, key, properties)
            if trap:
                found, pieces = trap
                self.diagnostics.append(found)
            elif likely:
                meant[key] = likely
            elif key not in pieces:
                nobody_knows.append(key)
        missing = [key for key in schema.get("required", ()) if key not in node.entries and key not in meant.values()]
        alone = node.whole and len(nobody_knows) == len(missing) == 1
        if alone and self._fits(node.entries[nobody_knows[0]][1], properties.get(missing[0], _ANYTHING)):
            guessed = nobody_knows.pop()
            meant[guessed] = missing[0]
            node.entries[guessed] = (node.entries[guessed][0], _unread(node.entries[guessed][1]))
        for key, known in meant.items():
            self._report("unknown-key", node.entries[key][0], path, hint_code="did-you-mean", key=key, meant=known)
        if nobody_knows:
            node.whole = False
            self._report_unknown(node, nobody_knows, properties, path)
        return self._renamed(node, meant)

    def _meant(self, node: Mapping, key: str, properties: dict[str, Schema]) -> str | None:
        """Return the known key that was meant: by a slip, or by its Indonesian name, which its title begins with."""
        absent = {name: schema for name, schema in properties.items() if name not in node.entries}
        value = node.entries[key][1]
        named = {
            str(schema.get("title", "")).partition(" / ")[0].casefold(): name
            for name, schema in absent.items()
            if self._fits(value, schema)
        }
        spoken = key.replace("_", " ").casefold()
        begun = [name for title, name in named.items() if len(spoken) > 3 and title.startswith(f"{spoken} ")]
        return named.get(spoken) or suggest(key, absent) or (begun[0] if len(begun) == 1 else None)

    def _renamed(self, node: Mapping, meant: dict[str, str]) -> dict[str, str]:
        """Let each key that was meant lead to the value of the misspelt one, unless it is there itself."""
        renamed = {key: known for key, known in meant.items() if known not in node.entries}
        for key, known in renamed.items():
            node.entries[known] = node.entries[key]
        return renamed

    def _report_unknown(self, node: Mapping, keys: list[str], properties: dict[str, Schema], path: KeyPath) -> None:
        """Report keys that resemble none; those that stand one below the other are probably one slip."""
        written = list(node.entries)
        place = {key: index for index, key in enumerate(written)}
        runs: list[list[str]] = []
        for key in keys:
            if runs and place[key] == place[runs[-1][-1]] + 1:
                runs[-1].append(key)
            else:
                runs.append([key])
        known = Either(tuple(properties))
        for run in runs:
            first = node.entries[run[0]][0]
            near = suggest(run[0], properties)
            if place[run[0]] and self._belongs_below(node, written[place[run[0]] - 1], properties):
                line = whole_line(self.source, first.start.line)
                count = first.start.column + 2
                self._report("yaml-indentation", line, path, hint_code="put-spaces", count=count)
            elif len(run) == 1 and near:
                self._report("unknown-key", first, path, hint_code="did-you-mean", key=run[0], meant=near)
            elif len(run) == 1 and not node.flow and run[0] in keys_of_the_format():
                self._report("unknown-key", first, path, hint_code="key-of-another-part", key=run[0])
            elif len(run) == 1:
                self._report("unknown-key", first, path, hint_code="known-keys", key=run[0], known=known)
            else:
                self._report("unknown-keys", first, path, hint_code="known-keys", keys=run, known=known)

    def _belongs_below(self, node: Mapping, above: str, properties: dict[str, Schema]) -> bool:
        """Return whether the key above lacks the group that follows it; if so, nothing more is said of that key."""
        key, value = node.entries[above]
        takes = above in properties and any("object" in types_of(option) for option in self._options(properties[above]))
        if node.flow or not takes or not is_bare(value):
            return False
        node.entries[above] = (key, _unread(value))
        return True

    def _head(self, node: Mapping, path: KeyPath) -> Node:
        """Return what names a mapping: the key that leads to it, else its first key."""
        if path and isinstance(path[-1], str):
            return find_key(self.root, path)
        return next((key for key, _ in node.entries.values()), node)

    def _report(
        self, code: str, place: HasPlace, path: KeyPath, /, *, hint_code: str | None = None, **params: Any
    ) -> None:
        params["where"] = written_path(path)
        self.diagnostics.append(self.source.diagnose(code, place, hint_code=hint_code, **params))


_ANY_SCALAR: Final = frozenset({"boolean", "integer", "number", "string"})
_FOUND: Final[dict[type, str]] = {Scalar: "type-string", Sequence: "type-array", Mapping: "type-object"}


def _split_off(group: Mapping, key: str) -> Node:
    """Take a key and, where it has no value, all that follows it out of a group; return the value that it has then."""
    value = group.entries[key][1]
    written = list(group.entries)
    following = written[written.index(key) + 1 :] if is_bare(value) else []
    rest = {name: group.entries.pop(name) for name in following}
    del group.entries[key]
    first = next((name for name, _ in rest.values()), None)
    return value if first is None else Mapping(rest, False, first.start, group.end)


def _unread(node: Node) -> Unreadable:
    return Unreadable(node.start, node.end)


def _number(text: str, types: frozenset[str]) -> int | float | None:
    """Return the number that a text is, None where it is none that JSON can hold."""
    if types & {"integer", "number"} and _INTEGER.fullmatch(text) and len(text) <= _DIGITS:
        return int(text)
    if "number" in types and _NUMBER.fullmatch(text):
        number = float(text)
        return number if math.isfinite(number) else None
    return None
