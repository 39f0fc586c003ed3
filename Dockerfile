# The gateway's image: `docker run -v ./shop:/etc/limen:ro -p 8080:8080 limen`. It serves /etc/limen/gateway.yaml; any
# other command of `limen` goes behind the image's name (`check`, `serve --workers 4`).
#
# Mount the folder, not the file: a mounted file stays the old one when an editor replaces it, and a reload would never
# see the new one. It runs as uid 10001, with no capability, a read-only root and a tmpfs on /tmp.

FROM python:3.13-slim AS build
ENV PIP_DISABLE_PIP_VERSION_CHECK=1 PIP_NO_CACHE_DIR=1 PIP_ROOT_USER_ACTION=ignore PIP_RETRIES=10
# Two environments: pip and the build back end live in /opt/build, so nothing has to be taken out of what travels. Byte
# code does travel (21 MB): a read-only root can't keep its own, and without it a start takes a second longer.
RUN python -m venv /opt/build && python -m venv --without-pip /opt/limen
WORKDIR /src
COPY requirements/build.lock requirements/runtime.lock requirements/
RUN /opt/build/bin/pip install --quiet --require-hashes -r requirements/build.lock
RUN /opt/build/bin/pip --python /opt/limen/bin/python install --quiet --require-hashes --only-binary :all: \
    -r requirements/runtime.lock
COPY . .
RUN /opt/build/bin/pip wheel --quiet --no-deps --no-build-isolation --wheel-dir /tmp/wheel . \
    && /opt/build/bin/pip --python /opt/limen/bin/python install --quiet --no-deps --no-index /tmp/wheel/*.whl

FROM python:3.13-slim
LABEL org.opencontainers.image.title="Limen" \
      org.opencontainers.image.description="An API gateway whose decisions you can unit-test" \
      org.opencontainers.image.licenses="Apache-2.0"
COPY --from=build /opt/limen /opt/limen
ENV PATH=/opt/limen/bin:$PATH PYTHONUNBUFFERED=1 PYTHONDONTWRITEBYTECODE=1 \
    LIMEN_CONFIG=/etc/limen/gateway.yaml LIMEN_LISTEN_HOST=0.0.0.0
USER 10001:10001
WORKDIR /etc/limen
EXPOSE 8080
# Not urllib, which would go through a proxy that the environment names.
HEALTHCHECK --interval=10s --timeout=3s --start-period=10s --retries=3 \
    CMD ["python", "-IS", "-c", "import http.client, os, sys; \
      gateway = http.client.HTTPConnection('127.0.0.1', int(os.environ.get('LIMEN_LISTEN_PORT', '8080')), timeout=2); \
      gateway.request('GET', '/health'); \
      sys.exit(gateway.getresponse().status != 200)"]
ENTRYPOINT ["limen"]
CMD ["serve"]
