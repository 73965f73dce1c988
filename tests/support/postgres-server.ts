import { spawn, spawnSync } from "node:child_process";
import { chownSync, existsSync, mkdtempSync, readdirSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { Client } from "pg";

const INSTALLED = "/usr/lib/postgresql";
const PORT = 5432;

/** The newest PostgreSQL of the distribution's packages, or nothing. */
function binaries(): string | undefined {
  if (!existsSync(INSTALLED)) return undefined;
  const versions = readdirSync(INSTALLED).sort((a, b) => Number(b) - Number(a));
  return versions.map((version) => join(INSTALLED, version, "bin")).find((bin) => existsSync(join(bin, "initdb")));
}

/** True when the suite can run on PostgreSQL: a server is named, or one can be started here. */
export const postgresIsAvailable = (): boolean => process.env.TEST_DATABASE_URL !== undefined || binaries() !== undefined;

/** PostgreSQL refuses to run as root, so then it runs as the account its packages made. */
function account(): { uid?: number; gid?: number } {
  if (process.getuid?.() !== 0) return {};
  const line = readFileSync("/etc/passwd", "utf8")
    .split("\n")
    .find((entry) => entry.startsWith("postgres:"));
  if (!line)
    throw new Error(
      "PostgreSQL does not run as root and there is no account named postgres. Run the tests as another user or install the distribution's postgresql package.",
    );
  const [, , uid, gid] = line.split(":");
  return { uid: Number(uid), gid: Number(gid) };
}

export type PostgresServer = { url: (database: string) => string; stop: () => Promise<void> };
export type PostgresCluster = PostgresServer & {
  /** Ends every process of it at once, as `pg_ctl stop -m immediate` does, and starts it again. */
  crash: () => Promise<void>;
  /** Kills the process of one client's session; PostgreSQL then ends all others and recovers by itself. */
  killSession: () => Promise<void>;
};

/** What is tested is what a commit means to others, not what survives a power cut: no waiting for the disk. */
const HASTY = ["fsync=off", "synchronous_commit=off", "full_page_writes=off"];

/** True when a cluster of our own can be made here. */
export const clusterIsAvailable = (): boolean => binaries() !== undefined;

/** The server of `TEST_DATABASE_URL`, else a cluster of our own. */
export async function openPostgresServer(): Promise<PostgresServer> {
  const named = process.env.TEST_DATABASE_URL;
  if (!named) return startCluster({ durable: false });
  const url = (database: string) => Object.assign(new URL(named), { pathname: `/${database}` }).toString();
  return { url, stop: () => Promise.resolve() };
}

/** A cluster in a temporary folder, on a Unix socket only. `durable`: with PostgreSQL's own settings, so that what was committed survives a crash. */
export async function startCluster({ durable }: { durable: boolean }): Promise<PostgresCluster> {
  const bin = binaries();
  if (!bin) throw new Error("No PostgreSQL here: set TEST_DATABASE_URL or install the distribution's postgresql package.");
  const owner = account();
  const folder = mkdtempSync(join(tmpdir(), "portal-pg-"));
  if (owner.uid !== undefined) chownSync(folder, owner.uid, owner.gid!);
  const data = join(folder, "data");
  const made = spawnSync(join(bin, "initdb"), ["-D", data, "-U", "postgres", "-A", "trust", "-E", "UTF8", "--locale=C.UTF-8", "--no-sync"], {
    ...owner,
    encoding: "utf8",
  });
  if (made.status !== 0) throw new Error(`initdb failed: ${made.stderr}`);
  const settings = [...(durable ? [] : HASTY), "max_connections=200", "listen_addresses=", `unix_socket_directories=${folder}`, `port=${PORT}`];
  const launch = () => spawn(join(bin, "postgres"), ["-D", data, ...settings.flatMap((setting) => ["-c", setting])], { ...owner, stdio: "ignore" });
  let server = launch();
  const end = async (signal: "SIGINT" | "SIGQUIT"): Promise<void> => {
    const gone = new Promise((done) => server.once("exit", done));
    server.kill(signal);
    await gone;
  };
  const url = (database: string) => `postgresql://postgres@localhost:${PORT}/${database}?host=${encodeURIComponent(folder)}`;
  await answering(url("postgres"));
  return {
    url,
    crash: async () => {
      await end("SIGQUIT");
      server = launch();
    },
    killSession: async () => {
      const client = new Client({ connectionString: url("postgres") });
      await client.connect();
      const { rows } = await client.query<{ pid: number }>(
        "select pid from pg_stat_activity where backend_type = 'client backend' and pid <> pg_backend_pid() order by state_change desc limit 1",
      );
      await client.end();
      try {
        if (rows[0]) process.kill(rows[0].pid, "SIGKILL");
      } catch (error) {
        // A session that ended by itself since it was listed needs no killing.
        if ((error as NodeJS.ErrnoException).code !== "ESRCH") throw error;
      }
    },
    stop: async () => {
      await end("SIGINT");
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

async function answering(url: string): Promise<void> {
  for (let attempt = 0; ; attempt++) {
    const client = new Client({ connectionString: url });
    try {
      await client.connect();
      return await client.end();
    } catch (error) {
      if (attempt > 100) throw error;
      await new Promise((again) => setTimeout(again, 100));
    }
  }
}
