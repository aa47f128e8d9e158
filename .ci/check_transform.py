#!/usr/bin/env -S python3 -B
"""Checks what AWS makes of template.yaml: aliases, permissions to invoke, who is let in, answers of API Gateway, dependencies.

cfn-lint knows whether a template is valid; this knows what ours promises. Prints each broken promise and exits with 1.
"""

import json
import re

from transform import TEMPLATE
from transformed import body, finish, of_type, promise, reachable, references, resources, template

# The others get the words of DEFAULT_4XX or DEFAULT_5XX, such as API_CONFIGURATION_ERROR, a 500.
GATEWAY_RESPONSES = """
    ACCESS_DENIED AUTHORIZER_CONFIGURATION_ERROR AUTHORIZER_FAILURE DEFAULT_4XX DEFAULT_5XX EXPIRED_TOKEN
    INTEGRATION_FAILURE INTEGRATION_TIMEOUT INVALID_API_KEY INVALID_SIGNATURE MISSING_AUTHENTICATION_TOKEN QUOTA_EXCEEDED
    REQUEST_TOO_LARGE RESOURCE_NOT_FOUND THROTTLED UNAUTHORIZED UNSUPPORTED_MEDIA_TYPE WAF_FILTERED
""".split()
# What anyone may call, without a key.
PUBLIC = ["/console", "/console/{version}/{file}", "/docs", "/docs/{file}", "/health", "/openapi.json"]
REQUEST_ID = "01939b2e-5d0c-7000-8000-000000000000"


def check_functions():
    versions, aliases = of_type("AWS::Lambda::Version"), of_type("AWS::Lambda::Alias")
    # As deploy.sh finds the parameters that functions see.
    settings = set(re.findall(r"^ +[A-Z_]+: !Ref ([A-Za-z]+)$", TEMPLATE.read_text(encoding="utf-8"), re.MULTILINE))
    promise(all(v.get("DeletionPolicy") == "Delete" for v in versions.values()), "versions outlive their replacement")
    for name, function in of_type("AWS::Lambda::Function").items():
        properties = function["Properties"]
        alias = aliases.get(f"{name}Aliaslive", {}).get("Properties", {})
        version = next((v for v in references(alias.get("FunctionVersion")) if v in versions), None)
        promise(alias.get("Name") == "live" and alias["FunctionName"] == {"Ref": name}, f"{name} has no alias live")
        promise(
            version and versions[version]["Properties"]["FunctionName"] == {"Ref": name},
            f"{name}: alias live names no version of it",
        )
        named = set(re.findall(r'"Ref": "(\w+)"|\$\{(\w+)', json.dumps(properties)))
        seen = {name for pair in named for name in pair} & template["Parameters"].keys()
        promise(seen <= settings, f"{name}: deploy.sh does not find its parameters {seen - settings}")
        promise(properties.get("SnapStart") == {"ApplyOn": "PublishedVersions"}, f"{name} has no SnapStart")
        group = properties.get("LoggingConfig", {}).get("LogGroup")
        promise(group == {"Ref": "FunctionsLogGroup"}, f"{name} does not log to FunctionsLogGroup")
    # deploy.sh wakes every alias of the stack.
    promise(len(aliases) == len(of_type("AWS::Lambda::Function")), "an alias belongs to no function")


def check_logs():
    for name, group in of_type("AWS::Logs::LogGroup").items():
        promise("RetentionInDays" in group["Properties"], f"{name} keeps its lines forever")
        # cleanup.sh finds it by the stack's name and its own.
        promise("LogGroupName" not in group["Properties"], f"{name} is in the way of the next stack of this name")
        promise(group.get("DeletionPolicy") == "RetainExceptOnCreate", f"{name} goes before what writes to it")


def check_alarms():
    told = {"Fn::If": ["SendsAlarms", [{"Ref": "AlarmTopic"}], {"Ref": "AWS::NoValue"}]}
    filters = [filter["Properties"] for filter in of_type("AWS::Logs::MetricFilter").values()]
    counted = [filter["MetricTransformations"][0]["MetricName"] for filter in filters]
    for name, alarm in of_type("AWS::CloudWatch::Alarm").items():
        properties = alarm["Properties"]
        promise(properties.get("AlarmActions") == told, f"{name} tells nobody")
        expression, *queries = properties.get("Metrics", [{}])
        for query in queries:
            promise(f"FILL({query['Id']}, 0)" in expression["Expression"], f"{name} leaves out {query['Id']}")
            promise(query.get("ReturnData") is False, f"{name} watches both its expression and {query['Id']}")
        for metric in metrics_of(properties):
            # The authorizer throws for a bad key, as API Gateway asks of it.
            promise(metric["MetricName"] not in ("Errors", "4XXError"), f"{name}: a stranger with a bad key can ring it")
            own = metric["Namespace"] == "Cubby"
            promise(not own or metric["MetricName"] in counted, f"{name}: nothing counts {metric['MetricName']}")
    logged = json.loads(resources["ApiStage"]["Properties"]["AccessLogSetting"]["Format"])
    for filter in filters:
        field = re.search(r"\$\.(\w+)", filter["FilterPattern"])[1]
        promise(filter["LogGroupName"] == {"Ref": "ApiLogGroup"}, f"{filter} reads another log")
        promise(field in logged, f"API Gateway does not log {field}")


