#!/usr/bin/env bash
# Tries the images and the compose file where no registry can be reached: builds a base, a broker and the services, brings them
# up, sends a phantom set through the whole loop, checks the report, and tells what it measured as Markdown.
#
# Needs root, a JDK, curl, jq, debootstrap, and docker with compose (Debian: docker.io docker-compose debootstrap jq).
# Usage: containers/local/try.sh [--keep]     --keep leaves the containers running
# Environment: MAVEN (./mvnw -q); BASE_IMAGE and KAFKA_IMAGE, images that are there already; TAG, services' images that are
set -euo pipefail
cd "$(dirname "$0")/../.."
keep=${1:-}
services=(ingest-service trainer-service generator-service evaluator-service augmentation-service)
export REGISTRY=augmenta-try COMPOSE_PROJECT_NAME=augmenta-try IMAGES=$PWD/target/containers/images
out=$PWD/target/containers/try
mkdir -p "$out"

say() { printf '%s\n' "$*" >&2; }
fail() { say "try.sh: $*"; exit 1; }

compose() {
    if docker compose version >/dev/null 2>&1; then
        docker compose -f docker-compose.yml -f containers/local/try.yml "$@"
    else
        docker-compose -f docker-compose.yml -f containers/local/try.yml "$@"
    fi
}

end() {
    [ "$keep" = --keep ] || compose down -v --timeout 60 >/dev/null 2>&1 || true
}

images() {
    if [ -z "${BASE_IMAGE:-}" ]; then
        BASE_IMAGE=augmenta-try/jre:17
        containers/local/base.sh "$BASE_IMAGE"
    fi
    if [ -z "${KAFKA_IMAGE:-}" ]; then
        KAFKA_IMAGE=augmenta-try/kafka:local
        containers/local/kafka.sh "$KAFKA_IMAGE" "$BASE_IMAGE"
    fi
    if [ -z "${TAG:-}" ]; then
        TAG=local
        containers/build.sh --base "$BASE_IMAGE" --registry "$REGISTRY" --tag "$TAG"
    fi
    export KAFKA_IMAGE TAG
} >&2

draw() {
    rm -rf "$IMAGES"
    mkdir -p "$IMAGES"
    jshell --class-path imaging/target/classes -s - <<EOF >&2
new io.augmenta.imaging.phantom.PhantomSet(7, 60, 64).writeTo(java.nio.file.Path.of("$IMAGES/phantoms"));
EOF
    chmod -R a+rX "$IMAGES"
    [ "$(find "$IMAGES" -name '*.png' | wc -l)" -eq 240 ] || fail "the phantoms were not drawn"
}

container() { compose ps -q "$1"; }

await_health() { # SERVICE
    local state
    for _ in $(seq 180); do
        state=$(docker inspect -f '{{.State.Health.Status}}' "$(container "$1")")
        [ "$state" != healthy ] || return 0
        sleep 1
    done
    compose logs --tail 60 "$1" >&2
    fail "$1 is $state"
}

ask() { # METHOD URL [BODY]
    curl -sS --fail-with-body -X "$1" -H 'Content-Type: application/json' ${3:+-d "$3"} "$2"
}

augment() {
    ask PUT localhost:8085/v1/augmentations/phantoms '{"targetRatios": {"*": 1.5}, "recipe": "wgan-gp", "epochs": 3,
        "parameters": {"width": "8", "batch-size": "16"}, "classifierParameters": {"epochs": "3", "width": "8"},
        "evaluationSeeds": 1, "controls": []}' >/dev/null
    ask POST localhost:8081/v1/ingests '{"folder": "/images/phantoms"}' >/dev/null
    local stages
    for _ in $(seq 900); do
        ask GET localhost:8085/v1/augmentations/phantoms/steps >"$out/steps.json"
        stages=$(jq -r '.[].stage' "$out/steps.json" | tr '\n' ' ' | tr '[:upper:]' '[:lower:]')
        case " $stages" in
            *failed* | *refused*) fail "the loop took another way: $stages" ;;
            *topped_up*targets_met*) break ;;
        esac
        sleep 1
    done
    case " $stages" in *targets_met*) ;; *) fail "no end within 15 minutes: $stages" ;; esac
    say "steps: $stages"
}

