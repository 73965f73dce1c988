/** Every expected refusal of bringing in a template, with its HTTP status; messages stand under `errors:<code>`. */
export const templateRefusals = {
  "template.unreadable": 422,
  "template.texts_incomplete": 422,
  "template.faulty": 422,
  "template.unchanged": 409,
  "template.no_cycle": 409,
} as const;
