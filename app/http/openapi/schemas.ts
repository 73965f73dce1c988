import { z } from "zod";

/** Shapes that have a name in the description: what programs send, and what they are answered. */

const requests = z.registry<{ id: string }>();
const answers = z.registry<{ id: string }>();

/** Gives the body of a request a name. */
export const request = <S extends z.ZodType>(id: string, schema: S): S => (requests.add(schema, { id }), schema);
/** Gives an answer, or a part of one, a name. */
export const answer = <S extends z.ZodType>(id: string, schema: S): S => (answers.add(schema, { id }), schema);

const uri = (id: string): string => `#/components/schemas/${id}`;

export type JsonSchema = Record<string, unknown>;

/** Where a named shape is found. */
export function reference(schema: z.ZodType): JsonSchema {
  const { id } = requests.get(schema) ?? answers.get(schema) ?? {};
  if (!id) throw new Error("a shape of the description has no name");
  return { $ref: uri(id) };
}

/** A shape in place, as it is sent. */
export function inPlace(schema: z.ZodType): JsonSchema {
  const { $schema: _, ...rest } = z.toJSONSchema(schema, { io: "input", override: plainFormats, unrepresentable: "any" }) as JsonSchema;
  return rest;
}

type Overridden = { jsonSchema: JsonSchema };

/** A format says what its pattern says, in a word. */
function plainFormats({ jsonSchema }: Overridden): void {
  if (jsonSchema.format) delete jsonSchema.pattern;
}

/** Answers may gain members: a program must not refuse what it does not know. */
function openForMore(context: Overridden): void {
  plainFormats(context);
  if (context.jsonSchema.additionalProperties === false) delete context.jsonSchema.additionalProperties;
}

/** All named shapes. */
export function componentSchemas(): Record<string, JsonSchema> {
  const sent = z.toJSONSchema(requests, { uri, io: "input", override: plainFormats }).schemas;
  const given = z.toJSONSchema(answers, { uri, io: "output", override: openForMore }).schemas;
  return Object.fromEntries(
    Object.entries({ ...sent, ...given })
      .sort(([a], [b]) => (a < b ? -1 : 1))
      .map(([id, schema]) => {
        const { $schema: _, $id: __, ...rest } = schema as JsonSchema;
        return [id, rest];
      }),
  );
}

/** A list as every call answers it: one page of entries, and where to go on. */
export const listOf = <S extends z.ZodType>(id: string, item: S) =>
  answer(id, z.object({ items: z.array(item), next: z.string().nullable().describe("What to give as `after` for the entries that follow; null at the end.") }));
