"""What schemathesis cannot read out of the OpenAPI document, as no schema can say it."""

import schemathesis


@schemathesis.serializer("application/x-ndjson")
def serialize_lines(context, value):
    return value if isinstance(value, bytes) else str(value).encode("utf-8", "replace")


# A cursor is that of an earlier answer to the same question; offset and limit have a limit together.
beyond_schemas = {"cursor", "offset"}


@schemathesis.hook
def filter_failure(context, failure, case, response):
    """Drops a failure that only shows one of these rules at work; every other stays."""
    if failure.code == "ST202" and response.status_code == 400:
        return {error["path"] for error in response.json().get("errors", [])} - beyond_schemas != set() or (
            "errors" not in response.json()
        )
    if failure.code == "ST201" and case.operation.path == "/v1/papers" and response.status_code in (200, 202):
        # A malformed paper fails alone, and the job counts it.
        return response.json()["job"]["counts"]["failed"] == 0
    return True
