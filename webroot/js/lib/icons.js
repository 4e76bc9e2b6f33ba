// @ts-check

const AGAIN_MS = 5_000;

/**
 * Puts the drawings of all icons into the page, once. An icon that names a drawing of another file
 * asks the node for that file each time it is drawn, comes a frame late, and lacks where the node
 * is away.
 */
export async function takeIcons() {
  const file = await fetch("/icons.svg").catch(() => null);
  if (!file?.ok) {
    setTimeout(takeIcons, AGAIN_MS);
    return;
  }
  const drawings = new DOMParser().parseFromString(await file.text(), "image/svg+xml");
  const sprite = document.importNode(drawings.documentElement, true);
  sprite.classList.add("sprite");
  sprite.setAttribute("aria-hidden", "true");
  document.body.append(sprite);
}
