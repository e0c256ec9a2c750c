#!/usr/bin/env bash
# Builds the images of all services, or of those named. Needs a JDK 17 or later and docker; images are laid out by this
# script, so the Dockerfile runs nothing.
#
# Usage: containers/build.sh [OPTION]... [SERVICE]...
#   --base IMAGE        base image: a JRE 17 or later          (eclipse-temurin:17-jre-jammy)
#   --registry PREFIX   what the images' names begin with      (augmenta), such as registry.example.org/augmenta
#   --tag TAG           their tag                              (the project's version)
#   --cuda              the CUDA variant of trainer and evaluator: tag TAG-cuda, on a base made by cuda-base.Dockerfile
#                       unless --base names one
#   --push              pushes them afterwards
#   --stage-only        lays out the contexts in target/containers and builds no image
#   --no-package        takes what `./mvnw package` left
#   --no-sbom           leaves the software bill of materials out
# Environment: MAVEN, the Maven to use with any further arguments, separated by spaces (./mvnw)
set -euo pipefail
cd "$(dirname "$0")/.."

all=(ingest-service trainer-service generator-service evaluator-service augmentation-service)
base=
registry=augmenta
tag=
cuda=
push=
stage_only=
package=yes
sbom=yes
services=()

usage() {
    sed -n '2,/^set /{/^#/s/^# \{0,1\}//p}' "$0" >&2
    exit 2
}

fail() {
    printf 'build.sh: %s\n' "$*" >&2
    exit 1
}

while [ $# -gt 0 ]; do
    case $1 in
        --base | --registry | --tag)
            [ $# -ge 2 ] || usage
            printf -v "${1#--}" %s "$2"
            shift
            ;;
        --cuda) cuda=yes ;;
        --push) push=yes ;;
        --stage-only) stage_only=yes ;;
        --no-package) package= ;;
        --no-sbom) sbom= ;;
        -*) usage ;;
        *) services+=("$1") ;;
    esac
    shift
done

# shellcheck disable=SC2206 # arguments are separated by spaces on purpose
maven=(${MAVEN:-./mvnw -q})
[ -z "$cuda" ] || maven+=(-P 'cuda,!error-prone' -Dpytorch.natives=pytorch-native-cpu)

choose_services() {
    if [ ${#services[@]} -eq 0 ]; then
        services=("${all[@]}")
        [ -z "$cuda" ] || services=(trainer-service evaluator-service)
    fi
    local service
    for service in "${services[@]}"; do
        case " ${all[*]} " in
            *" $service "*) ;;
            *) fail "unknown service $service; there are: ${all[*]}" ;;
        esac
    done
}

port_of() {
    sed -n 's/^quarkus\.http\.port=//p' "$1/src/main/resources/application.properties"
}

platform() {
    case $(uname -m) in
        x86_64) echo x64 ;;
        aarch64 | arm64) echo aarch64 ;;
        *) fail "no natives are known for $(uname -m)" ;;
    esac
}

# Unpacks a jar, copies one of its folders to DESTINATION, and tells where it was unpacked.
unpack() { # JAR FOLDER DESTINATION
    local jar folder=$2 destination=$3 unpacked
    jar=$(realpath "$1")
    unpacked=$(mktemp -d)
    (cd "$unpacked" && jar --extract --file "$jar")
    if [ -d "$unpacked/$folder" ]; then
        mkdir -p "$destination"
        cp -a "$unpacked/$folder/." "$destination/"
    fi
    printf '%s' "$unpacked"
}

repack() { # UNPACKED JAR
    jar --create --no-manifest --date 2026-01-01T00:00:00Z --file "$2" -C "$1" .
    rm -rf "$1"
}

# libtorch for the CPU, as the build has it, or for CUDA from Maven Central
stage_libtorch() { # CONTEXT
    local jars=$1/natives/lib/main native bridge unpacked
    native=$(find "$jars" -name 'ai.djl.pytorch.pytorch-native-*.jar')
    bridge=$(find "$jars" -name 'ai.djl.pytorch.pytorch-jni-*.jar')
    [ -n "$native" ] || return 0
    unpacked=$(unpack "$native" "pytorch/cpu/linux-$(uname -m)" "$1/natives/libtorch")
    rm -rf "$unpacked/pytorch/cpu"
    repack "$unpacked" "$native"
    if [ -n "$cuda" ]; then
        rm -rf "$1/natives/libtorch"
        containers/unpack-libtorch.sh "$1/natives/libtorch" cu124
        return
    fi
    unpacked=$(unpack "$bridge" "jnilib/linux-$(uname -m)/cpu" "$1/natives/libtorch")
    rm -rf "$unpacked"
}

