# syntax=docker/dockerfile:1
#
# The trainer with CUDA, for NVIDIA GPUs under linux/amd64; the evaluator with --build-arg SERVICE=evaluator-service.
# Nobody has built this image or run it on a GPU yet: docs/guides/gpu.md says what was tried of it, and how to use it.
#
#   docker build -f containers/cuda.Dockerfile -t augmenta-trainer-cuda .

ARG BUILD_IMAGE=eclipse-temurin:17-jdk-jammy
# the driver comes from the host; of CUDA itself only the runtime library is needed, 12.4 or a later 12, to count the GPUs
ARG RUNTIME_IMAGE=nvidia/cuda:12.4.1-base-ubuntu22.04

FROM ${BUILD_IMAGE} AS build
ARG SERVICE=trainer-service
RUN apt-get update && apt-get install -y --no-install-recommends unzip && rm -rf /var/lib/apt/lists/*
WORKDIR /source
COPY . .
RUN containers/unpack-libtorch.sh /libtorch cu124
# the CPU's natives only tell DJL the version; what is loaded lies in /libtorch
RUN ./mvnw -B -ntp -P 'cuda,!error-prone' -Dpytorch.natives=pytorch-native-cpu -pl ${SERVICE} -am package -Dmaven.test.skip=true

FROM ${RUNTIME_IMAGE}
ARG SERVICE=trainer-service
RUN apt-get update \
    && apt-get install -y --no-install-recommends openjdk-17-jre-headless \
    && rm -rf /var/lib/apt/lists/* \
    && useradd --system --uid 10001 --no-create-home --home-dir /nonexistent --shell /usr/sbin/nologin augmenta \
    && install -d -o augmenta /work
COPY --from=build /libtorch /opt/libtorch
COPY --from=build /source/${SERVICE}/target/quarkus-app /opt/augmenta

# libtorch and the bridge to it; nothing is unpacked when a container starts
ENV PYTORCH_LIBRARY_PATH=/opt/libtorch PYTORCH_FLAVOR=cu124 DJL_CACHE_DIR=/tmp/djl DJL_OFFLINE=true OPT_OUT_TRACKING=true
# one arena and no trimming, as the augmenta command has it
ENV MALLOC_ARENA_MAX=1 MALLOC_TRIM_THRESHOLD_=4294967296 MALLOC_MMAP_THRESHOLD_=4294967296
# a container without its GPU is to fail, not to train on the CPU for days
ENV AUGMENTA_TRAINER_DEVICE=gpu AUGMENTA_EVALUATOR_DEVICE=gpu
ENV AUGMENTA_ARTIFACTS_FOLDER=/work/artifacts
ENV JAVA_TOOL_OPTIONS="-Xmx1g -XX:+UseSerialGC"

# the root file system may be read-only; /tmp must be writable and allow execution (JNA unpacks itself there)
VOLUME /work
USER 10001
WORKDIR /work
EXPOSE 8082 8084
ENTRYPOINT ["java", "-Djava.awt.headless=true", "-Dai.djl.offline=true", "-Djna.tmpdir=/tmp", "-Djava.util.logging.manager=org.jboss.logmanager.LogManager", "-jar", "/opt/augmenta/quarkus-run.jar"]
