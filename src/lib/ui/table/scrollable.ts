import type { Attachment } from 'svelte/attachments';

/** Makes a region reachable by keyboard while, and only while, its content is wider than it is. */
export const scrollable: Attachment<HTMLElement> = (region) => {
  const measure = () => {
    if (region.scrollWidth > region.clientWidth + 1) region.tabIndex = 0;
    else region.removeAttribute('tabindex');
  };
  const observer = new ResizeObserver(measure);
  observer.observe(region);
  for (const child of region.children) observer.observe(child);
  return () => observer.disconnect();
};
