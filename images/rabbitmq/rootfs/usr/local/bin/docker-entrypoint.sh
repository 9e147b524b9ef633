#!/usr/bin/env bash
# Usage: docker-entrypoint.sh COMMAND [ARGUMENT...]
# Makes the node's directories and settings from the official image's variables, gives up root, and becomes COMMAND.
set -euo pipefail

if [[ $(id -u) == 0 && ${1:-} == rabbitmq* ]]; then
  chown rabbitmq:rabbitmq /var/lib/rabbitmq
  exec setpriv --reuid=rabbitmq --regid=rabbitmq --clear-groups "$0" "$@"
fi

if [[ ${1:-} == rabbitmq-server ]]; then
  {
    echo 'loopback_users.guest = false'
    echo 'listeners.tcp.default = 5672'
    echo "default_user = ${RABBITMQ_DEFAULT_USER:-guest}"
    echo "default_pass = ${RABBITMQ_DEFAULT_PASS:-guest}"
    echo "default_vhost = ${RABBITMQ_DEFAULT_VHOST:-/}"
  } >/etc/rabbitmq/rabbitmq.conf
  # Logs belong to the container's output.
  export RABBITMQ_LOGS=- RABBITMQ_LOG_BASE=/tmp
  # Debian's wrapper changes to the user rabbitmq by itself, which only root may.
  set -- /usr/lib/rabbitmq/bin/rabbitmq-server
fi
exec "$@"
