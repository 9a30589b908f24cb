// Small PNG files, written by hand: grey ones of given lines, and pictures with a palette.

import { crc32, deflateSync } from "node:zlib";

const chunk = (name, data) => {
  const body = Buffer.concat([Buffer.from(name, "latin1"), data]);
  const [length, sum] = [Buffer.alloc(4), Buffer.alloc(4)];
  length.writeUInt32BE(data.length);
  sum.writeUInt32BE(crc32(body));
  return Buffer.concat([length, body, sum]);
};

/** A PNG of eight bits a pixel; `rows` are its lines, `palette` its colours as red, green, blue, or none for grey. */
export function png(width, rows, palette, level = 9) {
  const head = Buffer.alloc(13);
  head.writeUInt32BE(width, 0);
  head.writeUInt32BE(rows.length, 4);
  head[8] = 8;
  head[9] = palette ? 3 : 0;
  // A line begins with its filter, here none.
  const lines = rows.map((row) => Buffer.concat([Buffer.alloc(1), row]));
  const colours = palette ? [chunk("PLTE", Buffer.from(palette.flat()))] : [];
  const data = deflateSync(Buffer.concat(lines), { level });
  return Buffer.concat([Buffer.from("\x89PNG\r\n\x1a\n", "latin1"), chunk("IHDR", head), ...colours, chunk("IDAT", data), chunk("IEND", Buffer.alloc(0))]);
}

/** A PNG with at most 256 colours of a picture that is given as red, green, blue and alpha of each pixel. */
export function small(pixels, width) {
  // Letters have soft edges: colours that differ by a few steps are one, namely the most frequent of them.
  const STEP = 8;
  const groups = new Map();
  const keys = [];
  for (let at = 0; at < pixels.length; at += 4) {
    const colour = [...pixels.subarray(at, at + 3)];
    const key = colour.map((part) => Math.round(part / STEP)).join();
    keys.push(key);
    if (!groups.has(key)) groups.set(key, { count: 0, exact: new Map() });
    const group = groups.get(key);
    group.count += 1;
    group.exact.set(colour.join(), (group.exact.get(colour.join()) ?? 0) + 1);
  }
  const most = ({ exact }) => [...exact].sort((a, b) => b[1] - a[1])[0][0].split(",").map(Number);
  const palette = [...groups.values()].sort((a, b) => b.count - a.count).slice(0, 256).map(most);
  const distance = (one, two) => one.reduce((sum, part, i) => sum + (part - two[i]) ** 2, 0);
  const nearest = new Map();
  for (const [key, group] of groups) {
    const colour = most(group);
    nearest.set(key, palette.reduce((best, other, i) => (distance(colour, other) < distance(colour, palette[best]) ? i : best), 0));
  }
  const places = Buffer.from(keys.map((key) => nearest.get(key)));
  const rows = Array.from({ length: places.length / width }, (_, y) => places.subarray(y * width, (y + 1) * width));
  return png(width, rows, palette);
}
