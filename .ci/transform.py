#!/usr/bin/env -S python3 -B
"""Prints the CloudFormation template that AWS makes of template.yaml, as JSON.

    .ci/transform.py [NAME=VALUE ...]    parameters that differ from their defaults

It runs the translator that the service itself runs, without an AWS account: nothing here is ever looked up.
"""

import json
import logging
import os
import sys
from pathlib import Path

TEMPLATE = Path(__file__).parent.parent / "template.yaml"
BASIC_EXECUTION = "AWSLambdaBasicExecutionRole"


class ManagedPolicies:
    """Stands in for the list of AWS's managed policies, which the translator would ask IAM for."""

    def load(self):
        return {BASIC_EXECUTION: f"arn:aws:iam::aws:policy/service-role/{BASIC_EXECUTION}"}


def transform(**parameters):
    """The transformed template, with the given parameters in place of their defaults."""
    logging.disable(logging.WARNING)
    os.environ.setdefault("AWS_DEFAULT_REGION", "eu-central-1")
    from samtranslator.translator.transform import transform as translate
    from samtranslator.yaml_helper import yaml_parse

    template = yaml_parse(TEMPLATE.read_text(encoding="utf-8"))
    unknown = parameters.keys() - template["Parameters"].keys()
    if unknown:
        sys.exit(f"template.yaml has no parameter {', '.join(sorted(unknown))}")
    # `sam deploy` uploads the artifacts first and writes their addresses here.
    for owner in template["Globals"]["Function"], *(x["Properties"] for x in template["Resources"].values()):
        if "CodeUri" in owner:
            owner["CodeUri"] = "s3://artifacts/" + Path(owner["CodeUri"]).name
    values = {name: parameters.get(name, parameter.get("Default")) for name, parameter in template["Parameters"].items()}
    return translate(template, values, ManagedPolicies())


if __name__ == "__main__":
    print(json.dumps(transform(**dict(argument.split("=", 1) for argument in sys.argv[1:])), indent=2))
