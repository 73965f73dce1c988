/** For Prisma's command line where it is used (`npx prisma migrate deploy`); the portal needs only the schema folder. */
export default { schema: "prisma/schema", migrations: { path: "prisma/migrations" } };