# ONNX Runtime comes with the natives of five platforms in one jar
stage_onnxruntime() { # CONTEXT
    local jar unpacked
    jar=$(find "$1/natives/lib/main" -name 'com.microsoft.onnxruntime.onnxruntime-*.jar')
    [ -n "$jar" ] || return 0
    unpacked=$(unpack "$jar" "ai/onnxruntime/native/linux-$(platform)" "$1/natives/onnxruntime")
    rm -rf "$unpacked/ai/onnxruntime/native"
    repack "$unpacked" "$jar"
}

# target/containers/SERVICE: natives, dependencies and application as they are to lie in /opt/augmenta, and `kept` as it is
# to lie in /var/lib/augmenta at first
stage() { # SERVICE
    local service=$1 context=target/containers/$1 built=$1/target/quarkus-app
    [ -f "$built/quarkus-run.jar" ] || fail "$built is missing; leave --no-package out"
    rm -rf "$context"
    mkdir -p "$context"/{natives,dependencies,application}/lib/main "$context/kept/artifacts" "$context/kept/models"
    cp -a "$built/app" "$built/quarkus" "$built/quarkus-run.jar" "$context/application/"
    cp -a "$built/lib/boot" "$context/dependencies/lib/"
    local jar
    for jar in "$built"/lib/main/*.jar; do
        case ${jar##*/} in
            io.augmenta.*) cp -a "$jar" "$context/application/lib/main/" ;;
            *pytorch-native* | *pytorch-jni* | *.onnxruntime-* | *openblas* | *.javacpp-* | *zstd-jni* | *snappy-java* | *.jna-*)
                cp -a "$jar" "$context/natives/lib/main/"
                ;;
            *) cp -a "$jar" "$context/dependencies/lib/main/" ;;
        esac
    done
    stage_libtorch "$context"
    stage_onnxruntime "$context"
    cp -a deployment/target/deployment-*.jar "$context/application/probe.jar"
    cp -a LICENSE "$context/application/"
    [ -z "$sbom" ] || cp -a "$service/target/sbom.cdx.json" "$context/application/"
    chmod -R a+rX,u+w "$context"
    # the same content is the same layer, whenever and wherever it is laid out
    find "$context" -exec touch -h -d '2026-01-01T00:00:00Z' {} +
}

build() { # SERVICE
    local arguments=(--build-arg SERVICE="$1" --build-arg PORT="$(port_of "$1")" --build-arg BASE_IMAGE="$base"
        --build-arg VERSION="$version" --build-arg REVISION="$revision" --build-arg CREATED="$created")
    [ -z "$cuda" ] || arguments+=(--build-arg LIBTORCH_FLAVOR=cu124 --build-arg DEVICE=gpu)
    docker build -q -f containers/service.Dockerfile -t "$registry/$1:$tag" "${arguments[@]}" "target/containers/$1"
    [ -z "$push" ] || docker push -q "$registry/$1:$tag"
    echo "built $registry/$1:$tag"
}

choose_services
if [ -n "$package" ]; then
    joined=$(IFS=,; echo "${services[*]}")
    goals=(package)
    [ -z "$sbom" ] || goals+=(org.cyclonedx:cyclonedx-maven-plugin:makeBom)
    "${maven[@]}" -B -ntp -pl "$joined,deployment" -am "${goals[@]}" -DskipTests
fi
version=$(sed -n 's:^  <version>\(.*\)</version>$:\1:p' pom.xml | head -n 1)
revision=$(git rev-parse HEAD 2>/dev/null || echo unknown)
created=$(date -u +%Y-%m-%dT%H:%M:%SZ)
tag=${tag:-$version}${cuda:+-cuda}
for service in "${services[@]}"; do
    stage "$service"
    [ -z "$stage_only" ] || echo "laid out target/containers/$service"
done
[ -z "$stage_only" ] || exit 0
if [ -n "$cuda" ] && [ -z "$base" ]; then
    base=$registry/cuda-jre:$tag
    docker build -q -f containers/cuda-base.Dockerfile -t "$base" containers
fi
base=${base:-eclipse-temurin:17-jre-jammy}
for service in "${services[@]}"; do
    build "$service"
done