check_report() {
    local evaluation
    evaluation=$(jq -r 'map(select(.stage | ascii_downcase == "evaluation_asked"))[0].subject' "$out/steps.json")
    for file in report.json report.html predictions.csv; do
        ask GET "localhost:8084/v1/evaluations/$evaluation/report/$file" >"$out/$file"
    done
    ask GET "localhost:8084/v1/evaluations/$evaluation" >"$out/evaluation.json"
    grep -q '</html>' "$out/report.html" || fail "report.html is cut off"
    jq -e '.dataset.images == 240 and .dataset.rejected == 0' "$out/report.json" >/dev/null || fail "the report is of another data set"
    # every accuracy of the table, recomputed from the predictions
    jq -r '.table[] | [.data_type, .split, .images, .accuracy_score] | @tsv' "$out/report.json" >"$out/table.tsv"
    [ "$(wc -l <"$out/table.tsv")" -eq 6 ] || fail "expected train and test of baseline, generated and mixed: $(cat "$out/table.tsv")"
    local data split images accuracy recomputed
    while read -r data split images accuracy; do
        recomputed=$(awk -F, -v trained_on="$data" -v part="$split" \
            '$1 == trained_on && $4 == part {n++; right += $6 == $7} END {printf "%d %.6f", n, n ? right / n : -1}' "$out/predictions.csv")
        [ "$recomputed" = "$(printf '%d %.6f' "$images" "$accuracy")" ] \
            || fail "$data on $split: the report says $images $accuracy, its predictions $recomputed"
    done <"$out/table.tsv"
}

hardened() { # SERVICE: what the image promises is so
    local id
    id=$(container "$1")
    [ "$(docker inspect -f '{{.HostConfig.ReadonlyRootfs}}' "$id")" = true ] || fail "$1 can write its root file system"
    case $(docker inspect -f '{{.Config.User}}' "$id") in 10001*) ;; *) fail "$1 runs as another user" ;; esac
    docker diff "$id" | grep -v -E '^[AC] /(tmp|var/lib/augmenta|images|proc|dev|etc)' >&2 && fail "$1 has changed files" || true
}

started_in() { # SERVICE: seconds from its start to its first report of health
    local id
    id=$(container "$1")
    docker logs "$id" 2>&1 | grep -o 'started in [0-9.]*s' | head -n 1 | grep -o '[0-9.]*[0-9]'
}

memory_of() { # SERVICE
    docker stats --no-stream --format '{{.MemUsage}}' "$(container "$1")" | cut -d/ -f1
}

size_of() { # SERVICE: of the image, and of the layer that a change of code moves
    local image=$REGISTRY/$1:$TAG
    printf '%s MB | %s MB' "$(($(docker image inspect -f '{{.Size}}' "$image") / 1000000))" \
        "$(docker history --human=false --no-trunc --format '{{.Size}} {{.CreatedBy}}' "$image" \
            | awk '/COPY/ && !n++ {printf "%.1f", $1 / 1e6}')"
}

images
draw
trap end EXIT
began=$(date +%s)
compose up -d kafka "${services[@]}" >&2
for service in kafka "${services[@]}"; do await_health "$service"; done
up=$(date +%s)
augment
done_at=$(date +%s)
check_report
for service in "${services[@]}"; do hardened "$service"; done

echo "All up and healthy after $((up - began)) s; the loop over 240 phantoms, to topped-up targets, took $((done_at - up)) s."
echo
echo "| service | image | layer that a change of code moves | application started in | memory at the end |"
echo "|---|---|---|---|---|"
for service in "${services[@]}"; do
    echo "| $service | $(size_of "$service") | $(started_in "$service") s | $(memory_of "$service") |"
done
stopping=$(date +%s)
compose stop --timeout 90 trainer-service >&2
echo
echo "The trainer stopped within $(($(date +%s) - stopping)) s of being asked to, with status $(docker inspect -f '{{.State.ExitCode}}' "$(compose ps -a -q trainer-service 2>/dev/null || container trainer-service)")."
