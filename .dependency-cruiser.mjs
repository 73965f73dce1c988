// The ladder: routes -> http -> features -> platform -> lib; ui -> lib. Each rule says in its comment why it is there.
// Composition roots (root, entries, seed.server, routes.ts) put the parts together and are imported by nobody below.
const feature = "^app/features/([^/]+)/";
const roots = "^app/(root\\.tsx|routes\\.ts|entry\\.|seed\\.server\\.ts)";
const framework = "node_modules/(@remix-run|react|react-dom|react-aria-components|react-hook-form|react-i18next|i18next|@prisma|lucia|express|pg|pg-boss)/";

/** @type {import("dependency-cruiser").IConfiguration} */
export default {
  forbidden: [
    {
      name: "no-circular",
      severity: "error",
      comment: "Two files that need each other are one file in two places. Cycles of types count: they are cycles of knowledge.",
      from: { path: "^(app|cli)/" },
      to: { circular: true },
    },

    {
      name: "lib-knows-nobody",
      severity: "error",
      comment: "lib is the ground floor: pure, one topic a file.",
      from: { path: "^app/lib/" },
      to: { path: "^app/(?!lib/)" },
    },
    {
      name: "lib-has-no-framework",
      severity: "error",
      comment: "lib outlives every framework; a move to another one leaves it as it is.",
      from: { path: "^app/lib/", pathNot: "\\.test\\.ts$" },
      to: { path: framework },
    },
    {
      name: "ui-only-lib",
      severity: "error",
      comment: "The design system knows no noun: it could ship in another product.",
      from: { path: "^app/ui/" },
      to: { path: "^app/(?!ui/|lib/)", pathNot: "^app/platform/i18n/(namespaces|english|options)\\.ts$" },
    },
    {
      name: "platform-below-features",
      severity: "error",
      comment: "Machines behind doors know no noun either.",
      from: { path: "^app/platform/" },
      to: { path: "^app/(?!platform/|lib/)" },
    },
    {
      name: "features-below-http",
      severity: "error",
      comment: "A feature is called by routes, jobs and the command line alike: it knows no request.",
      from: { path: "^app/features/" },
      to: { path: `^app/(http|routes)/|${roots}` },
    },
    {
      name: "http-below-routes",
      severity: "error",
      comment: "The edge serves every page and knows none.",
      from: { path: "^app/http/", pathNot: "^app/http/start\\.server\\.ts$" },
      to: { path: `^app/(routes|ui)/|^app/features/[^/]+/components/|${roots}` },
    },
    {
      name: "start-composes",
      severity: "error",
      comment: "start.server puts the running portal together; of the roots it may know only the seed.",
      from: { path: "^app/http/start\\.server\\.ts$" },
      to: { path: "^app/(routes|ui)/|^app/features/[^/]+/components/|^app/(root\\.tsx|routes\\.ts|entry\\.)" },
    },
    {
      name: "routes-are-leaves",
      severity: "error",
      comment: "Nobody imports a route module, not even another route: what two need belongs to a feature.",
      from: { path: "^(app|cli)/" },
      to: { path: "^app/routes/" },
    },
    {
      name: "routes-no-platform",
      severity: "error",
      comment: "A route reaches the database, mail and files only through a feature.",
      from: { path: "^app/routes/" },
      to: { path: "^app/platform/(?!i18n/)" },
    },
    {
      name: "roots-stay-on-top",
      severity: "error",
      comment: "The roots compose; whoever needs something of them moves it down.",
      from: { path: "^app/", pathNot: `${roots}|^app/http/start\\.server\\.ts$` },
      to: { path: roots },
    },

    {
      name: "pure-core",
      severity: "error",
      comment: "model, policy and schema are pure: tables and functions that a test calls without a world.",
      from: { path: `${feature}(model|policy|schema)(\\.|/)` },
      to: { path: `\\.server\\.|^app/(platform|http|ui)/|/components/|${framework}` },
    },
    {
      name: "components-no-server",
      severity: "error",
      comment: "What runs in the browser imports no server file, not even a type of one: DTO types live in model.",
      from: { path: "/components/|^app/ui/" },
      to: { path: "\\.server(\\.|/)" },
    },
    {
      name: "other-feature-public-files-only",
      severity: "error",
      comment: "Of another feature only model, policy, schema, queries and commands may be imported.",
      from: { path: feature, pathNot: "/components/" },
      to: {
        path: "^app/features/[^/]+/",
        pathNot: ["^app/features/$1/", "^app/features/[^/]+/(model|policy|schema|queries|commands)(\\.ts|\\.server\\.ts|/[^/]+\\.ts)$"],
      },
    },
    {
      name: "other-feature-components",
      severity: "error",
      comment: "A component may show another feature's component (the form shows the template's fields), one way; of the rest it may import what everyone may.",
      from: { path: `${feature}components/` },
      to: { path: "^app/features/[^/]+/", pathNot: ["^app/features/$1/", "^app/features/[^/]+/(components/|(model|policy|schema)(\\.ts|/[^/]+\\.ts)$)"] },
    },
    {
      name: "no-request-in-core",
      severity: "error",
      comment: "Queries and commands take a context, never a Request; redirect() belongs to the edge.",
      from: { path: `${feature}.*\\.server\\.ts$` },
      to: { path: "node_modules/(@remix-run|express)/" },
    },
    {
      name: "no-feature-cycles",
      severity: "error",
      scope: "folder",
      comment: "review may know reports, or the reverse, never both: otherwise they are one feature.",
      from: { path: "^app/features/[^/]+$" },
      to: { circular: true },
    },

    {
      name: "prisma-door",
      severity: "error",
      comment: "The generated client is known only to platform/db and, as types, to server files.",
      from: { path: "^app", pathNot: "^app/platform/db/|\\.server\\.ts$" },
      to: { path: "prisma/generated|node_modules/@prisma/" },
    },
    {
      name: "prisma-value-door",
      severity: "error",
      comment: "One place opens the database: platform/db.",
      from: { path: "^(app|cli)/", pathNot: "^app/platform/db/" },
      to: { path: "prisma/generated", dependencyTypesNot: ["type-only"] },
    },
    {
      name: "lucia-door",
      severity: "error",
      comment: "Lucia 3 is in maintenance; the way out is one folder.",
      from: { path: "^(app|cli)/", pathNot: "^app/platform/auth/" },
      to: { path: "node_modules/lucia/" },
    },

    { name: "cli-is-a-leaf", severity: "error", comment: "The command line is another adapter, like routes.", from: { path: "^app/" }, to: { path: "^cli/" } },
    {
      name: "cli-no-ui",
      severity: "error",
      comment: "The command line has no pages.",
      from: { path: "^cli/" },
      to: { path: "^app/(ui|routes)/|/components/" },
    },
    {
      name: "no-tests-in-the-product",
      severity: "error",
      comment: "The product does not depend on its tests.",
      from: { path: "^(app|cli)/", pathNot: "\\.test\\.tsx?$" },
      to: { path: "^tests/|\\.test\\.tsx?$" },
    },
    {
      name: "no-unresolvable",
      severity: "error",
      comment: "An import that leads nowhere fails at the worst moment.",
      from: { path: "^(app|cli)/" },
      to: { couldNotResolve: true, pathNot: "^(\\./\\+types|virtual:)" },
    },
    {
      name: "no-dev-deps",
      severity: "error",
      comment: "What runs in production is a dependency of production.",
      from: { path: "^(app|cli)/", pathNot: "\\.test\\.tsx?$|^app/routes\\.ts$|/testing\\.ts$" },
      to: { dependencyTypes: ["npm-dev"], dependencyTypesNot: ["type-only"] },
    },
  ],
  options: {
    tsPreCompilationDeps: true,
    tsConfig: { fileName: "tsconfig.json" },
    doNotFollow: { path: "node_modules|prisma/generated" },
    enhancedResolveOptions: { exportsFields: ["exports"], conditionNames: ["import", "node", "default", "types"] },
  },
};
