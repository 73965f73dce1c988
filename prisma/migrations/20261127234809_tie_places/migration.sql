-- AlterTable
ALTER TABLE "sentence_tie" ADD COLUMN     "place" TEXT NOT NULL DEFAULT '';
