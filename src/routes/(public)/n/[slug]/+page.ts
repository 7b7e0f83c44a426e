// A page to read and a form: it needs no script, so it loads none.
export const csr = false;

export const load = ({ data }) => data;
