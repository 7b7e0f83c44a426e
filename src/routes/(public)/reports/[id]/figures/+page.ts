// A page to read: it needs no script, so it loads none.
export const csr = false;

export const load = ({ data }) => data;
