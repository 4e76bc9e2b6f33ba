#!/usr/bin/env bash
# Store B's node in the foreground. Any other store: ./run-store-b.sh --config conf/store-c.yaml
exec "$(dirname "${BASH_SOURCE[0]}")/edge-node/bin/run.sh" conf/store-b.yaml "$@"
