#!/usr/bin/env -S python3 -B
"""Checks what template.yaml allows its functions, and scripts/deploy-policy.json those who deploy it.

Prints each broken promise and exits with 1.
"""

import json
import re
from fnmatch import fnmatchcase

from transform import BASIC_EXECUTION, TEMPLATE
from transformed import ROOT, finish, of_type, promise, references, resources

API_KEYS = "arn:${AWS::Partition}:apigateway:${AWS::Region}::/apikeys"
TAGS_OF_API_KEYS = (
    "arn:${AWS::Partition}:apigateway:${AWS::Region}::/tags/"
    "arn%3A${AWS::Partition}%3Aapigateway%3A${AWS::Region}%3A%3A%2Fapikeys%2F*"
)
WITHOUT_TABLE = ["GetConsoleFunction", "GetDocsFunction", "GetDocsFileFunction", "GetOpenApiFunction"]
STREAM_ACTIONS = {f"dynamodb:{action}" for action in ("DescribeStream", "GetRecords", "GetShardIterator", "ListStreams")}

# Of what CloudFormation calls for a resource of a type, by "handlers" in the type's schema: what scripts/deploy-policy.json
# has to name. For the rest it allows the whole service, on what bears the stack's name.
ROLE, POLICY = "arn:aws:iam::1:role/cubby-dev-1", "arn:aws:iam::1:policy/cubby-dev-1"
EVENT_SOURCE = "arn:aws:lambda:eu-central-1:1:event-source-mapping:1"
HANDLERS = {
    "AWS::ApiGateway::Account": {ROLE: "iam:GetRole iam:PassRole"},
    "AWS::CloudWatch::Alarm": {"*": "cloudwatch:DescribeAlarms"},
    "AWS::IAM::ManagedPolicy": {
        POLICY: """iam:CreatePolicy iam:CreatePolicyVersion iam:DeletePolicy iam:DeletePolicyVersion iam:GetPolicy
            iam:GetPolicyVersion iam:ListEntitiesForPolicy iam:ListPolicyVersions""",
        ROLE: "iam:AttachRolePolicy iam:DetachRolePolicy",
    },
    "AWS::IAM::Policy": {ROLE: "iam:DeleteRolePolicy iam:GetRolePolicy iam:PutRolePolicy"},
    "AWS::IAM::Role": {
        ROLE: """iam:AttachRolePolicy iam:CreateRole iam:DeleteRole iam:DeleteRolePolicy iam:DetachRolePolicy iam:GetRole
            iam:GetRolePolicy iam:ListAttachedRolePolicies iam:ListRolePolicies iam:ListRoleTags iam:PutRolePolicy iam:TagRole
            iam:UntagRole iam:UpdateAssumeRolePolicy iam:UpdateRole iam:UpdateRoleDescription""",
    },
    "AWS::Lambda::EventSourceMapping": {
        "*": "lambda:CreateEventSourceMapping",
        EVENT_SOURCE: """lambda:DeleteEventSourceMapping lambda:GetEventSourceMapping lambda:ListTags lambda:TagResource
            lambda:UntagResource lambda:UpdateEventSourceMapping""",
    },
    "AWS::Lambda::Function": {ROLE: "iam:PassRole"},
    "AWS::Logs::LogGroup": {"*": "logs:DescribeIndexPolicies logs:DescribeLogGroups logs:DescribeResourcePolicies"},
    "AWS::Logs::QueryDefinition": {"*": "logs:DeleteQueryDefinition logs:DescribeQueryDefinitions logs:PutQueryDefinition"},
    "AWS::SNS::Topic": {"*": "sns:Unsubscribe"},
}


def as_list(value):
    return value if isinstance(value, list) else [value]


