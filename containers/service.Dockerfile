# One service as an image. Nothing is run while it is built, so the base may have no shell, and a base for another
# platform needs no emulation. The context is what containers/build.sh lays out: natives, dependencies, application, kept.

ARG BASE_IMAGE=eclipse-temurin:17-jre-jammy
FROM ${BASE_IMAGE}

# what changes least lies lowest: a change of code moves the last layer only
COPY natives /opt/augmenta
COPY dependencies /opt/augmenta
COPY --chown=10001:10001 kept /var/lib/augmenta
COPY application /opt/augmenta

ARG SERVICE
ARG PORT
ARG LIBTORCH_FLAVOR=cpu
ARG DEVICE=auto

# natives lie unpacked in the image: nothing is unpacked when a container starts, but for small ones into /tmp
ENV PYTORCH_LIBRARY_PATH=/opt/augmenta/libtorch PYTORCH_FLAVOR=${LIBTORCH_FLAVOR} \
    DJL_CACHE_DIR=/tmp/djl DJL_OFFLINE=true OPT_OUT_TRACKING=true \
    MALLOC_ARENA_MAX=1 MALLOC_TRIM_THRESHOLD_=4294967296 MALLOC_MMAP_THRESHOLD_=4294967296 OMP_WAIT_POLICY=PASSIVE \
    AUGMENTA_ARTIFACTS_FOLDER=/var/lib/augmenta/artifacts AUGMENTA_EVALUATOR_MODELS_FOLDER=/var/lib/augmenta/models \
    AUGMENTA_TRAINER_DEVICE=${DEVICE} AUGMENTA_EVALUATOR_DEVICE=${DEVICE} \
    HEALTH_PROBE_URL=http://127.0.0.1:${PORT}/q/health/ready \
    QUARKUS_HTTP_PORT=${PORT} \
    JAVA_TOOL_OPTIONS="-Xmx1g -XX:+UseSerialGC"

# the root file system may be read-only; /tmp must be writable and allow execution (JNA and codecs unpack themselves there)
VOLUME /var/lib/augmenta
USER 10001:10001
WORKDIR /var/lib/augmenta
EXPOSE ${PORT}
STOPSIGNAL SIGTERM
HEALTHCHECK --interval=15s --timeout=10s --start-period=90s --retries=4 \
    CMD ["java", "-Xmx16m", "-Xshare:auto", "-XX:TieredStopAtLevel=1", "-cp", "/opt/augmenta/probe.jar", "io.augmenta.deployment.HealthProbe"]
# a thread that answers requests yields for a moment before it sleeps, and the heap lies in large pages where the system lets it:
# both only make answers sooner (decision 25)
ENTRYPOINT ["java", "-XX:+UseTransparentHugePages", "-Djboss.threads.eqe.park-spins=2000", "-Djboss.threads.eqe.park-yields=2000", "-Duser.home=/tmp", "-Djava.awt.headless=true", "-Dai.djl.offline=true", "-Djna.tmpdir=/tmp", "-Dorg.bytedeco.javacpp.cachedir=/tmp/javacpp", "-Donnxruntime.native.path=/opt/augmenta/onnxruntime", "-Djava.util.logging.manager=org.jboss.logmanager.LogManager", "-jar", "/opt/augmenta/quarkus-run.jar"]

ARG VERSION=unknown
ARG REVISION=unknown
ARG CREATED=1970-01-01T00:00:00Z
ARG BASE_IMAGE
LABEL org.opencontainers.image.title="augmenta ${SERVICE}" \
      org.opencontainers.image.description="Continuous, event-driven augmentation of labelled images: ${SERVICE}" \
      org.opencontainers.image.licenses="Apache-2.0" \
      org.opencontainers.image.version="${VERSION}" \
      org.opencontainers.image.revision="${REVISION}" \
      org.opencontainers.image.created="${CREATED}" \
      org.opencontainers.image.base.name="${BASE_IMAGE}"
