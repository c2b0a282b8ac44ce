# Two stages: the first installs what the lock files name, the second holds nothing else.
# tests/install/test_dockerfile.py performs the steps of the first stage without an engine.

FROM python:3.13-slim AS build
WORKDIR /src
COPY requirements.txt requirements-build.txt ./
# The tools that build the wheel stay in an environment of their own, and so in this stage.
RUN python -m venv /build && /build/bin/pip install --no-cache-dir --require-hashes -r requirements-build.txt
RUN python -m venv --without-pip /app && /build/bin/pip --python /app/bin/python install --no-cache-dir --require-hashes --only-binary :all: -r requirements.txt
COPY pyproject.toml README.md ./
COPY src src
COPY migrations migrations
COPY questionnaires questionnaires
RUN /build/bin/pip wheel --no-cache-dir --no-deps --no-index --no-build-isolation --wheel-dir /wheels . && /build/bin/pip --python /app/bin/python install --no-deps --no-index /wheels/*.whl

FROM python:3.13-slim
# Neither root nor an installer is needed to serve.
RUN python -m pip uninstall --yes pip && useradd --system --uid 10001 --no-create-home selfcheck && install --directory --owner 10001 --mode 0700 /data
COPY --from=build /app /app
ENV PATH=/app/bin:$PATH \
    PYTHONUNBUFFERED=1 \
    SELFCHECK_HOST=0.0.0.0 \
    SELFCHECK_PORT=8000 \
    XDG_DATA_HOME=/data
USER 10001
WORKDIR /data
VOLUME /data
EXPOSE 8000
HEALTHCHECK --interval=30s --timeout=5s --start-period=20s CMD ["python", "-c", "import os, urllib.request as u; u.urlopen(f'http://127.0.0.1:{os.environ[\"SELFCHECK_PORT\"]}/readyz', timeout=4)"]
CMD ["selfcheck", "serve"]
