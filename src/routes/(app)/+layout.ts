// Field pages are shell-first: rendered in the browser from what the device keeps, no server load above them.
export const ssr = false;
export const prerender = false;