def metrics_of(alarm):
    """The metrics that an alarm watches, by itself or in an expression."""
    return [query["MetricStat"]["Metric"] for query in alarm.get("Metrics", []) if "MetricStat" in query] or [alarm]


def check_throttles():
    """DynamoDB counts what it throttles, and units, for the table and each index apart."""
    found = resources["Table"]["Properties"]["GlobalSecondaryIndexes"]
    # Some depend on a condition: [name, value if it is true, value otherwise].
    indexes = [index.get("Fn::If", [None, index])[1] for index in found]
    parts = [{"TableName": {"Ref": "Table"}}]
    parts += [{**parts[0], "GlobalSecondaryIndexName": index["IndexName"]} for index in indexes]
    watched = [
        (metric["MetricName"], {dimension["Name"]: dimension["Value"] for dimension in metric.get("Dimensions", [])})
        for alarm in of_type("AWS::CloudWatch::Alarm").values()
        for metric in metrics_of(alarm["Properties"])
    ]
    widgets = json.loads(resources["Dashboard"]["Properties"]["DashboardBody"]["Fn::Sub"])["widgets"]
    shown = [row for widget in widgets for row in rows(widget["properties"].get("metrics", []))]
    for part in parts:
        words = [word for name, value in part.items() for word in (name, "${Table}" if name == "TableName" else value)]
        for kind in "Read", "Write":
            throttles = f"{kind}ThrottleEvents"
            promise((throttles, part) in watched, f"no alarm watches {throttles} of {part}")
            for metric in throttles, f"Consumed{kind}CapacityUnits":
                promise(["AWS/DynamoDB", metric, *words] in shown, f"the dashboard does not show {metric} of {part}")


def rows(metrics):
    """A widget's metrics in full: a dot repeats a word of the row before, "..." all but the last words."""
    before = []
    for row in metrics:
        words = [word for word in row if isinstance(word, str)]
        if words[:1] == ["..."]:
            words = before[: len(before) - len(words) + 1] + words[1:]
        before = [before[i] if word == "." else word for i, word in enumerate(words)]
        yield before


def routes():
    for path, methods in body["paths"].items():
        for method, operation in methods.items():
            yield path, method, operation


def permissions_of(service):
    permissions = [permission["Properties"] for permission in of_type("AWS::Lambda::Permission").values()]
    return [permission for permission in permissions if permission["Principal"] == f"{service}.amazonaws.com"]


def check_routes():
    permitted = set()
    for properties in permissions_of("apigateway"):
        source = properties["SourceArn"]["Fn::Sub"][0].split("/", 2)[-1]
        permitted.add((properties["FunctionName"].get("Ref"), source))
    throttled = {
        (setting["ResourcePath"][1:].replace("~1", "/"), setting["HttpMethod"].lower())
        for setting in resources["ApiStage"]["Properties"]["MethodSettings"]
        if setting["ThrottlingRateLimit"] > 0 and setting["ThrottlingBurstLimit"] > 0
    }
    for path, method, operation in routes():
        route = f"{method.upper()} {path}"
        schemes = {scheme for requirement in operation.get("security", []) for scheme in requirement}
        integration = operation["x-amazon-apigateway-integration"]
        if method == "options":
            promise(not schemes, f"{route} asks for a key: browsers send none with a preflight")
            promise(integration["type"] == "mock", f"{route} is not answered by API Gateway")
            continue
        if path in PUBLIC:
            promise(not schemes, f"{route} asks for a key")
            promise((path, method) in throttled, f"{route} needs no key and has no limit of its own")
        else:
            promise(schemes == {"KeyAuthorizer", "api_key"}, f"{route} does not ask for both authorizer and API key")
        alias = next(iter(references(integration["uri"])), None)
        promise(alias in of_type("AWS::Lambda::Alias"), f"{route} does not go to an alias")
        source = method.upper() + re.sub(r"\{[^}]+}", "*", path)
        promise((alias, source) in permitted, f"{route} may not invoke {alias}")
    promise("security" not in body, "the API has a default security, which preflights would inherit")


