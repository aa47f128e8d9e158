"""What `bench/run load` compares the local API with: the same reads and writes of records in FastAPI, on the same table.

It finds an API key by its hash and keeps what it found for a minute, as the gateway does, takes a token of the key's
bucket, and calls DynamoDB once. One client with kept connections signs its calls (AWS Signature Version 4).
"""

import hashlib
import hmac
import json
import os
import time
from datetime import UTC, datetime

import aiohttp
from fastapi import Depends, FastAPI, Header, HTTPException, Request, Response

ENDPOINT = os.environ["AWS_ENDPOINT_URL_DYNAMODB"]
HOST = ENDPOINT.removeprefix("http://")
TABLE = "Table"
CACHE_SECONDS = 60
KEYS = {}


class Bucket:
    """Holds at most `burst` tokens, and gains `rate` a second."""

    def __init__(self, rate, burst):
        self.rate, self.burst, self.tokens, self.time = rate, burst, burst, time.monotonic()

    def take(self):
        now = time.monotonic()
        self.tokens = min(self.burst, self.tokens + (now - self.time) * self.rate)
        self.time = now
        if self.tokens < 1:
            return False
        self.tokens -= 1
        return True


def mac(key, text):
    return hmac.digest(key, text.encode(), "sha256")


def signing_key(date):
    return mac(mac(mac(mac(b"AWS4local", date), "us-east-1"), "dynamodb"), "aws4_request")


def headers(target, body, now):
    """The headers of a call, signed."""
    stamp = now.strftime("%Y%m%dT%H%M%SZ")
    scope = f"{stamp[:8]}/us-east-1/dynamodb/aws4_request"
    names = "content-type;host;x-amz-date;x-amz-target"
    canonical = (
        f"POST\n/\n\ncontent-type:application/x-amz-json-1.0\nhost:{HOST}\nx-amz-date:{stamp}\nx-amz-target:{target}\n\n"
        f"{names}\n{hashlib.sha256(body).hexdigest()}"
    )
    text = f"AWS4-HMAC-SHA256\n{stamp}\n{scope}\n{hashlib.sha256(canonical.encode()).hexdigest()}"
    signature = mac(signing_key(stamp[:8]), text).hex()
    return {
        "Content-Type": "application/x-amz-json-1.0",
        "X-Amz-Date": stamp,
        "X-Amz-Target": target,
        "Authorization": f"AWS4-HMAC-SHA256 Credential=local/{scope}, SignedHeaders={names}, Signature={signature}",
    }


app = FastAPI(openapi_url=None)


@app.on_event("startup")
async def start():
    app.state.session = aiohttp.ClientSession(connector=aiohttp.TCPConnector(limit=0))


@app.on_event("shutdown")
async def stop():
    await app.state.session.close()


async def call(operation, **arguments):
    """The status and the body of a call to DynamoDB."""
    target = "DynamoDB_20120810." + operation
    body = json.dumps({"TableName": TABLE, **arguments}).encode()
    async with app.state.session.post(ENDPOINT, data=body, headers=headers(target, body, datetime.now(UTC))) as response:
        return response.status, json.loads(await response.read())


async def caller(x_api_key: str = Header()):
    """The user of an API key that may make a request now."""
    known = KEYS.get(x_api_key)
    if known is None or known["until"] < time.monotonic():
        digest = hashlib.sha256(x_api_key.encode()).hexdigest()
        _, found = await call("GetItem", Key={"PK": {"S": "KEY#" + digest}, "SK": {"S": "KEY"}})
        if "Item" not in found:
            raise HTTPException(401)
        bucket = known["bucket"] if known else Bucket(1_000_000, 5_000)
        known = {"item": found["Item"], "bucket": bucket, "until": time.monotonic() + CACHE_SECONDS}
        KEYS[x_api_key] = known
    if not known["bucket"].take():
        raise HTTPException(429)
    return known["item"]["userId"]["S"]


@app.get("/records/{key}")
async def get_record(key: str, user: str = Depends(caller)):
    _, found = await call("GetItem", Key={"PK": {"S": "USER#" + user}, "SK": {"S": "RECORD#" + key}})
    if "Item" not in found:
        raise HTTPException(404)
    item = found["Item"]
    return Response(
        item["VALUE"]["S"],
        media_type="application/json",
        headers={"ETag": f'"{item["incarnation"]["S"]}.{item["version"]["N"]}"'},
    )


@app.post("/records/{key}", status_code=201)
async def create_record(key: str, request: Request, user: str = Depends(caller)):
    value = (await request.body()).decode()
    json.loads(value)
    millis = str(time.time_ns() // 1_000_000)
    item = {
        "PK": {"S": "USER#" + user},
        "SK": {"S": "RECORD#" + key},
        "GSI1PK": {"S": f"USER#{user}#RECORDS"},
        "GSI1SK": {"S": key},
        "VALUE": {"S": value},
        "version": {"N": "1"},
        "incarnation": {"S": os.urandom(9).hex()},
        "writeId": {"S": os.urandom(9).hex()},
        "createdAt": {"N": millis},
        "updatedAt": {"N": millis},
    }
    status, _ = await call("PutItem", Item=item, ConditionExpression="attribute_not_exists(PK)")
    if status == 400:
        raise HTTPException(409)
    return {"key": key, "version": 1, "createdAt": millis, "updatedAt": millis}
