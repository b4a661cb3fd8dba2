# The bot on Telegram, in a container:
#
#   docker build --tag jobcenter-bot .
#   docker run --init --read-only --env BOT_TOKEN --volume daten:/daten --volume geheim:/geheim jobcenter-bot
#
# Without a token it starts the preview. That listens on the container's own loopback by design, so no published
# port reaches it; use "make run" for it. Behind a company's package index: --secret id=pip.conf,src=<your pip.conf>.
ARG PYTHON=3.11

FROM docker.io/library/python:${PYTHON}-slim-bookworm AS build
WORKDIR /app
COPY requirements.txt ./
# Wheels only, so no compiler is ever needed. pip itself comes along as a dependency of sqlite-utils, for a command
# nobody uses here; it goes again.
RUN --mount=type=secret,id=pip.conf,target=/etc/pip.conf \
    python3 -m venv /opt/venv \
 && /opt/venv/bin/python -m pip install --no-cache-dir --no-compile --only-binary :all: --require-hashes \
      --requirement requirements.txt \
 && /opt/venv/bin/python -m pip uninstall --yes pip setuptools \
 && find /opt/venv -type d -name tests -prune -exec rm -r {} +
COPY bot bot
COPY knowledge knowledge
# Broken knowledge ends the build here. One question makes the matcher learn once, for all starts to come. The
# bytecode is unchecked: nothing could write it later, and the times of the files need not survive copying.
RUN export BOT_CACHE=/var/cache/jobcenter-bot PYTHONDONTWRITEBYTECODE=1 \
 && /opt/venv/bin/python -m bot check --kurz \
 && /opt/venv/bin/python -m bot ask Hallo >/dev/null \
 && /opt/venv/bin/python -m compileall -q -j 0 --invalidation-mode unchecked-hash /opt/venv/lib bot \
 && mkdir -p /daten /geheim \
 && chmod -R a+rX,go-w /opt/venv /app /var/cache/jobcenter-bot

FROM docker.io/library/python:${PYTHON}-slim-bookworm
# No installer stays behind. The user is a number below, so that a platform can see it is not root.
RUN python3 -m pip uninstall --yes --root-user-action=ignore pip setuptools wheel \
 && rm -rf "$(python3 -c 'import sysconfig; print(sysconfig.get_path("stdlib"))')/ensurepip" \
 && useradd --uid 10001 --user-group --no-create-home --home-dir /app --shell /usr/sbin/nologin bot
COPY --from=build /opt/venv /opt/venv
COPY --from=build /app/bot /app/bot
COPY --from=build --chown=10001:10001 /var/cache/jobcenter-bot /var/cache/jobcenter-bot
COPY --from=build --chown=10001:10001 /daten /daten
COPY --from=build --chown=10001:10001 /geheim /geheim
COPY --from=build /app/knowledge /app/knowledge
ENV OPENBLAS_NUM_THREADS=1 PATH=/opt/venv/bin:$PATH \
    PYTHONDONTWRITEBYTECODE=1 \
    PYTHONUNBUFFERED=1 \
    BOT_KNOWLEDGE=/app/knowledge \
    BOT_DATABASE=/daten/bot.sqlite \
    BOT_SECRET_FILE=/geheim/schluessel \
    BOT_CACHE=/var/cache/jobcenter-bot \
    BOT_METRICS=127.0.0.1:9090
WORKDIR /app
USER 10001:10001
# Writable under a read-only root. The cache may be lost at any time, /daten and the key in /geheim may not.
VOLUME ["/daten", "/geheim", "/var/cache/jobcenter-bot"]
# Healthy means: the bot answers on its loopback port, and Telegram answered it within the last two minutes. A bot
# that hangs answers nothing. http.client heeds no proxy.
HEALTHCHECK --interval=60s --timeout=10s --start-period=90s --retries=3 \
    CMD ["python", "-ISc", "import http.client, os, sys; bot = http.client.HTTPConnection(os.environ['BOT_METRICS'], timeout=5); bot.request('GET', '/healthz'); sys.exit(bot.getresponse().status != 200)"]
STOPSIGNAL SIGTERM
ENTRYPOINT ["python", "-m", "bot"]
CMD ["run"]
