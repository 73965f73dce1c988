import { useNonce } from "~/ui/nonce";
import { EARLY_SCRIPT } from "./early-input";

/** Keeps what is typed into the form around it on the device until the page is alive. Its first child, so that no key comes before. */
export function EarlyScript() {
  const nonce = useNonce();
  // eslint-disable-next-line no-restricted-syntax -- a constant of the program, in which nothing is put by anybody
  return <script nonce={nonce} suppressHydrationWarning dangerouslySetInnerHTML={{ __html: EARLY_SCRIPT }} />;
}
