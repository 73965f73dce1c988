-- AlterTable
ALTER TABLE "api_token" ADD COLUMN     "scopes" TEXT[] DEFAULT ARRAY[]::TEXT[];

-- Tokens made before there were scopes keep what their owners may do with reports and at the desk.
UPDATE "api_token" SET "scopes" = ARRAY['reports:read', 'reports:write', 'reports:submit', 'desk:read'];
