// HTML and CSS, and a small script of its own that shows one question at a time: works without it.
export const csr = false;

export const load = ({ data }) => data;
