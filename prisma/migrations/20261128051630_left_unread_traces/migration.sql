-- AlterTable
ALTER TABLE "version_trace" ADD COLUMN     "waived" BOOLEAN NOT NULL DEFAULT false;
