import type { Language } from "~/lib/languages";
import type { RawRequest } from "../../support/edge";
import { UUID, type BadRequest, type Ground } from "./cases";

const FORM = { "content-type": "application/x-www-form-urlencoded" };
const post =
  (path: (ground: Ground) => string, body: string | Buffer | ((ground: Ground) => string), headers: Record<string, string> = {}) =>
  (ground: Ground, language: Language): RawRequest => ({
    method: "POST",
    path: `/${language}${path(ground)}`,
    headers: { ...ground.browser, ...FORM, ...headers },
    body: typeof body === "function" ? body(ground) : body,
  });
const get =
  (path: (ground: Ground) => string) =>
  (ground: Ground, language: Language): RawRequest => ({ method: "GET", path: `/${language}${path(ground)}`, headers: ground.browser });

/** A secret as links in mails carry it, which nobody was sent. */
const SECRET = "abcdefghijklmnopqrstuvwxyz0123456789abcd";
const REGISTRATION =
  "email=bad-input%40example.org&name=N&password=a+sentence+as+a+password&language=en&organisation=Network&acronym=N&website=https%3A%2F%2Fa.example&category=civil-society&scope=national&countries=CHE&about=Trains+teachers.";

const forms: BadRequest[] = (
  [
    ["a start of nothing", () => "/reports", ""],
    ["a start of no such template", () => "/reports", ({ party }) => `template=no-such&party=${party}&language=en`],
    ["a start for another party", () => "/reports", ({ foreignParty }) => `template=national-report&party=${foreignParty}&language=en`],
    ["a start with a NUL", () => "/reports", "template=national-report&party=%00&language=en"],
    ["a start with a template twice", () => "/reports", ({ party }) => `template=national-report&template=x&party=${party}&language=en`],
    ["a start in no language", () => "/reports", ({ party }) => `template=national-report&party=${party}&language=xx`],
    ["a start of what is there", () => "/reports", ({ party }) => `template=national-report&party=${party}&language=en`],
    ["a signature of nothing", ({ full }) => `/reports/${full}/review`, ""],
    ["a signature of another hash", ({ full }) => `/reports/${full}/review`, `contentHash=${"0".repeat(64)}&name=A&function=B&accepted=on`],
    ["a signature without a name", ({ full }) => `/reports/${full}/review`, ({ hash }) => `contentHash=${hash}&name=%20&function=B&accepted=on`],
    ["a signature without a declaration", ({ full }) => `/reports/${full}/review`, ({ hash }) => `contentHash=${hash}&name=A&function=B`],
    ["a signature with a NUL", ({ full }) => `/reports/${full}/review`, ({ hash }) => `contentHash=${hash}&name=A%00&function=B&accepted=on`],
    ["a signature of an incomplete report", ({ blank }) => `/reports/${blank}/review`, `contentHash=${"0".repeat(64)}&name=A&function=B&accepted=on`],
    [
      "a signature of what was seen as no JSON",
      ({ full }) => `/reports/${full}/review`,
      `contentHash=${"0".repeat(64)}&seen=%7B%5B&name=A&function=B&accepted=on`,
    ],
    ["a signature of another party's report", ({ foreign }) => `/reports/${foreign}/review`, ({ hash }) => `contentHash=${hash}&name=A&function=B&accepted=on`],
    ["a recall of a draft", ({ full }) => `/reports/${full}/receipt`, "intent=recall"],
    ["an unknown intent", ({ full }) => `/reports/${full}/receipt`, "intent=publish"],
    ["a new version of a draft", ({ full }) => `/reports/${full}/receipt`, "intent=new_version"],
    ["settings of nothing", () => "/account", ""],
    ["settings in no language", () => "/account", "intent=settings&name=X&language=xx&timeZone=Europe/Zurich"],
    ["settings in no time zone", () => "/account", "intent=settings&name=X&language=en&timeZone=Mars/Base"],
    ["settings with a NUL", () => "/account", "intent=settings&language=en&timeZone=A%00B"],
    ["a password without the old one", () => "/account", "intent=password&current=&password=a-new-long-password&repeated=a-new-long-password"],
    ["a token without a label", () => "/account", "intent=token&label="],
    ["a token with a NUL", () => "/account", "intent=token&label=a%00b"],
    ["a token of somebody", () => "/account", `intent=revoke&id=${UUID}`],
    ["an invitation of nobody", ({ party }) => `/account/people/${party}`, "intent=invited&email=&role=contributor&language=en"],
    ["an invitation as administrator", ({ party }) => `/account/people/${party}`, "intent=invited&email=x@example.org&role=admin&language=en"],
    ["an invitation of a NUL", ({ party }) => `/account/people/${party}`, "intent=invited&email=a%00@example.org&role=contributor&language=en"],
    [
      "an invitation into another party",
      ({ foreignParty }) => `/account/people/${foreignParty}`,
      "intent=invited&email=x@example.org&role=contributor&language=en",
    ],
    ["the end of a membership that is none", ({ party }) => `/account/people/${party}`, `intent=ended&id=${UUID}`],
    ["a decision at the desk by an author", () => `/desk/submissions/${UUID}`, "intent=publish"],
    ["a section there is not", ({ blank }) => `/reports/${blank}/sections/Z`, "intent=save"],
    ["a section of another party", ({ foreign }) => `/reports/${foreign}/sections/A`, "intent=save"],
    ["a section row there is not", ({ blank }) => `/reports/${blank}/sections/D-..%2f..`, "intent=save"],
    ["an invitation nobody sent", () => "/invitations/..%2f..", "intent=confirm"],
    ["a registration of nothing", () => "/register", ""],
    ["a registration without a category", () => "/register", REGISTRATION.replace("category=civil-society", "category=")],
    ["a registration of a category there is not", () => "/register", REGISTRATION.replace("civil-society", "pirates")],
    ["a registration from a country there is not", () => "/register", REGISTRATION.replace("CHE", "XXX")],
    ["a registration with a script as its website", () => "/register", REGISTRATION.replace("https%3A%2F%2Fa.example", "javascript%3Aalert(1)")],
    ["a registration under two addresses", () => "/register", `${REGISTRATION}&email=other%40example.org`],
    ["a registration with a short password", () => "/register", REGISTRATION.replace(/password=[^&]*/, "password=short")],
    ["a confirmation nobody asked for", () => `/register/${SECRET}`, "password=a+sentence+as+a+password"],
    ["a confirmation of nothing", () => "/register/x", ""],
    ["a confirmation with a NUL", () => `/register/${SECRET}`, "password=a%00"],
    ["an answer nobody asked for", () => `/register/answer/${SECRET}`, "answer=Geneva"],
    ["an answer of nothing", () => `/register/answer/${SECRET}`, "answer="],
    ["an answer to no link", () => "/register/answer/..%2f..", "answer=Geneva"],
    ["a co-signature nobody asked for", () => `/cosign/${SECRET}`, "intent=confirmed"],
    ["a co-signature that is no answer", () => `/cosign/${SECRET}`, "intent=maybe"],
    ["a co-signature by no link", () => "/cosign/x%00", "intent=confirmed"],
    ["a copy from nowhere", ({ blank }) => `/reports/${blank}/copy`, `from=${UUID}&unit=B1%400`],
    ["a copy of no unit's shape", ({ blank }) => `/reports/${blank}/copy`, `from=${UUID}&unit=B1`],
    ["a copy from another party's report", ({ blank }) => `/reports/${blank}/copy`, ({ foreign }) => `from=${foreign}&unit=B1%400`],
    ["a copy into another party's report", ({ foreign }) => `/reports/${foreign}/copy`, ({ full }) => `from=${full}&unit=B1%400`],
    ["a copy from itself", ({ full }) => `/reports/${full}/copy`, ({ full }) => `from=${full}&unit=B1%400`],
    ["a text put back that is none", ({ full }) => `/reports/${full}/history/B1`, `save=0&revision=1&opId=${UUID}`],
    ["a text put back by no number", ({ full }) => `/reports/${full}/history/B1`, `save=x%00&revision=1&opId=${UUID}`],
    ["a text put back on no revision", ({ full }) => `/reports/${full}/history/B1`, `save=1&revision=-1&opId=${UUID}`],
    ["a text put back into another party's report", ({ foreign }) => `/reports/${foreign}/history/B1`, `save=1&revision=1&opId=${UUID}`],
    ["a text put back for no question", ({ full }) => `/reports/${full}/history/Z%00?row=%00`, `save=1&revision=1&opId=${UUID}`],
    ["a merge of another shape", ({ full }) => `/reports/${full}/sections/B`, "intent=merge%3AB1&rev.B1=0&merge.B1=%7B%22a%22%3A%5B1%5D%7D"],
    ["a unit the party does not have", ({ blank }) => `/reports/${blank}`, "unit=ITU-R"],
    ["a unit of another party's report", ({ foreign }) => `/reports/${foreign}`, "unit="],
    ["a unit given twice", ({ blank }) => `/reports/${blank}`, "unit=A&unit=B"],
    ["an acceptance by an author", () => `/desk/registrations/${UUID}`, "intent=accept"],
    ["a decision on the matrix by an author", () => "/desk/matrix", `intent=accept&id=${UUID}`],
    ["a role given by an author", () => "/desk/facilitators", "entity=ITU&line=C1&role=co&from=&until="],
    ["a role of nothing", () => "/desk/facilitators", ""],
    ["a role ended by an author", () => `/desk/facilitators/${UUID}`, "intent=ended&until=2026-01-01"],
    ["a cycle closed by an author", () => "/desk/cycles/wsis20", "intent=close&confirmed=on"],
    ["a version of the matrix by an author", () => "/desk/matrix", "intent=publish"],
  ] as [string, (ground: Ground) => string, string | ((ground: Ground) => string)][]
).map(([what, path, body]) => ({ what: `the form: ${what}`, make: post(path, body) }));

