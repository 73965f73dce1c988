import type { Paper } from "~/lib/paper";
export const documentOf = async (_: Paper): Promise<Uint8Array> => new Uint8Array();
