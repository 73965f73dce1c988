# Two stages: the first has the tools to build, the second only what runs.
FROM node:20-bookworm-slim AS build
WORKDIR /portal
COPY package.json package-lock.json ./
RUN npm ci --include=dev --no-audit --no-fund
COPY . .
RUN npm run build && npm prune --omit=dev --no-audit --no-fund

FROM node:20-bookworm-slim
ENV NODE_ENV=production HOST=0.0.0.0 PORT=3000 DATA_DIR=/data
WORKDIR /portal
COPY --from=build --chown=node:node /portal/package.json /portal/server.mjs /portal/tsconfig.json ./
COPY --from=build --chown=node:node /portal/node_modules ./node_modules
COPY --from=build --chown=node:node /portal/build ./build
COPY --from=build --chown=node:node /portal/app ./app
COPY --from=build --chown=node:node /portal/cli ./cli
COPY --from=build --chown=node:node /portal/locales ./locales
COPY --from=build --chown=node:node /portal/prisma ./prisma
RUN mkdir /data && chown node:node /data
USER node
VOLUME /data
EXPOSE 3000
HEALTHCHECK --interval=30s --timeout=5s --start-period=60s CMD ["node", "-e", "fetch('http://127.0.0.1:' + process.env.PORT + '/readyz').then((r) => process.exit(r.ok ? 0 : 1), () => process.exit(1))"]
CMD ["node", "server.mjs"]
