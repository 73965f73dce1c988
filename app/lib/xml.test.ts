import { expect, test } from "vitest";
import { element, escaped, sayable } from "./xml";

test("what markup is made of is escaped once, and what it cannot hold is left out", () => {
  expect(escaped('a<b> & "c"')).toBe("a&lt;b&gt; &amp; &quot;c&quot;");
  expect(sayable("a\u0000b\ud800c\n😀\ufffe")).toBe("abc\n😀");
  expect(element("p", { id: 'a"\u0001', lang: undefined }, escaped("x < y"), element("br", {}))).toBe('<p id="a&quot;">x &lt; y<br/></p>');
});
