# The web application as an ordinary user: docker build -t plangen . ; see docs/server.md.
FROM python:3.12-slim AS build
WORKDIR /src
COPY pyproject.toml constraints.txt README.md ./
COPY src src
COPY templates templates
RUN pip wheel --no-cache-dir --constraint constraints.txt --wheel-dir /wheels .

FROM python:3.12-slim
# Pango and HarfBuzz draw the PDF files.
RUN apt-get update \
 && apt-get install -y --no-install-recommends libpango-1.0-0 libpangoft2-1.0-0 libharfbuzz-subset0 \
 && rm -rf /var/lib/apt/lists/* \
 && useradd --create-home --uid 10001 plangen \
 && install -d -o plangen -g plangen /data/inputs /data/out
COPY --from=build /wheels /wheels
RUN pip install --no-cache-dir --no-index --find-links /wheels plangen && rm -rf /wheels
USER plangen
WORKDIR /data
VOLUME ["/data"]
EXPOSE 8080
ENTRYPOINT ["plangen", "serve", "inputs", "--out", "out", "--host", "0.0.0.0", "--port", "8080", "--no-open"]
