"""Writes `itineraries/schema.json`, by which editors complete and check itinerary files.

    python tools/build_schema.py

It is what pydantic makes of `geo.itinerary.Itinerary`, in the terms of a YAML file: no null, since an empty value is a
fault; one word where it stands for a mapping; and no titles, which would only repeat the keys. Draft 7 is what YAML
editors know best.
"""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

from pydantic.json_schema import GenerateJsonSchema, JsonSchemaMode, JsonSchemaValue
from pydantic_core import CoreSchema, core_schema

from geo.itinerary import Itinerary

SCHEMA = Path(__file__).parents[1] / "itineraries" / "schema.json"
# pydantic leaves its own names where a validator comes before a bound.
_BOUNDS = {"ge": "minimum", "gt": "exclusiveMinimum", "le": "maximum"}


class ForYaml(GenerateJsonSchema):
    """JSON Schema for files that people write."""

    schema_dialect = "http://json-schema.org/draft-07/schema#"

    def generate(self, schema: CoreSchema, mode: JsonSchemaMode = "validation") -> JsonSchemaValue:
        """The whole schema, the dialect first."""
        made = super().generate(schema, mode)
        return {"$schema": self.schema_dialect, **_with_bounds(made)}

    def field_title_should_be_set(self, schema: Any) -> bool:  # noqa: ARG002 — pydantic asks of each
        """No title repeats its key."""
        return False

    def nullable_schema(self, schema: core_schema.NullableSchema) -> JsonSchemaValue:
        """A key is left out, never null."""
        return self.generate_inner(schema["schema"])

    def default_schema(self, schema: core_schema.WithDefaultSchema) -> JsonSchemaValue:
        """No default is null."""
        made = super().default_schema(schema)
        return {key: value for key, value in made.items() if key != "default" or value is not None}

    def function_before_schema(self, schema: core_schema.BeforeValidatorFunctionSchema) -> JsonSchemaValue:
        """Where a validator stands before a mapping, one word does for it."""
        made = super().function_before_schema(schema)
        return {"anyOf": [{"type": "string"}, made]} if "$ref" in made else made


def _with_bounds(node: Any) -> Any:
    if isinstance(node, dict):
        return {_BOUNDS.get(key, key): _with_bounds(value) for key, value in node.items()}
    return [_with_bounds(value) for value in node] if isinstance(node, list) else node


def schema_text() -> str:
    """The text of the file."""
    return json.dumps(Itinerary.model_json_schema(schema_generator=ForYaml), ensure_ascii=False, indent=2) + "\n"


if __name__ == "__main__":
    SCHEMA.write_text(schema_text(), encoding="utf-8")
