import type { ClientLoaderFunctionArgs } from "@remix-run/react";

/** The data of the next page. Without a line the browser goes to the whole page instead, which the device may have. */
export function dataOrWholePage<T>({ request, serverLoader }: ClientLoaderFunctionArgs): Promise<T> {
  return serverLoader<T>().catch((error: unknown) => {
    if (!(error instanceof TypeError)) throw error;
    window.location.assign(request.url);
    // The page ends before this does.
    return new Promise<never>(() => undefined);
  }) as Promise<T>;
}
