/**
 * Selects the offer that an `Accept` or `Accept-Encoding` header prefers (RFC 9110): the one with the highest `q`, and the first
 * of equal ones. Returns `undefined` if the header accepts none.
 */
export function negotiate(header: string, offers: string[]): string | undefined {
  const ranges = header.split(",").map(parseRange);
  const rated = offers.map((offer) => ({ offer, quality: findQuality(offer, ranges) }));
  const best = rated.toSorted((one, other) => other.quality - one.quality)[0];
  return best && best.quality > 0 ? best.offer : undefined;
}

interface Range {
  name: string;
  quality: number;
}

function parseRange(text: string): Range {
  const [name = "", ...parameters] = text.split(";").map((part) => part.trim().toLowerCase());
  const quality = parameters.find((part) => part.startsWith("q="))?.slice(2);
  const value =
    quality === undefined ? 1 : /^(0(\.\d{0,3})?|1(\.0{0,3})?)$/.test(quality) ? Number(quality) : 0;
  return { name, quality: value };
}

/** Finds the quality of the most specific range that matches. */
function findQuality(offer: string, ranges: Range[]): number {
  const [kind] = offer.split("/");
  for (const name of [offer, `${kind}/*`, "*/*", "*"]) {
    const range = ranges.find((each) => each.name === name);
    if (range) return range.quality;
  }
  // RFC 9110, 12.5.3: `identity` is acceptable unless it is excluded.
  return offer === "identity" ? 0.001 : 0;
}
