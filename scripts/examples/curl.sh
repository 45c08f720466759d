#!/bin/sh
# The API by hand. Usage: PRIKKE_SERVER=… PRIKKE_API_KEY=… scripts/examples/curl.sh URL, where URL is what the job is to call.
set -eu
target=${1:?"say which URL the job is to call"}
server=${PRIKKE_SERVER:-http://127.0.0.1:7717}
: "${PRIKKE_API_KEY:?"make a key with: prikke keys create examples"}"

# METHOD PATH [more of curl's arguments]. With --fail-with-body a refusal ends this script, and its problem document is shown.
api() {
    method=$1 path=$2
    shift 2
    curl --silent --show-error --fail-with-body --request "$method" "$server/api/v1$path" \
        --header "Authorization: Bearer $PRIKKE_API_KEY" --header 'Content-Type: application/json' "$@"
}

# The text of a field of the JSON that is read, where it comes first. In earnest this is a case for jq.
field() { sed -n "s/.*\"$1\":\"\([^\"]*\)\".*/\1/p" | head -n 1; }

echo "== Make a job, or replace it: PUT may be sent as often as you like"
api PUT /jobs/curl-example --data "{\"url\": \"$target\", \"every\": \"1d\", \"retries\": 2}"
echo

echo "== Run it now. Under one Idempotency-Key it is run once, however often this is sent"
key="curl-example-$$-$(date +%s)"
run=$(api POST /jobs/curl-example/run --header "Idempotency-Key: $key")
again=$(api POST /jobs/curl-example/run --header "Idempotency-Key: $key")
[ "$run" = "$again" ]
execution=$(echo "$run" | sed 's/^{"id":"\([^"]*\)".*/\1/')
echo "$execution"

echo "== Wait for its end, up to 30 s"
end=$(api GET "/executions/$execution?wait=30s")
echo "$end"

echo "== Look at what was sent and answered"
api GET "/executions/$execution/attempts"
echo

echo "== Change it only if nobody else has since"
etag=$(api GET /jobs/curl-example --dump-header - --output /dev/null | tr -d '\r' | sed -n 's/^[Ee][Tt]ag: //p')
api PATCH /jobs/curl-example --header "If-Match: $etag" --data '{"timeout": "10s"}' >/dev/null
if api PATCH /jobs/curl-example --header "If-Match: $etag" --data '{"timeout": "20s"}'; then
    echo "The second change should have been refused as stale." >&2
    exit 1
fi
echo

echo "== Delete it"
api DELETE /jobs/curl-example

status=$(echo "$end" | field status)
echo "The run ended as: $status"
[ "$status" = success ]