/** From a browser nobody is signed in to: who is signed in is led past the form. */
const signIns: BadRequest[] = [
  ["a sign-in of nothing", ""],
  ["a sign-in without a password", "email=a%40example.org&password="],
  ["a sign-in with no address", "email=nobody&password=a+sentence+as+a+password"],
  ["a sign-in with two passwords", "email=a%40example.org&password=a&password=b"],
  ["a sign-in with a password without end", `email=a%40example.org&password=${"x".repeat(5_000)}`],
].map(([what, body]) => ({ what: `the form: ${what}`, make: post(() => "/sign-in", body!, { cookie: "" }) }));

const kinds: BadRequest[] = ["application/json", "text/plain", "multipart/form-data; boundary=x", "multipart/form-data", ""].flatMap((type) =>
  [() => "/reports", ({ blank }: Ground) => `/reports/${blank}/sections/A`, () => "/account"].map((path, index): BadRequest => ({
    what: `a form as ${type || "nothing"} to page ${index}`,
    make: post(path, '{"intent":"settings"}', { "content-type": type }),
  })),
);

const origins: BadRequest[] = ["http://evil.example", "null", ""].map((origin) => ({
  what: `a form from ${origin || "nowhere"}`,
  make: post(() => "/reports", "template=national-report", { origin }),
  status: [403],
  codes: ["request.origin"],
}));

