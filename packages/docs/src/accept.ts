/**
 * What a client would rather have of what there is, by an `Accept` or `Accept-Encoding` header (RFC 9110): the highest
 * `q`, of equal ones the first that is offered. Nothing when it wants none of them.
 */
export function preferred(header: string, offers: string[]): string | undefined {
  const ranges = header.split(",").map(parseRange);
  const rated = offers.map((offer) => ({ offer, quality: qualityOf(offer, ranges) }));
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

/** The quality of the range that fits best: the very thing, then its kind, then anything. */
function qualityOf(offer: string, ranges: Range[]): number {
  const [kind] = offer.split("/");
  for (const name of [offer, `${kind}/*`, "*/*", "*"]) {
    const range = ranges.find((each) => each.name === name);
    if (range) return range.quality;
  }
  // RFC 9110, 12.5.3: what says nothing about no coding at all still takes it.
  return offer === "identity" ? 0.001 : 0;
}
