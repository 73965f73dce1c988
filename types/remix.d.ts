import "@remix-run/server-runtime";
import type { RequestWorld } from "~/http/world.server";

declare module "@remix-run/server-runtime" {
  interface Future {
    v3_singleFetch: true;
  }
  interface AppLoadContext {
    world: RequestWorld;
  }
}
