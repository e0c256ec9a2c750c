# A base for the trainer and the evaluator on NVIDIA GPUs: CUDA's runtime library and a JRE. The driver comes from the host;
# of CUDA itself only the runtime library is needed, 12.4 or a later 12, to count the GPUs. Under linux/amd64.
# Used by `containers/build.sh --cuda`; docs/guides/gpu.md says what was tried of it.

ARG RUNTIME_IMAGE=nvidia/cuda:12.4.1-base-ubuntu22.04
FROM ${RUNTIME_IMAGE}
RUN apt-get update \
    && apt-get install -y --no-install-recommends openjdk-17-jre-headless \
    && rm -rf /var/lib/apt/lists/*
