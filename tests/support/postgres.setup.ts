import { randomBytes } from "node:crypto";
import { Client } from "pg";
import type { TestProject } from "vitest/node";
import { openPostgresServer } from "./postgres-server";
import { prepareDatabase, WORKERS } from "./prepare";

export default async function setup(project: TestProject): Promise<() => Promise<void>> {
  const server = await openPostgresServer();
  const admin = new Client({ connectionString: server.url("postgres") });
  await admin.connect();
  const run = randomBytes(4).toString("hex");
  const template = `portal_template_${run}`;
  await admin.query(`create database ${template} template template0 encoding 'UTF8'`);
  await prepareDatabase(server.url(template));
  const names = Array.from({ length: WORKERS }, (_, worker) => `portal_test_${run}_${worker + 1}`);
  for (const name of names) await admin.query(`create database ${name} template ${template}`);
  project.provide("databases", { kind: "postgres", template: server.url(template), urls: names.map((name) => server.url(name)) });
  return async () => {
    for (const name of [...names, template]) await admin.query(`drop database if exists ${name} with (force)`);
    await admin.end();
    await server.stop();
  };
}
