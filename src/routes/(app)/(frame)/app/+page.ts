// This page's empty shell is what the service worker serves for every field address, with or without network.
export const prerender = true;
