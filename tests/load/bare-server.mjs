// What this machine can do at most: Node's own http server and one upsert, nothing else. Arguments: port, database
// address, bytes of the page, and the name of the prepared statement; none for the embedded database, whose connections share one session.
import { createServer } from "node:http";
import pg from "pg";

const [port, url, bytes, name] = process.argv.slice(2);
const pool = new pg.Pool({ connectionString: url, max: 16 });
await pool.query("create table if not exists bench_bare (id int primary key, answers jsonb not null)");
const page = Buffer.alloc(Number(bytes), "<p>page</p>\n");

createServer((request, response) => {
  if (request.method === "GET") return void response.writeHead(200, { "content-type": "text/html" }).end(page);
  const chunks = [];
  request.on("data", (chunk) => chunks.push(chunk));
  request.on("end", async () => {
    const values = JSON.parse(Buffer.concat(chunks).toString());
    const upsert = {
      name,
      text: "insert into bench_bare (id, answers) values ($1, $2) on conflict (id) do update set answers = excluded.answers",
      values: [Number(request.url.slice(1)), JSON.stringify(values)],
    };
    await pool.query(upsert);
    response.writeHead(200, { "content-type": "application/json" }).end('{"saved":true}');
  });
}).listen(Number(port), "127.0.0.1", () => process.stdout.write("ready\n"));
