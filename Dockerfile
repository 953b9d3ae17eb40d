# Compiles the native add-ons and the service, then keeps only what runs.
FROM node:22-bookworm-slim AS build
RUN apt-get update \
  && apt-get install -y --no-install-recommends python3 make g++ ca-certificates \
  && rm -rf /var/lib/apt/lists/*
WORKDIR /app
COPY package.json package-lock.json .npmrc ./
COPY scripts scripts
# Installing needs neither the sources nor the tests, so a change of them keeps this layer.
# The image may run on another machine than this one.
RUN PAPERKIN_PORTABLE=1 node scripts/install.mjs
COPY . .
RUN npm run --silent build \
  && npm prune --omit=dev --no-audit --no-fund \
  # Libraries for other systems and for browsers: 400 MB that nothing here loads.
  && find node_modules/onnxruntime-node/bin -mindepth 2 -maxdepth 2 -type d ! -name linux -exec rm -rf {} + \
  && rm -rf node_modules/onnxruntime-web/dist/*.wasm dist/tests

FROM node:22-bookworm-slim
ENV NODE_ENV=production HOST=0.0.0.0 PORT=3000 DATA_DIR=/data MODELS_DIR=/models
WORKDIR /app
COPY --from=build /app/package.json ./
COPY --from=build /app/node_modules node_modules
COPY --from=build /app/dist dist
COPY --from=build /app/models/manifest.json models/manifest.json
COPY --from=build /app/samples samples
# Fetched models land in the volume, where the user may also put them by hand.
RUN mkdir -p /data /models && chown node:node /data /models && ln -s /models models/cache
USER node
VOLUME ["/data", "/models"]
EXPOSE 3000
HEALTHCHECK --interval=15s --timeout=5s --start-period=60s --retries=3 \
  CMD ["node", "-e", "fetch(`http://127.0.0.1:${process.env.PORT}/healthz`).then((answer) => process.exit(answer.ok ? 0 : 1), () => process.exit(1))"]
CMD ["node", "dist/src/main.js"]