const addresses: BadRequest[] = [
  ...[
    "/reports/x",
    "/reports/..%2f..%2f",
    "/reports/%00",
    `/reports/${UUID}`,
    "/desk",
    `/desk/submissions/${UUID}`,
    "/templates/no-such",
    "/templates/__proto__",
    "/submissions/x%00",
    "/submissions/no-such",
    "/submissions/x/files/y",
    "/verify/none",
    "/verify/%FF",
    "/account/people/%2e%2e%2f",
    "/nowhere",
    "//etc/passwd",
    "/.git/config",
    "/con%0d%0aSet-Cookie:x=1",
    "/%c0%ae%c0%ae/",
  ].map((path): BadRequest => ({ what: `the page ${path}`, make: get(() => path) })),
  { what: "another party's report", make: get(({ foreign }) => `/reports/${foreign}`), status: [404] },
  { what: "another party's section", make: get(({ foreign }) => `/reports/${foreign}/sections/A`), status: [404] },
  { what: "another party's review", make: get(({ foreign }) => `/reports/${foreign}/review`), status: [404] },
  { what: "another party's receipt", make: get(({ foreign }) => `/reports/${foreign}/receipt`), status: [404] },
  { what: "another party's history", make: get(({ foreign }) => `/reports/${foreign}/history/B1`), status: [404] },
  { what: "a history of no question", make: get(({ full }) => `/reports/${full}/history/Z9`), status: [404] },
  { what: "a history in no row", make: get(({ full }) => `/reports/${full}/history/B1?row=%00%FF`), status: [404] },
  { what: "a receipt of a draft", make: get(({ full }) => `/reports/${full}/receipt`), status: [404] },
];

export const pageRequests: BadRequest[] = [...forms, ...signIns, ...kinds, ...origins, ...addresses];

/** Addresses that lead out of every language: their page is in the portal's own. */
export const outsideLanguages: BadRequest[] = ["/../../etc/passwd", "/%2e%2e/%2e%2e/etc/passwd", "/assets/../../package.json", "/de", "/de/reports"].map(
  (path) => ({
    what: `the address ${path}`,
    make: (ground) => ({ method: "GET", path: path.startsWith("/de") ? path : `/fr${path}`, headers: ground.browser }),
    status: [404],
  }),
);
