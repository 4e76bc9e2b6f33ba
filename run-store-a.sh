#!/usr/bin/env bash
# Store A's node in the foreground. Any other store: ./run-store-a.sh --config conf/store-c.yaml
exec "$(dirname "${BASH_SOURCE[0]}")/edge-node/bin/run.sh" conf/store-a.yaml "$@"
