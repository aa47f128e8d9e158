#!/usr/bin/env -S python3 -B
"""Checks that an update of a stack replaces nothing that holds data, an address or counts.

    .ci/transform.py | .ci/check_update.py                            compares with .ci/former.json
    .ci/transform.py | .ci/check_update.py --print >.ci/former.json   makes it; the one here is of commit dbae8b6

CloudFormation replaces a resource when its logical id or type changes, or a property that cfn-lint's copy of
CloudFormation's schemas calls create-only. Prints each such change and exits with 1.
"""

import json
import sys
from pathlib import Path

from cfnlint.schema.manager import PROVIDER_SCHEMA_MANAGER

FORMER = Path(__file__).parent / "former.json"
KEPT = ["AWS::ApiGateway::RestApi", "AWS::ApiGateway::Stage", "AWS::ApiGateway::UsagePlan", "AWS::DynamoDB::Table"]
# Those that CloudFormation's documentation names besides: another type of an attribute, and what no update can change.
DOCUMENTED = {"AWS::DynamoDB::Table": {"AttributeDefinitions", "LocalSecondaryIndexes"}}


def replacing(kind):
    schema = PROVIDER_SCHEMA_MANAGER.get_resource_schema("us-east-1", kind).schema
    pointers = schema.get("createOnlyProperties", []) + schema.get("conditionalCreateOnlyProperties", [])
    return {pointer.split("/")[2] for pointer in pointers} | DOCUMENTED.get(kind, set())


def kept(resource):
    kind, properties = resource["Type"], resource.get("Properties", {})
    return {"Type": kind, "Properties": {name: properties[name] for name in sorted(replacing(kind) & properties.keys())}}


def same(name, then, now):
    if name != "AttributeDefinitions":
        return then == now
    # Some depend on a condition: [name, value if it is true, value otherwise].
    attributes = [attribute.get("Fn::If", [None, attribute])[1] for attribute in now or []]
    types = {attribute["AttributeName"]: attribute["AttributeType"] for attribute in attributes}
    return all(types.get(one["AttributeName"], one["AttributeType"]) == one["AttributeType"] for one in then or [])


def changes(former, resources):
    for id, resource in former.items():
        if resources.get(id, {}).get("Type") != resource["Type"]:
            yield f"{id} is no {resource['Type']} any more"
            continue
        then, now = resource["Properties"], resources[id].get("Properties", {})
        for name in sorted(replacing(resource["Type"])):
            if not same(name, then.get(name), now.get(name)):
                yield f"{id} has another {name}"


resources = json.load(sys.stdin)["Resources"]
if sys.argv[1:] == ["--print"]:
    former = {id: kept(resource) for id, resource in sorted(resources.items()) if resource["Type"] in KEPT}
    print(json.dumps({"Resources": former}, indent=2))
else:
    former = json.loads(FORMER.read_text(encoding="utf-8"))["Resources"]
    broken = list(changes(former, resources))
    if broken:
        sys.exit("\n".join(f"an update replaces what it must keep: {text}" for text in broken))
    print(f"an update keeps {', '.join(former)}")
