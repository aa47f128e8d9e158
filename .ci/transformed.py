"""The transformed template, and what its checks share. A check calls `promise`; `finish` follows the last one."""

import re
import sys
from pathlib import Path

from transform import transform

ROOT = Path(__file__).parent.parent

template = transform()
resources = template["Resources"]
body = resources["Api"]["Properties"]["Body"]
broken = []


def promise(kept, text):
    if not kept:
        broken.append(text)


def of_type(kind):
    return {name: resource for name, resource in resources.items() if resource["Type"] == kind}


def references(value):
    """The logical ids that a value refers to."""
    if isinstance(value, list):
        return set().union(*map(references, value))
    if not isinstance(value, dict):
        return set()
    found = set().union(*map(references, value.values()))
    if isinstance(value.get("Ref"), str):
        found.add(value["Ref"])
    if "Fn::GetAtt" in value:
        attribute = value["Fn::GetAtt"]
        found.add(attribute[0] if isinstance(attribute, list) else attribute.split(".")[0])
    if "Fn::Sub" in value:
        text = value["Fn::Sub"]
        found.update(re.findall(r"\$\{([A-Za-z0-9]+)", text[0] if isinstance(text, list) else text))
    depends_on = value.get("DependsOn", [])
    found.update([depends_on] if isinstance(depends_on, str) else depends_on)
    return found & resources.keys()


def reachable(name):
    found, left = set(), [name]
    while left:
        for reference in references(resources[left.pop()]) - found:
            found.add(reference)
            left.append(reference)
    return found


def finish(text):
    """Prints each broken promise and exits with 1, or prints `text`."""
    if broken:
        sys.exit("\n".join(f"template.yaml: {line}" for line in broken))
    print(f"template.yaml: {text}, no promise broken")
