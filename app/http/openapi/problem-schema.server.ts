import { z } from "zod";
import { allRefusalCodes } from "../refusals.server";
import { answer } from "./schemas";

/** Every refusal: the code decides, the title is for people. */
export const problemSchema = answer(
  "Problem",
  z.looseObject({
    type: z.string(),
    title: z.string().describe("In the language of `?lang=`, else in English."),
    status: z.int(),
    code: z.enum(allRefusalCodes() as [string, ...string[]]).describe("Stable; programs decide by it."),
    fields: z.record(z.string(), z.string()).optional().describe("Which parts of the request did not fit, by their place."),
  }),
);