def check_authorizer():
    scheme = body["components"]["securitySchemes"]["KeyAuthorizer"]["x-amazon-apigateway-authorizer"]
    function = scheme["authorizerUri"]["Fn::Sub"][1]["__FunctionArn__"]["Fn::Sub"]
    promise(function.endswith("${AuthorizeFunction}:live"), "the authorizer is not the alias")
    promise(scheme["identitySource"] == "method.request.header.x-api-key", "the authorizer does not look at x-api-key")
    promise(scheme["authorizerResultTtlInSeconds"] == 60, "the authorizer's answers are not kept for 60 s")
    permissions = [
        permission
        for permission in permissions_of("apigateway")
        if permission["SourceArn"]["Fn::Sub"][0].endswith("${__ApiId__}/authorizers/*")
    ]
    promise(
        [permission["FunctionName"] for permission in permissions] == [{"Fn::Sub": function}],
        "API Gateway may not invoke the authorizer's alias",
    )
    promise("AuthorizeFunctionAliaslive" in reachable("Api"), "the API does not wait for the authorizer's alias")
    promise(resources["Api"]["Properties"]["ApiKeySourceType"] == "AUTHORIZER", "usage plans do not ask the authorizer")


def check_event_sources():
    for name, source in of_type("AWS::Lambda::EventSourceMapping").items():
        properties = source["Properties"]
        alias = next(iter(references(properties["FunctionName"])), None)
        promise(alias in of_type("AWS::Lambda::Alias"), f"{name} does not go to an alias")
        promise(properties.get("FilterCriteria"), f"{name} has no filter")
        reported = properties.get("FunctionResponseTypes") == ["ReportBatchItemFailures"]
        promise(reported, f"{name} repeats what its function has done")
        # A stream forgets after a day, without a word.
        promise(properties.get("MaximumRecordAgeInSeconds", 86400) < 86400, f"{name} lets the stream forget")
        queue = next(iter(references(properties["DestinationConfig"]["OnFailure"]["Destination"])), None)
        kept = of_type("AWS::SQS::Queue").get(queue, {}).get("Properties", {})
        promise(kept.get("SqsManagedSseEnabled") is True, f"{name}: what it gives up is not encrypted")
        promise(kept.get("MessageRetentionPeriod") == 1209600, f"{name}: what it gives up is not kept for 14 days")
        watched = any(queue in references(alarm) for alarm in of_type("AWS::CloudWatch::Alarm").values())
        promise(watched, f"{name} gives up without an alarm")


def check_gateway_responses():
    responses = body["x-amazon-apigateway-gateway-responses"]
    promise(sorted(responses) == sorted(GATEWAY_RESPONSES), "other types of gateway responses than expected are given")
    promise(responses["DEFAULT_5XX"]["statusCode"] == "500", "DEFAULT_5XX is no 500, which API_CONFIGURATION_ERROR needs")
    for name, response in responses.items():
        defaults = [responses[default] for default in ("DEFAULT_4XX", "DEFAULT_5XX") if default != name]
        promise(response not in defaults, f"{name} repeats a default")
        headers = {key.rsplit(".", 1)[-1] for key in response["responseParameters"]}
        wanted = {"Access-Control-Allow-Origin", "Access-Control-Expose-Headers", "Content-Type", "X-Request-Id"}
        if response["statusCode"] in ("429", "503"):
            wanted.add("Retry-After")
        promise(wanted <= headers, f"{name} lacks {wanted - headers}")
        problem = json.loads(
            response["responseTemplates"]["application/json"].replace("$context.requestId", REQUEST_ID)
        )
        members = ["type", "title", "status", "detail", "instance", "requestId"]
        promise(list(problem) == members, f"{name} has the members {list(problem)}")
        promise(str(problem["status"]) == response["statusCode"], f"{name} names another status than its own")
        promise(problem["instance"] == f"urn:uuid:{REQUEST_ID}", f"{name} is an instance of {problem['instance']}")


def check_dependencies():
    for name in resources:
        promise(name not in reachable(name), f"{name} depends on itself")
    serving = {next(iter(references(o["x-amazon-apigateway-integration"].get("uri"))), None) for *_, o in routes()}
    above = set().union(
        *map(of_type, ("AWS::ApiGateway::RestApi", "AWS::ApiGateway::Stage", "AWS::ApiGateway::UsagePlan"))
    )
    for alias in serving - {None}:
        promise(not reachable(alias) & above, f"{alias} serves a route and depends on {reachable(alias) & above}")


def check_schedules():
    for name, rule in of_type("AWS::Events::Rule").items():
        targets = [target["Arn"] for target in rule["Properties"]["Targets"]]
        permitted = [p["FunctionName"] for p in permissions_of("events") if name in references(p["SourceArn"])]
        promise(targets and targets == permitted, f"{name} may not invoke {targets}")
        promise(all(references(target) & of_type("AWS::Lambda::Alias").keys() for target in targets), f"{name} invokes no alias")


def check_size():
    # CloudFormation allows 500, and a fork adds its own.
    promise(len(resources) < 450, f"the stack has {len(resources)} resources")


check_functions()
check_logs()
check_alarms()
check_throttles()
check_routes()
check_authorizer()
check_event_sources()
check_gateway_responses()
check_dependencies()
check_schedules()
check_size()
finish(
    f"{len(of_type('AWS::Lambda::Function'))} functions, {len(list(routes()))} methods, {len(resources)} resources"
)
