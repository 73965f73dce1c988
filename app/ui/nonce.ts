import { createContext, useContext } from "react";

/** The request's CSP nonce on the server; empty in the browser, which hides nonces from scripts. */
export const NonceContext = createContext("");
export const useNonce = (): string => useContext(NonceContext);
