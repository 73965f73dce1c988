-- AlterTable
ALTER TABLE "meeting" ADD COLUMN     "edition" INTEGER NOT NULL DEFAULT 0;
