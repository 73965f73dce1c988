-- AlterTable
ALTER TABLE "set_aside_answer" ADD COLUMN     "undone_at" TIMESTAMPTZ(3);