def check_iam():
    from samtranslator.yaml_helper import yaml_parse

    source = yaml_parse(TEMPLATE.read_text(encoding="utf-8"))["Resources"]
    policies = [
        (name, policy["Properties"]["PolicyDocument"])
        for kind in ("AWS::IAM::ManagedPolicy", "AWS::IAM::Policy")
        for name, policy in of_type(kind).items()
    ]
    functions = of_type("AWS::Lambda::Function")
    for name in functions:
        role = resources[f"{name}Role"]["Properties"]
        own = [(name, policy["PolicyDocument"]) for policy in role.get("Policies", [])]
        policies += own
        managed = [next(iter(references(arn)), None) or arn.rsplit("/", 1)[-1] for arn in role["ManagedPolicyArns"]]
        wanted = [BASIC_EXECUTION] if name in WITHOUT_TABLE else [BASIC_EXECUTION, "PrimingPolicy"]
        promise(managed == wanted, f"{name} has other managed policies: {managed}")
        promise(not own or name not in WITHOUT_TABLE, f"{name} needs no permission of its own")
        # PermissionsIT holds those of template.yaml against the calls of the functions.
        written = [policy for policy in source[name]["Properties"].get("Policies", []) if "Statement" in policy]
        promise([document for _, document in own] == written, f"{name} has other policies than template.yaml gives it")
    tagging = {}
    for name, document in policies:
        promise(document.get("Version") == "2012-10-17", f"{name}: a policy of the old language")
        for statement in document["Statement"]:
            actions = as_list(statement["Action"])
            promise(not any("*" in action for action in actions), f"{name}: a wildcard in {actions}")
            promise("dynamodb:Scan" not in actions, f"{name} may scan")
            for resource in as_list(statement["Resource"]):
                # API keys belong to the account: no stack can name those that do not exist yet, nor narrow a list of them.
                tagged = resource in ({"Fn::Sub": f"{API_KEYS}/*"}, {"Fn::Sub": TAGS_OF_API_KEYS})
                named = references(resource) or resource == {"Fn::Sub": API_KEYS} or tagged
                promise(resource != "*" and named, f"{name}: {actions} on {resource}")
                tags = [
                    value
                    for key, value in statement.get("Condition", {}).get("StringEquals", {}).items()
                    if key in ("aws:RequestTag/cubby:table", "aws:ResourceTag/cubby:table")
                ]
                promise(not tagged or tags == [{"Ref": "Table"}], f"{name}: {actions} on keys of other tables")
                if tagged:
                    tagging.setdefault(name, set()).update(actions)
            if any(action.startswith("dynamodb:") for action in set(actions) - STREAM_ACTIONS):
                keys = [
                    key
                    for operator, condition in statement.get("Condition", {}).items()
                    if operator.startswith("ForAllValues:String")
                    for key in as_list(condition.get("dynamodb:LeadingKeys", []))
                ]
                promise(keys and "*" not in keys, f"{name}: {actions} on every partition")
    for name, actions in tagging.items():
        promise(len(actions) == 1, f"{name} may tag any key, and then {actions}")


def check_deploy_policy():
    document = json.loads((ROOT / "scripts/deploy-policy.json").read_text(encoding="utf-8"))
    # IAM's limit for a managed policy, which does not count blanks.
    promise(len(re.sub(r"\s", "", json.dumps(document))) <= 6144, "scripts/deploy-policy.json is too long for IAM")

    def allowed(action, resource):
        return any(
            any(fnmatchcase(action, pattern) for pattern in as_list(statement["Action"]))
            and any(fnmatchcase(resource, pattern) for pattern in as_list(statement["Resource"]))
            for statement in document["Statement"]
        )

    actions = [action for statement in document["Statement"] for action in as_list(statement["Action"])]
    services = {action.split(":")[0] for action in actions}
    for kind in sorted({resource["Type"] for resource in resources.values()}):
        promise(kind.split("::")[1].lower() in services, f"scripts/deploy-policy.json does not let anybody make {kind}")
        for arn, needed in HANDLERS.get(kind, {}).items():
            for action in needed.split():
                promise(allowed(action, arn), f"scripts/deploy-policy.json does not allow {action} on {arn}, for {kind}")
    for script in [ROOT / "deploy.sh", ROOT / "cleanup.sh", *ROOT.glob("scripts/*.sh")]:
        text = script.read_text(encoding="utf-8")
        for service, command in re.findall(r"\b(?:aws|look) (cloudformation|dynamodb|lambda|logs) ([a-z-]+)", text):
            action = f"{service}:{command.title().replace('-', '')}"
            known = command == "wait" or any(fnmatchcase(action, pattern) for pattern in actions)
            promise(known, f"scripts/deploy-policy.json does not allow {action}, which {script.name} needs")
    for name in re.findall(r"-table-name ([\w.-]+)", (ROOT / "docs/operations.md").read_text(encoding="utf-8")):
        arn = f"arn:aws:dynamodb:eu-central-1:1:table/{name}"
        promise(allowed("dynamodb:UpdateTable", arn), f"scripts/deploy-policy.json does not allow the table {name} of docs")


check_iam()
check_deploy_policy()
finish(f"{len(of_type('AWS::IAM::Role'))} roles")
