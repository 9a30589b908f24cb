// What checks ask about elements: whether a reader sees them, and which colours are on top of each other.

/** Runs in the page, once it is loaded: puts the questions into `look`. Works with scripts off too. */
export function inPage() {
  const boxes = (element) => [...element.getClientRects()].filter((box) => box.width > 0 && box.height > 0);
  /** Whether it is drawn at all, even outside the window. */
  const shown = (element) => element.checkVisibility({ visibilityProperty: true, opacityProperty: true }) && boxes(element).length > 0;
  /**
   * Whether some of it is inside the window with nothing else above it. A link that wraps has a box for each line, and is
   * hidden only when all of them are (WCAG 2.2, 2.4.11).
   */
  const reachable = (element) => boxes(element).some((box) => {
    const left = Math.max(box.left, 0), right = Math.min(box.right, innerWidth);
    const top = Math.max(box.top, 0), bottom = Math.min(box.bottom, innerHeight);
    if (right <= left || bottom <= top) return false;
    const parts = [0.5, 0.1, 0.9];
    return parts.some((x) => parts.some((y) => element.contains(document.elementFromPoint(left + x * (right - left), top + y * (bottom - top)))));
  });
  const pen = new OffscreenCanvas(1, 1).getContext("2d", { willReadFrequently: true });
  /** A colour of any notation as red, green, blue from 0 to 255 and alpha from 0 to 1. */
  const rgba = (colour) => known.get(colour) ?? known.set(colour, painted(colour)).get(colour);
  const known = new Map();
  const painted = (colour) => {
    pen.clearRect(0, 0, 1, 1);
    pen.fillStyle = colour;
    pen.fillRect(0, 0, 1, 1);
    const [r, g, b, a] = pen.getImageData(0, 0, 1, 1).data;
    return [r, g, b, a / 255];
  };
  const over = ([r, g, b, a], under) => [r, g, b].map((c, i) => c * a + under[i] * (1 - a)).concat(1);
  /** The colour behind the content of an element, including its own background. */
  const backdrop = (element) => {
    if (!element) return rgba("Canvas");
    const own = rgba(getComputedStyle(element).backgroundColor);
    return own[3] === 1 ? own : over(own, backdrop(element.parentElement));
  };
  const luminance = (colour) => {
    const [r, g, b] = colour.slice(0, 3).map((c) => (c / 255 <= 0.04045 ? c / 255 / 12.92 : ((c / 255 + 0.055) / 1.055) ** 2.4));
    return 0.2126 * r + 0.7152 * g + 0.0722 * b;
  };
  /** The contrast of WCAG between a colour, which may be transparent, and an opaque one below it. */
  const contrast = (colour, under) => {
    const [light, dark] = [luminance(over(colour, under)), luminance(under)].sort((a, b) => b - a);
    return (light + 0.05) / (dark + 0.05);
  };
  const words = (element) => `${element.cloneNode().outerHTML.slice(0, 140)} “${element.textContent.trim().replace(/\s+/g, " ").slice(0, 40)}”`;
  /** Opens what is folded. */
  const unfold = () => {
    for (const details of document.querySelectorAll("details")) {
      details.removeAttribute("name"); // details of one name close each other
      details.open = true;
    }
  };
  globalThis.look = { shown, reachable, rgba, backdrop, contrast, words, unfold };
}
